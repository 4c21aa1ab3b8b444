import { isUnder, typeRef, type ArgFact, type CallbackModel } from '@backend-architect/analysis';
import type { LinkedCall } from './call-linker.js';
import type { ParameterOracle, Resolver } from './resolution.js';
import { fileAndKey, idOf, keyOf as thingKey, libraryOf, oneOf, type Thing } from './things.js';
import type { FunctionId } from './types.js';

/** Calls that are looked at for one parameter, through all the functions that only hand it on. */
const MAX_CALLS = 256;
const MAX_HOPS = 5;
/**
 * Parameters that are looked at to answer for one, however they hang together; the widest seen in real backends is some
 * hundred.
 */
const MAX_ASKED = 1_000;
const MAX_ROUNDS = 3;
const NOTHING_NEW: Thing = { kind: 'never' };

/** What arrives at parameters, learned from linked calls. Empty until `learn` was called. */
export interface Parameters {
  readonly oracle: ParameterOracle;
  /** `handed`: what is known to arrive besides, by function and position. */
  learn(calls: readonly LinkedCall[], handed?: ReadonlyMap<string, Thing>): void;
}

export function createParameters(resolver: () => Resolver): Parameters {
  let callers = new Map<FunctionId, LinkedCall[]>();
  let typed = new Map<string, Thing>();
  let known = new Map<string, Thing | null>();
  /** Parameters that are being asked for, outermost first, with what is taken for them in the meantime. */
  const asking: { readonly key: string; taken: Thing }[] = [];
  /** Place among them of the outermost one an answer has leant on. */
  let leansOn = Infinity;
  let unsettled = 0;
  let budget = 0;

  /** Asked again and again while chains of calls are followed: remembered, and given up beyond a few hops. */
  const startOf = (param: Extract<Thing, { kind: 'param' }>): Thing | null => {
    const key = keyOf(param);
    const before = known.get(key);
    if (before !== undefined) return before;
    const at = asking.findIndex((one) => one.key === key);
    const isTooFar = asking.length >= MAX_HOPS || (asking.length > 0 && budget <= 0);
    if (at >= 0 || isTooFar) {
      unsettled += 1;
      leansOn = Math.min(leansOn, at >= 0 ? at : 0);
      return asking[at]?.taken ?? null;
    }
    return settled(param, key);
  };

  /**
   * A cycle begins with nothing and is gone round until it says nothing new, so that it does not matter where it was
   * entered.
   */
  const settled = (param: Extract<Thing, { kind: 'param' }>, key: string): Thing | null => {
    if (asking.length === 0) budget = MAX_ASKED;
    const outer = leansOn;
    const self = { key, taken: NOTHING_NEW };
    const place = asking.push(self) - 1;
    let start: Thing | null = null;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      budget -= 1;
      leansOn = Infinity;
      const found = typed.get(key) ?? fromCallers(param);
      start = found && found.kind !== 'param' && found.kind !== 'never' ? found : null;
      if (leansOn !== place || !start || thingKey(start) === thingKey(self.taken)) break;
      self.taken = start;
    }
    asking.pop();
    if (leansOn >= place) known.set(key, start);
    leansOn = Math.min(outer, leansOn >= place ? Infinity : leansOn);
    return start;
  };

  /**
   * What the callers give. A caller that hands on a parameter of its own says what its callers give; one that calls
   * itself says nothing new.
   */
  const fromCallers = (param: Extract<Thing, { kind: 'param' }>): Thing | null =>
    handedIn(param, 'evidence') ?? handedIn(param, 'names');

  /** `names`: what a caller's parameter is called is taken for what it is. */
  const handedIn = (param: Place, by: 'evidence' | 'names'): Thing | null => {
    const asked: Place[] = [param];
    const seen = new Set([keyOf(param)]);
    const things: Thing[] = [];
    let count = 0;
    for (let place = asked.pop(); place; place = asked.pop()) {
      const calls = callers.get(idOf(place.file, place.fn)) ?? [];
      count += calls.length;
      if (calls.length === 0 || count > MAX_CALLS) return null;
      for (const { file, fact } of calls) {
        const arg = fact.args[place.index];
        // Left out means undefined, which has no members; false has none either.
        if (!arg || arg.boolean === false) continue;
        const handed = handedOn(file, arg, by);
        if (handed) {
          if (!seen.has(keyOf(handed))) asked.push(handed);
          seen.add(keyOf(handed));
          continue;
        }
        const thing = arg.spread ? null : resolver().argument(file, arg);
        // One caller that hands on what is not known leaves all of it unknown; kept as a choice, such parameters
        // multiply.
        if (!thing || isOpen(thing)) return null;
        things.push(thing);
      }
    }
    return oneOf(things);
  };

  /** The parameter an argument is, when nothing but its callers say what that holds. */
  const handedOn = (file: string, { ref, spread }: ArgFact, by: 'evidence' | 'names'): Place | null => {
    const from =
      ref?.kind === 'param'
        ? ref
        : ref?.kind === 'library' && by === 'evidence' && !ref.path?.length
          ? ref.handed
          : undefined;
    if (!from || from.path.length > 0 || spread) return null;
    const place = { file, fn: from.fn, index: from.index };
    const isTold =
      typed.has(keyOf(place)) || resolver().functionFact(file, from.fn)?.params[from.index]?.type !== undefined;
    return isTold ? null : place;
  };

  const ask = (param: Extract<Thing, { kind: 'param' }>): Thing | null => {
    let current = startOf(param);
    for (const name of param.path) current = current && resolver().memberOf(current, name);
    return current;
  };

  return {
    oracle: Object.assign(ask, { unsettled: () => unsettled }),
    learn(calls, handed = new Map<string, Thing>()) {
      resolver().forget();
      known = new Map();
      callers = new Map();
      typed = new Map(handed);
      for (const call of calls) {
        if (resolver().files.get(call.file)?.role === 'test') continue;
        for (const id of call.targets) {
          const known = callers.get(id);
          if (known) known.push(call);
          else callers.set(id, [call]);
        }
        learnCallbacks(resolver(), call, typed);
      }
    },
  };
}

