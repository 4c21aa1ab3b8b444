/** What functions prove of their arguments, through the functions of other files they ask. */
import { settlesAddress, type Ask, type Proof } from '@backend-architect/analysis';
import type { FunctionId, Project, ProjectFunction } from '../types.js';
import type { CallAt } from './calls-at.js';
import type { OutsideSchemas } from './outside-schemas.js';

export interface OutsideProofs {
  provedBy(id: FunctionId): readonly Proof[];
  /** It takes this argument apart as an address, or gives it to code that does or that nobody sees. */
  isWeighedBy(id: FunctionId, index: number): boolean;
  /** It searches what the program keeps for this argument. */
  looksUp(id: FunctionId, index: number): boolean;
}

/** Functions that only ask others are followed so far. */
const MAX_HOPS = 4;

export function createOutsideProofs(
  project: Pick<Project, 'functions'>,
  callAt: CallAt,
  schemas: OutsideSchemas,
): OutsideProofs {
  const proved = new Map<FunctionId, readonly Proof[]>();
  const weighed = new Map<string, boolean>();

  const askedOf = (file: string, { call }: Ask): ProjectFunction | null => {
    const targets = callAt(file, call)?.targets ?? [];
    const target = targets.length === 1 ? project.functions.get(targets[0]!) : undefined;
    return target?.fact && isRead(target) ? target : null;
  };

  const provedBy = (id: FunctionId): readonly Proof[] => {
    const known = proved.get(id);
    if (known) return known;
    proved.set(id, []); // who asks itself proves nothing new
    const fn = project.functions.get(id);
    const found = (fn?.fact?.proves ?? []).flatMap((proof) =>
      proof.asks ? answered(fn!.file, proof, proof.asks) : [placed(fn!.file, proof)],
    );
    proved.set(id, found);
    return found;
  };

  /** A schema that the body asks may be made of those of further files. */
  const placed = (file: string, proof: Proof): Proof =>
    proof.admits ? { ...proof, admits: schemas.within(file, proof.admits) } : proof;

  const answered = (file: string, { asks: _asks, ...proof }: Proof, asks: readonly Ask[]): Proof[] => {
    const [only] = asks;
    if (asks.length === 1 && only?.outcome !== undefined) return handedDown(proof, askedOf(file, only), only);
    const holds = proof.unknownFor ? looksUpIn : looksInto;
    return asks.every((ask) => holds(askedOf(file, ask), ask.index)) ? [proof] : [];
  };

  /** What the callee proves, said of the parameter that is handed to it. */
  const handedDown = (proof: Proof, callee: ProjectFunction | null, { index, outcome }: Ask): Proof[] => {
    const proofs = callee
      ? provedBy(callee.id).filter((inner) => inner.index === index && inner.outcome === outcome)
      : [];
    return proofs.map((inner) => ({
      ...inner,
      index: proof.index,
      below: proof.below + inner.below,
      outcome: proof.outcome,
    }));
  };

  /** What nobody sees may look into anything. */
  const looksInto = (callee: ProjectFunction | null, index: number): boolean =>
    !callee ||
    isWeighedBy(callee.id, index) ||
    provedBy(callee.id).some((proof) => proof.index === index && settlesAddress(proof));

  const looksUpIn = (callee: ProjectFunction | null, index: number): boolean => !callee || looksUp(callee.id, index);

  const isWeighedBy = (id: FunctionId, index: number): boolean => {
    const place = `${id}:${index}`;
    const known = weighed.get(place);
    if (known !== undefined) return known;
    weighed.set(place, false);
    const fn = project.functions.get(id);
    const weights = (fn?.fact?.weighs ?? []).filter((weight) => weight.index === index);
    const found = weights.some(({ asks }) => !asks || looksInto(askedOf(fn!.file, asks), asks.index));
    weighed.set(place, found);
    return found;
  };

  /** Where all it does is to ask others, they search, or nobody does. */
  const looksUp = (id: FunctionId, index: number, hops = MAX_HOPS): boolean => {
    const fn = project.functions.get(id);
    if (!fn?.fact?.looksUp?.includes(index)) return false;
    const weights = (fn.fact.weighs ?? []).filter((weight) => weight.index === index);
    return (
      weights.length === 0 ||
      hops === 0 ||
      weights.some(({ asks }) => {
        const callee = asks && askedOf(fn.file, asks);
        return !asks || !callee || looksUp(callee.id, asks.index, hops - 1);
      })
    );
  };

  return { provedBy, isWeighedBy, looksUp };
}

/** Facts say what a body proves where others can call it. */
function isRead({ fact }: ProjectFunction): boolean {
  return fact?.visibility === 'exported' || fact?.visibility === 'public';
}
