import { defaultOf, type ArgFact, type BehaviourFact, type GuardDuty } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { fileAndKey, idOf, type Thing } from '../things.js';
import type { ChainLink, Doubt, FunctionId } from '../types.js';
import { createCallerProof } from './caller-proof.js';
import { createLinkEffects } from './link-effects.js';
import { modelDuty } from './model-duty.js';
import { placedCalls } from './placed-calls.js';
import { HANDED, type Exception, type Made, type MadeUp, type Place, type Verdict } from './verdict.js';

export interface Duties {
  readonly duties: readonly GuardDuty[];
  readonly evidence: ChainLink['evidence'];
  /** Requests for which the check of who calls is left out. */
  readonly except?: readonly Exception[];
  readonly doubt?: Pick<Doubt, 'what'> & Partial<Doubt>;
  /**
   * `fails`: it turns requests away by failures. `forgives`: it is handed failures, and lets requests go on all the
   * same.
   */
  readonly failures?: 'fails' | 'forgives';
  /** Places for the caller it believes, whoever wrote there. */
  readonly restsOn?: readonly string[];
}

export const NO_DUTIES: Duties = { duties: [], evidence: 'unknown' };
const CALLER: ReadonlySet<GuardDuty> = new Set(['authentication', 'authorization']);

/**
 * Duties of middleware, guards and decorators: by model where a library made them, by what they do where the project
 * did. That who calls is checked must be proved; whatever only looks like it is a doubt.
 */
export interface DutyBook {
  /** Who calls is proved before this call inside a function runs. */
  isCheckedBefore(id: FunctionId, call: LinkedCall): boolean;
  ofFunction(id: FunctionId, place: Place, made?: Made | null): Duties;
  ofThing(thing: Thing, place: Place, made?: Made | null): Duties;
  /** A function that decides whom a library lets through: `caller` of what it is handed is whoever is signed in. */
  ofDecision(id: FunctionId, caller: string): Duties;
  /** A function of the project around the function at this position of its arguments. */
  ofWrapper(id: FunctionId, position: number, made: Made): Duties;
  /** Where what it gives has something true in this member, who calls was checked. */
  provesMember(id: FunctionId, member: string): boolean;
  /** What it changes for requests that go on, before anything is known of who calls; null where nothing is seen. */
  effectOf(id: FunctionId): Doubt | null;
  /** Whom a function, or one made in it, takes for the caller without a check. */
  madeUpBy(id: FunctionId): readonly MadeUp[];
  /** What the handler does itself as a guard would. `by`: the call that does it. */
  ofHandler(id: FunctionId): Duties & { readonly by?: LinkedCall };
  /** Other duties a call inside a handler fulfils: `await limiter.consume(req)`. */
  insideHandler(
    id: FunctionId,
  ): readonly { readonly call: LinkedCall; readonly duties: Duties; readonly fn?: FunctionId }[];
}