type Place = Pick<Extract<Thing, { kind: 'param' }>, 'file' | 'fn' | 'index'>;

function keyOf({ file, fn, index }: Place): string {
  return `${idOf(file, fn)}:${index}`;
}

/** A parameter nobody is seen to give, or a choice with one in it. */
function isOpen(thing: Thing): boolean {
  return thing.kind === 'param' || (thing.kind === 'any-of' && thing.things.some(isOpen));
}

/** A library that calls a project function says what it passes. */
function learnCallbacks(resolver: Resolver, call: LinkedCall, typed: Map<string, Thing>): void {
  const { target } = call;
  for (const callback of target?.call.callbacks ?? []) {
    const { unless } = callback;
    if (unless?.is.includes(call.fact.args[unless.arg]?.text ?? '')) continue;
    for (const { position, id, under } of call.given) {
      const isMeant =
        isUnder(callback.property, under) &&
        (callback.arg === position ||
          callback.arg === 'rest' ||
          (callback.arg === 'last' && position === call.fact.args.length - 1));
      // Arguments that were bound to it come first, and are nothing of the library.
      if (!isMeant || position < (callback.from ?? 0) || (call.fact.args[position]?.bound ?? 0) > 0) continue;
      const count = resolver.functionFact(...fileAndKey(id))?.params.length ?? 0;
      for (const [index, type] of paramsFor(callback, count).entries()) {
        if (type === null || type === 'element' || type.startsWith('source:')) continue;
        const library = libraryOf(target?.symbol ?? '');
        const name = type.includes('#') ? type : `${library}#${type}`;
        const ref = typeRef(resolver.registry, name, null, 3);
        if (ref) typed.set(`${id}:${index}`, { kind: 'library', meaning: { kind: 'instance', ref } });
      }
    }
  }
}

/** With so many parameters it is one that is told of errors: `(error, req, res, next) => ...`. */
function paramsFor({ params, errorParams }: CallbackModel, count: number): CallbackModel['params'] {
  return errorParams && count >= errorParams.length ? errorParams : params;
}
