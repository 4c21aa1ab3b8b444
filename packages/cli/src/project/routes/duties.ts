import type { BehaviourFact, GuardDuty } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolver.js';
import { idOf, type Thing } from '../things.js';
import type { ChainLink, FunctionId } from '../types.js';

export interface Duties {
  readonly duties: readonly GuardDuty[];
  readonly evidence: ChainLink['evidence'];
}

const NOTHING: Duties = { duties: [], evidence: 'unknown' };

/** Duties of middleware, guards and decorators: by model where a library made them, by what they do where the project did. */
export interface DutyBook {
  ofFunction(id: FunctionId): Duties;
  /** `guard`: it was put where the framework asks guards, so saying no by `return false` counts. */
  ofThing(thing: Thing, place: 'chain' | 'guard'): Duties;
  /** What the handler itself does as a guard would: asks for a credential and denies, verifies a signature. */
  ofHandler(id: FunctionId): Duties;
  /** Duties a call inside a handler fulfils before anything else: `await requireUser(req)`. */
  insideHandler(id: FunctionId): readonly { readonly call: LinkedCall; readonly duties: Duties; readonly fn?: FunctionId }[];
}

export function createDutyBook(resolver: Resolver, calls: readonly LinkedCall[]): DutyBook {
  const behaviours = new Map<FunctionId, BehaviourFact>();
  const inner = new Map<FunctionId, FunctionId[]>();
  for (const facts of resolver.files.values()) {
    for (const behaviour of facts.behaviours) behaviours.set(idOf(facts.file, behaviour.fn), behaviour);
    for (const fn of facts.functions) {
      const outer = idOf(facts.file, fn.within ?? -1);
      inner.set(outer, [...(inner.get(outer) ?? []), idOf(facts.file, fn.key)]);
    }
  }
  const callsBy = new Map<FunctionId, LinkedCall[]>();
  const byOrigin = new Map<string, LinkedCall>();
  for (const call of calls) {
    const from = idOf(call.file, call.fact.fn);
    const list = callsBy.get(from);
    if (list) list.push(call);
    else callsBy.set(from, [call]);
    byOrigin.set(`${call.file}:${call.fact.at[0]}`, call);
  }
  const memo = new Map<FunctionId, ReadonlySet<GuardDuty>>();

  /** What a function and those it calls do to a request. */
  const functionDuties = (id: FunctionId, depth: number): ReadonlySet<GuardDuty> => {
    const known = memo.get(id);
    if (known) return known;
    const found = new Set<GuardDuty>(behaviours.get(id)?.duties);
    memo.set(id, found);
    const own = behaviours.get(id);
    let reads = own?.readsCredential ?? false;
    for (const call of callsBy.get(id) ?? []) {
      for (const duty of call.target?.call.duty ?? []) found.add(duty);
      if (call.target?.call.token?.does === 'verify') reads = true;
      if (depth > 0) for (const target of call.targets) for (const duty of functionDuties(target, depth - 1)) if (duty !== 'error-handler') found.add(duty);
      if (depth > 0 && call.targets.some((target) => behaviours.get(target)?.readsCredential)) reads = true;
    }
    // A check that lives in a callback or promise chain of the middleware is still its check.
    for (const nested of inner.get(id) ?? []) {
      const behaviour = behaviours.get(nested);
      reads ||= behaviour?.readsCredential ?? false;
      if (depth > 0) for (const duty of functionDuties(nested, depth - 1)) if (duty !== 'error-handler') found.add(duty);
    }
    const nestedDenial = (inner.get(id) ?? []).some((nested) => (behaviours.get(nested)?.deniesAt.length ?? 0) > 0);
    if (reads && ((own?.deniesAt.length ?? 0) > 0 || nestedDenial)) found.add('authentication');
    return found;
  };

  const ofFunction = (id: FunctionId): Duties => {
    const found = functionDuties(id, 3);
    return found.size > 0 ? { duties: [...found].sort(), evidence: 'behaviour' } : NOTHING;
  };

  const ofClass = (file: string, name: string, place: 'chain' | 'guard', depth: number): Duties => {
    const fact = resolver.classes.fact(file, name);
    if (!fact || depth > 5) return NOTHING;
    const found = new Set<GuardDuty>();
    let evidence: ChainLink['evidence'] = 'unknown';
    let reads = false;
    let roles = false;
    let refuses = false;
    for (const method of fact.methods) {
      const id = idOf(file, method.fn);
      const own = ofFunction(id);
      for (const duty of own.duties) found.add(duty);
      const behaviour = behaviours.get(id);
      reads ||= behaviour?.readsCredential ?? false;
      roles ||= behaviour?.comparesRole ?? false;
      refuses ||= (behaviour?.refusesAt?.length ?? 0) > 0 || (behaviour?.deniesAt.length ?? 0) > 0;
    }
    if (place === 'guard' && reads && refuses) found.add('authentication');
    if (place === 'guard' && roles) found.add('authorization');
    if (found.size > 0) evidence = 'behaviour';
    const parent = fact.extends ? resolver.resolve(file, fact.extends) : null;
    const inherited = parent ? ofThing(parent, place, depth + 1) : NOTHING;
    for (const duty of inherited.duties) found.add(duty);
    return { duties: [...found].sort(), evidence: inherited.duties.length > 0 ? inherited.evidence : evidence };
  };

  const ofThing = (thing: Thing, place: 'chain' | 'guard', depth = 0): Duties => {
    switch (thing.kind) {
      case 'function':
        return ofFunction(idOf(thing.file, thing.fn));
      case 'class':
      case 'instance':
        return ofClass(thing.file, thing.name, place, depth);
      case 'made':
        return byModel(thing.target.call.duty);
      case 'library': {
        const maker = thing.origin === undefined ? undefined : byOrigin.get(thing.origin);
        const { meaning } = thing;
        const member = meaning.kind === 'member' ? meaning.ref.member : undefined;
        return byModel(maker?.target?.call.duty ?? member?.call?.duty ?? member?.new?.duty);
      }
      case 'any-of':
        return thing.things.length > 0 && thing.things[0] ? ofThing(thing.things[0], place, depth + 1) : NOTHING;
      default:
        return NOTHING;
    }
  };

  return {
    ofFunction,
    ofThing: (thing, place) => ofThing(thing, place),
    ofHandler(id) {
      const found = (behaviours.get(id)?.duties ?? []).filter((duty) => duty === 'authentication' || duty === 'authorization' || duty === 'signature' || duty === 'rate-limit');
      return found.length > 0 ? { duties: found, evidence: 'behaviour' } : NOTHING;
    },
    insideHandler(id) {
      const calls = callsBy.get(id) ?? [];
      // One branch that answers without a check means that the checks of the others do not hold for it.
      const isOpen = calls.some((call) => call.fact.condition === 'sometimes' && call.targets.some((target) => (behaviours.get(target)?.responds.length ?? 0) > 0 && !ofFunction(target).duties.includes('authentication')));
      return calls.flatMap((call) => {
        if (isOpen && call.fact.condition === 'sometimes') return [];
        const [target] = call.targets;
        const duties = target ? (takesRequest(call, id) ? ofFunction(target) : NOTHING) : byModel(call.target?.call.duty);
        const guards = duties.duties.filter((duty) => duty === 'authentication' || duty === 'authorization' || duty === 'rate-limit' || duty === 'signature' || duty === 'csrf');
        return guards.length === 0 ? [] : [{ call, duties: { ...duties, duties: guards }, ...(target && { fn: target }) }];
      });
    },
  };

  /** The handler gives its request to the callee, or nothing at all: a session helper reads it from the context. */
  function takesRequest(call: LinkedCall, id: FunctionId): boolean {
    const fn = Number(id.slice(id.lastIndexOf('#') + 1));
    if (call.fact.args.length === 0) return true;
    return call.fact.args.some((arg) => isRequest(arg.ref) || Object.values(arg.properties ?? {}).some((inner) => isRequest(inner.ref)));

    function isRequest(ref: LinkedCall['fact']['callee'] | undefined): boolean {
      if (!ref) return false;
      if (ref.kind === 'param') return ref.fn === fn && ref.index <= 1 && ref.path.length === 0;
      // The whole request or context, not a field of it.
      return ref.kind === 'library' && ref.type === ref.symbol && !ref.path?.length && /Request|Context/.test(ref.symbol);
    }
  }
}

function byModel(duties: readonly GuardDuty[] | undefined): Duties {
  return duties && duties.length > 0 ? { duties, evidence: 'model' } : NOTHING;
}