export function createDutyBook(resolver: Resolver, calls: readonly LinkedCall[]): DutyBook {
  const placed = placedCalls(resolver, calls);
  const proof = createCallerProof(resolver, calls, placed);
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

  /**
   * What a function and those it calls seem to do to a request. Of who calls this is a guess: it raises doubts and
   * settles nothing.
   */
  const seeming = (id: FunctionId, depth: number): ReadonlySet<GuardDuty> => {
    const known = memo.get(id);
    if (known) return known;
    const found = new Set<GuardDuty>(behaviours.get(id)?.duties);
    memo.set(id, found);
    const own = behaviours.get(id);
    let reads = own?.readsCredential ?? false;
    for (const call of callsBy.get(id) ?? []) {
      // What a wrapper is given belongs to one use of it, not to all.
      if (call.fact.callee.kind === 'param') continue;
      for (const duty of call.target?.call.duty ?? []) found.add(duty);
      if (call.target?.call.token?.does === 'verify') reads = true;
      if (depth > 0)
        for (const target of call.targets)
          for (const duty of seeming(target, depth - 1)) if (duty !== 'error-handler') found.add(duty);
      if (depth > 0 && call.targets.some((target) => behaviours.get(target)?.readsCredential)) reads = true;
    }
    for (const nested of inner.get(id) ?? []) {
      reads ||= behaviours.get(nested)?.readsCredential ?? false;
      if (depth > 0) for (const duty of seeming(nested, depth - 1)) if (duty !== 'error-handler') found.add(duty);
    }
    const nestedDenial = (inner.get(id) ?? []).some((nested) => (behaviours.get(nested)?.deniesAt.length ?? 0) > 0);
    if (reads && ((own?.deniesAt.length ?? 0) > 0 || nestedDenial)) found.add('authentication');
    return found;
  };

  /** Whoever stands before a handler and answers that nobody knows the caller has asked who that is, by whatever. */
  const seemingOfLink = (id: FunctionId): ReadonlySet<GuardDuty> => {
    const seems = seeming(id, 3);
    const isAsking = [id, ...(inner.get(id) ?? [])].some((one) => behaviours.get(one)?.answers401);
    return isAsking ? new Set<GuardDuty>([...seems, 'authentication']) : seems;
  };

  const seemingOfThing = (
    thing: Thing,
    place: Place,
    depth: number,
    beside: readonly ArgFact[] | null = null,
  ): ReadonlySet<GuardDuty> => {
    if (depth < 0) return new Set();
    switch (thing.kind) {
      case 'function':
        return seemingOfLink(idOf(thing.file, thing.fn));
      case 'class':
      case 'instance': {
        const fact = resolver.classes.fact(thing.file, thing.name);
        const parent = fact?.extends ? resolver.resolve(thing.file, fact.extends) : null;
        const methods = (fact?.methods ?? []).map((method) => idOf(thing.file, method.fn));
        const found = new Set([
          ...methods.flatMap((id) => [...seemingOfLink(id)]),
          ...(parent ? seemingOfThing(parent, place, depth - 1) : []),
        ]);
        if (
          place === 'guard' &&
          methods.some((id) => behaviours.get(id)?.readsCredential || behaviours.get(id)?.comparesRole)
        )
          found.add('authentication');
        return found;
      }
      case 'made':
        return new Set(thing.target.call.duty);
      case 'library': {
        const { meaning } = thing;
        // What a module gives by default, as it stands: a plugin that is handed to `register`.
        const member =
          meaning.kind === 'member'
            ? meaning.ref.member
            : meaning.kind === 'module'
              ? defaultOf(meaning.model)?.member
              : undefined;
        const maker = thing.origin === undefined ? undefined : byOrigin.get(thing.origin);
        const plugin = maker ? undefined : member?.call;
        return plugin && beside
          ? new Set(modelDuty(plugin, beside).duties)
          : new Set(maker?.target?.call.duty ?? plugin?.duty ?? member?.new?.duty);
      }
      case 'any-of':
        return new Set(thing.things.flatMap((one) => [...seemingOfThing(one, place, depth - 1)]));
      default:
        return new Set();
    }
  };

  /** What was proved of the caller, and what else it seems to do. */
  const settled = (verdict: Verdict, seems: ReadonlySet<GuardDuty>, evidence: 'model' | 'behaviour'): Duties => {
    // Words of a signature beside another check are none.
    const others = [...seems].filter(
      (duty) => !CALLER.has(duty) && (duty !== 'signature' || verdict.kind !== 'proved'),
    );
    const duties = [...new Set([...others, ...(verdict.kind === 'proved' ? verdict.duties : [])])].sort();
    return {
      duties,
      evidence: duties.length > 0 ? evidence : 'unknown',
      ...(verdict.kind === 'proved' && verdict.except.length > 0 && { except: verdict.except }),
      ...(verdict.kind === 'proved' && verdict.fails && { failures: 'fails' as const }),
      ...(verdict.kind === 'proved' && verdict.restsOn && { restsOn: verdict.restsOn }),
      ...(verdict.kind === 'doubted' && {
        doubt: { ...verdict.place, what: verdict.what, ...(verdict.place && { seen: true }) },
      }),
      ...(verdict.kind === 'none' &&
        [...seems].some((duty) => CALLER.has(duty)) && {
          doubt: verdict.open
            ? { ...verdict.open, what: 'it goes on here without a check that is understood' }
            : { what: 'that it lets nobody else go on could not be proved' },
        }),
    };
  };

  const ofFunction = (id: FunctionId, place: Place, prove: () => Verdict): Duties => {
    // Four parameters: it is called with failures only.
    if (place === 'chain' && resolver.functionFact(...fileAndKey(id))?.params.length === 4)
      return {
        duties: ['error-handler'],
        evidence: 'behaviour',
        ...(proof.goesOnAfterFailure(id) && { failures: 'forgives' as const }),
      };
    return settled(prove(), seemingOfLink(id), 'behaviour');
  };

  return {
    effectOf: createLinkEffects(resolver, calls, placed, proof),
    madeUpBy(id) {
      const { file, key, range } = placed.placeOf(id);
      return (resolver.files.get(file)?.ways ?? [])
        .filter(({ fn }) => fn === key || (range !== undefined && range[0] < fn && fn < range[1]))
        .flatMap(({ madeUp = [] }) => madeUp.map((one) => ({ ...one, file })));
    },
    ofFunction: (id, place, made = null) => ofFunction(id, place, () => proof.ofFunction(id, place, made)),
    provesMember: proof.provesMember,
    isCheckedBefore: proof.isCheckedBefore,
    ofThing(thing, place, made = null) {
      if (thing.kind === 'function')
        return ofFunction(idOf(thing.file, thing.fn), place, () => proof.ofThing(thing, place, made));
      return settled(
        proof.ofThing(thing, place, made),
        seemingOfThing(thing, place, 5, made?.fn === HANDED ? made.args : null),
        thing.kind === 'class' || thing.kind === 'instance' ? 'behaviour' : 'model',
      );
    },
    ofDecision: (id, caller) => settled(proof.ofDecision(id, caller), seemingOfLink(id), 'behaviour'),
    ofWrapper: (id, position, made) => settled(proof.ofWrapper(id, position, made), seemingOfLink(id), 'behaviour'),
    ofHandler(id) {
      const verdict = proof.ofHandler(id);
      const seems = (behaviours.get(id)?.duties ?? []).filter(
        (duty) => CALLER.has(duty) || duty === 'signature' || duty === 'rate-limit',
      );
      const [file] = fileAndKey(id);
      const own = settled(verdict, new Set(seems), 'behaviour');
      const by =
        verdict.kind === 'proved' && verdict.by
          ? calls.find(
              (call) => call.file === file && call.fact.at[0] === verdict.by?.[0] && call.fact.at[1] === verdict.by[1],
            )
          : own.doubt && proof.testedCalls(id).find(({ targets }) => targets.some(seemsToCheck));
      return { ...own, ...(by && { by }) };
    },
    insideHandler(id) {
      return (callsBy.get(id) ?? []).flatMap((call) => {
        const [target] = call.targets;
        const duties: readonly GuardDuty[] = target
          ? takesRequest(call, id)
            ? [...seeming(target, 3)]
            : []
          : (call.target?.call.duty ?? []);
        const guards = duties.filter((duty) => duty === 'rate-limit' || duty === 'signature' || duty === 'csrf').sort();
        const seemsGuard = target !== undefined && takesRequest(call, id) && duties.some((duty) => CALLER.has(duty));
        if (guards.length === 0 && !seemsGuard) return [];
        const found: Duties = {
          duties: guards,
          evidence: guards.length === 0 ? 'unknown' : target ? 'behaviour' : 'model',
          ...(seemsGuard && { doubt: { what: 'that nothing is changed before it refuses could not be proved' } }),
        };
        return [{ call, duties: found, ...(target && { fn: target }) }];
      });
    },
  };

  /** It reads a credential, or seems to check who calls. */
  function seemsToCheck(id: FunctionId): boolean {
    return behaviours.get(id)?.readsCredential === true || [...seeming(id, 3)].some((duty) => CALLER.has(duty));
  }

  /** The handler gives its request to the callee, or nothing at all: a session helper reads it from the context. */
  function takesRequest(call: LinkedCall, id: FunctionId): boolean {
    const [, fn] = fileAndKey(id);
    if (call.fact.args.length === 0) return true;
    return call.fact.args.some(
      (arg) => isRequest(arg.ref) || Object.values(arg.properties ?? {}).some((one) => isRequest(one.ref)),
    );

    function isRequest(ref: LinkedCall['fact']['callee'] | undefined): boolean {
      if (!ref) return false;
      if (ref.kind === 'param') return ref.fn === fn && ref.index <= 1 && ref.path.length === 0;
      // The whole request or context, not a field of it.
      return (
        ref.kind === 'library' && ref.type === ref.symbol && !ref.path?.length && /Request|Context/.test(ref.symbol)
      );
    }
  }
}
