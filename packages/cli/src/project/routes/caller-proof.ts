import {
  isSentKey,
  provesSender,
  type CallModel,
  type CheckFact,
  type GuardDuty,
  type Range,
  type WayFact,
  type WaysFact,
} from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import { idOf, type Thing } from '../things.js';
import type { Doubt, FunctionId } from '../types.js';
import { changingCalls } from './changing-calls.js';
import { createChecksFirst } from './checks-first.js';
import { closedOrigins } from './closed-origins.js';
import { comesAtOnce } from './comes-at-once.js';
import { concreteClass } from './concrete-class.js';
import { handedBy, isNotFollowed, neverGoesOn } from './never-goes-on.js';
import { exempting } from './exemptions.js';
import { isStrange } from './known-harmless.js';
import { foundRecords } from './found-records.js';
import {
  asksFurther,
  certainOn,
  comesBack,
  handedOn,
  hasArrived,
  isCallerIn,
  isCredentialIn,
  keyOfHanded,
  soughtBy,
  isUnanswered,
  letsThrough,
  mayHave,
  NO_ARGUMENTS,
  type Handed,
  type Member,
} from './given-members.js';
import { createGivenCredentials, isKeptList } from './given-credentials.js';
import { createLeftOut, settledBy, type Passing } from './left-out.js';
import { libraryVerdict } from './library-verdict.js';
import { linkedProves } from './linked-proves.js';
import { modelVerdict, overridable, settingsOf, type Settings } from './model-verdict.js';
import { namedMembers } from './named-members.js';
import { createOwnValues } from './own-values.js';
import type { PlacedCalls } from './placed-calls.js';
import { requestContext } from './request-context.js';
import { returnedCalls } from './returned-calls.js';
import { runningWrapped } from './running-wrapped.js';
import { createStrategies } from './strategies.js';
import { testedCalls } from './tested-calls.js';
import type { CallerProof } from './proof.js';
import {
  commonDuty,
  madeWith,
  type Exception,
  type Made,
  type Place,
  type ProvedApart,
  type Verdict,
} from './verdict.js';

type Env = Made | null;

const NONE: Verdict = { kind: 'none' };
const DEPTH = 5;

export function createCallerProof(resolver: Resolver, calls: readonly LinkedCall[], placed: PlacedCalls): CallerProof {
  const { placeOf } = placed;
  const ways = new Map<FunctionId, WaysFact>();
  for (const facts of resolver.files.values()) for (const fact of facts.ways) ways.set(idOf(facts.file, fact.fn), fact);
  const closed = closedOrigins(ways, placed);
  const leftOut = createLeftOut(resolver, ways, placed);
  const named = namedMembers(resolver, calls);
  const strategies = createStrategies(resolver, calls);
  const returned = returnedCalls(ways, placed);
  const isOwn = createOwnValues(resolver, placed);
  const givenCredentials = createGivenCredentials(ways, placed, isOwn);
  const provesMember = (id: FunctionId, member: string): boolean => {
    const there = { name: member, is: 'truthy' } as const;
    const isMeant = (way: WayFact): boolean => comesBack(way, { when: 'truthy' }) && mayHave(way, there);
    const found = ofWays(id, isMeant, null, NO_ARGUMENTS, DEPTH, `truthy ${member} truthy`, there);
    return found.kind === 'proved' && found.except.length === 0;
  };
  const context = requestContext(resolver, calls, provesMember);
  const object = concreteClass(resolver, calls);
  const asked = new Set<string>();
  /** So many answers were cut short by what was being asked already. */
  let cuts = 0;
  /** What stands for the ways of functions that no caller was looked at for, by how they are asked. */
  const proved = new Map<string, Verdict>();

  const once = <T>(of: string, otherwise: T, work: () => T): T => {
    const key = `${of} ${object.key()}`;
    if (asked.has(key) || asked.size > 40) {
      cuts += 1;
      return otherwise;
    }
    asked.add(key);
    try {
      return work();
    } finally {
      asked.delete(key);
    }
  };

  const changes = changingCalls(ways, placed, once);
  const { findsRecord, settledKey } = foundRecords(ways, placed, once, resolver);

  /** Gathers for which requests what is being asked proves nothing; null where there may be none. */
  let gathered: Exception[] | null = null;
  /** Gathers in which places for the caller what is being asked believes. */
  let believed = new Set<string>();

  /** What is called lets nobody else go on, apart from requests that are gathered. */
  const isProof = (verdict: Verdict): verdict is Extract<Verdict, { kind: 'proved' }> => {
    if (verdict.kind !== 'proved') return false;
    if (verdict.except.length > 0 && gathered === null) return false;
    gathered?.push(...verdict.except);
    for (const of of verdict.restsOn ?? []) believed.add(of);
    return true;
  };

  /** What a check proves, and for which requests it does not. */
  const provesApart = (...asks: Parameters<typeof proves>): ProvedApart => {
    const [outer, others] = [gathered, believed];
    const except: Exception[] = [];
    const restsOn = new Set<string>();
    [gathered, believed] = [except, restsOn];
    const duty = proves(...asks);
    [gathered, believed] = [outer, others];
    const [, , check] = asks;
    if ((check.kind === 'identity' || check.kind === 'role') && check.of !== undefined) restsOn.add(check.of);
    return { duty, except, restsOn };
  };

  /** What a check proves, or null. `certain`: what else is. `handed`: what is known of the parameters. */
  const proves = (
    id: FunctionId,
    facts: WaysFact,
    check: CheckFact,
    certain: readonly number[],
    env: Env,
    handed: Handed,
    depth: number,
  ): GuardDuty | null => {
    const { file } = placeOf(id);
    switch (check.kind) {
      case 'verified':
      case 'compared':
        if (check.param !== undefined && !isCredentialIn(handed, check.param, check.path)) return null;
        if (typeof check.over === 'string' && handed.sent?.has(`own ${check.over}`)) return null;
        if (typeof check.over === 'object' && isOwn(file, check.over)) return null;
        if (check.list && !isKeptList(resolver, file, check.list)) return null;
        if (check.key !== undefined && isSentKey(closed(check.key, file, handed.values))) return null;
        return check.signed ? 'signature' : 'authentication';
      case 'matched':
        return provesSender(check.sides.map((side) => closed(side, file, handed.values))) ? 'signature' : null;
      case 'identity':
        return check.context !== undefined && context.proves(check.context) === false ? null : 'authentication';
      case 'context':
        return context.proves(check.of) ? 'authentication' : null;
      case 'role': {
        const { setting } = check;
        const given = setting && env?.fn === idOf(file, setting.fn) ? env.args[setting.index] : undefined;
        const value = given?.text ?? given?.number ?? given?.boolean;
        return !setting || (value !== undefined && value !== '') ? 'authorization' : null;
      }
      case 'present':
        return null;
      case 'param':
        return handed.certain.has(check.index) || isCallerIn(handed, check) ? 'authentication' : null;
      case 'found': {
        const call = placed.at(file, check.at);
        const isFound = check.uses.some((use) => {
          const sought = soughtBy(use, handed);
          if (!call || sought === undefined) return false;
          const key = findsRecord(
            call,
            use,
            { ...check, awaited: hasArrived(check.awaited, handed) || comesAtOnce(call, resolver) },
            DEPTH,
          );
          const isGiven = sought === 'there' && use.of === `param:${use.by}`;
          return (key === 'if-present' && isGiven) || settledKey(key, facts, certain, use) === 'yes';
        });
        return isFound ? 'authentication' : null;
      }
      case 'handed': {
        if (check.request) return null;
        const call = placed.at(file, check.at);
        const verdict = call && depth > 0 ? ofCallee(call, 'chain', env, depth - 1) : NONE;
        return isProof(verdict) ? 'authentication' : null;
      }
      case 'call': {
        const call = placed.at(file, check.at);
        if (!call || depth <= 0) return null;
        const given = new Set(
          Object.entries(check.given ?? {}).flatMap(([index, checks]) =>
            checks.some(
              (one) => facts.checks[one] && proves(id, facts, facts.checks[one], checks, env, handed, depth - 1),
            )
              ? [Number(index)]
              : [],
          ),
        );
        const values = (check.with ?? []).map((origin) => closed(origin, file, handed.values));
        const awaited = hasArrived(check.awaited, handed) || comesAtOnce(call, resolver);
        const sent = givenCredentials(file, facts, check, handed);
        const inner = handedOn({ ...check, awaited, ...(sent && { sent }) }, facts, certain, handed, {
          certain: given,
          values,
        });
        return calledProves(call, { ...check, awaited }, env, inner, depth - 1);
      }
      default:
        return check satisfies never;
    }
  };

  const calledProves = (
    call: LinkedCall,
    check: Extract<CheckFact, { kind: 'call' }>,
    env: Env,
    handed: Handed,
    depth: number,
  ): GuardDuty | null => {
    const { callee } = call.fact;
    // A method of the parent class: what the parent is stands in a model, or in its own file.
    if (callee.kind === 'member' && callee.path[0] === 'super' && call.targets.length === 0) {
      const parent = resolver.classes.parentOf(call.file, callee.className, resolver);
      const verdict =
        parent && check.when === 'truthy' && check.unlike === undefined && check.awaited
          ? inheritedBy(call.file, callee.className, parent, 'guard', depth)
          : NONE;
      return isProof(verdict) ? 'authentication' : null;
    }
    const library = call.targets.length === 0 ? call.target?.call : undefined;
    if (library) return linkedProves(library, call, check, handed.values);
    const targets = callee.kind === 'param' ? givenTo(call, env) : object.targetsOf(call);
    const duties = targets.map((target) => {
      const fact = resolver.functionFact(placeOf(target).file, placeOf(target).key);
      if (!fact || ((fact.async || fact.returnsPromise === true) && !check.awaited)) return null;
      const verdict = object.within(call, () =>
        ofWays(
          target,
          (way) => comesBack(way, check) && mayHave(way, check.member),
          madeWith(target, call),
          handed,
          depth,
          [check.when, check.unlike, check.member?.name, check.member?.is].join(' '),
          check.member,
        ),
      );
      return isProof(verdict) ? (verdict.duties.find((duty) => duty !== 'authentication') ?? 'authentication') : null;
    });
    return duties.every((duty) => duty !== null) ? commonDuty(duties) : null;
  };

  /** The function this use of a wrapper was given, never what other uses were. */
  const givenTo = (call: LinkedCall, env: Env): readonly FunctionId[] => {
    const { callee } = call.fact;
    if (!env || callee.kind !== 'param' || callee.path.length > 0 || env.fn !== idOf(call.file, callee.fn)) return [];
    const arg = env.args[callee.index];
    const thing = arg ? resolver.argument(env.file, arg) : null;
    return thing?.kind === 'function' ? [idOf(thing.file, thing.fn)] : [];
  };

  /** The request is handed to what is called, which goes on with none. */
  const isDeadEnd = (id: FunctionId, { checks }: WaysFact, way: WayFact): boolean => {
    const handed = way.to === 'on' ? handedBy(placed, id, checks, way) : null;
    return !!handed?.call && neverGoesOn(resolver, ways, handed.arg, object.targetsOf(handed.call));
  };

  /** Where a way without a check leads on: in what it is handed to, where that is seen. */
  const openIn = (
    id: FunctionId,
    { checks }: WaysFact,
    way: WayFact,
    env: Env,
    depth: number,
  ): Pick<Doubt, 'file' | 'at'> => {
    const handed = way.to === 'on' && depth > 0 ? handedBy(placed, id, checks, way) : null;
    const verdict = handed?.call ? ofCallee(handed.call, 'chain', env, depth - 1) : NONE;
    const inside = verdict.kind === 'none' ? verdict.open : verdict.kind === 'doubted' ? verdict.place : null;
    return inside ?? { file: placeOf(id).file, at: way.at };
  };

  const ofWays = (
    id: FunctionId,
    isMeant: (way: WayFact) => boolean,
    env: Env,
    handed: Handed,
    depth: number,
    mode: string,
    member?: Member,
  ): Verdict => {
    const facts = ways.get(id);
    if (!facts || depth < 0) return NONE;
    const leading = facts.ways.filter((way) => isMeant(way) && !isDeadEnd(id, facts, way));
    const { meant, answers } = returned.apart(id, leading, isMeant);
    if (meant.length === 0) return NONE;
    // An answer that a cycle cut short holds in that cycle alone; what is meant by `given` hangs on more than its name.
    const key = env || mode === 'given' ? null : `${mode} ${depth} ${keyOfHanded(handed)} ${id} ${object.key()}`;
    const known = key === null ? undefined : proved.get(key);
    if (known) return known;
    const before = cuts;
    const verdict = once(`${mode} ${id}`, NONE, (): Verdict => {
      const { file } = placeOf(id);
      const passing: Passing[] = [];
      const checked: WayFact[] = [];
      const found: GuardDuty[][] = [];
      const restsOn = new Set<string>();
      let by: Range | undefined;
      let [open, lost]: (WayFact | undefined)[] = [];
      let isDelegating = false;
      for (const way of meant) {
        const certain = certainOn(way, member);
        const proofs = certain.flatMap((index) => {
          const known = facts.checks[index];
          if (!known) return [];
          const check = asksFurther(known, way, member);
          const { duty, except: apart, restsOn: places } = provesApart(id, facts, check, certain, env, handed, depth);
          if (duty && check.kind === 'call') by ??= check.at;
          if (duty && (check.kind === 'call' || check.kind === 'handed' || check.kind === 'verified'))
            isDelegating = true;
          return duty ? [{ duty, apart, places }] : [];
        });
        const given = depth > 0 ? returned.handed(id, facts, way, handed, mode) : null;
        const inner = given && madeWith(given.target, given.call);
        const inside = given ? ofWays(given.target, isMeant, inner, given.handed, depth - 1, mode) : NONE;
        if (inside.kind === 'proved') {
          proofs.push(
            ...inside.duties.map((duty) => ({ duty, apart: inside.except, places: new Set(inside.restsOn) })),
          );
          isDelegating = true;
        }
        // Whoever one check leaves out, another may not.
        const fewest = Math.min(...proofs.map(({ apart }) => apart.length));
        const counted = proofs.filter(({ apart }) => apart.length === fewest);
        if (counted[0]) {
          found.push(counted.map(({ duty }) => duty));
          if (counted.every(({ places }) => places.size > 0))
            for (const { places } of counted) for (const place of places) restsOn.add(place);
          checked.push(way);
          passing.push(...counted[0].apart.map((exception) => ({ exception, way })));
        } else {
          const taken = leftOut(file, facts, way);
          const handed = taken || way.to !== 'on' ? null : handedBy(placed, id, facts.checks, way);
          if (handed && isNotFollowed(handed, object)) lost ??= way;
          else if (!taken) open ??= way;
          const what = 'lets some requests go on without a check';
          for (const when of taken ?? [])
            passing.push({ exception: { when, file, at: way.at, what, alone: true }, way });
        }
      }
      const except = settledBy(passing, checked, (way) => leftOut(file, facts, way) ?? [[]]);
      if (open) {
        const place = openIn(id, facts, open, env, depth);
        return found.length > 0 && (facts.refuses || answers || isDelegating)
          ? { kind: 'doubted', place, what: 'it goes on here without a check' }
          : { kind: 'none', open: place };
      }
      if (lost)
        return { kind: 'doubted', place: { file, at: lost.at }, what: 'what it hands the request to is not followed' };
      const refuses = facts.refuses || answers || (mode === 'decides' && facts.ways.some((way) => !letsThrough(way)));
      // It turns nobody away, itself or through what it calls.
      if (found.length === 0 || (except.length > 0 && !refuses && !isDelegating)) return NONE;
      const duties: GuardDuty[] = [
        'authentication',
        ...(['authorization', 'signature'] as const).filter((duty) => found.every((list) => list.includes(duty))),
      ];
      return {
        kind: 'proved',
        duties,
        except,
        ...(by && { by }),
        ...(facts.fails && { fails: true }),
        ...(restsOn.size > 0 && { restsOn: [...restsOn] }),
      };
    });
    if (key !== null && cuts === before) proved.set(key, verdict);
    return verdict;
  };

  const ofFunction = (id: FunctionId, place: Place, env: Env, depth: number): Verdict => {
    const { file, key } = placeOf(id);
    const fact = resolver.functionFact(file, key);
    if (!fact) return NONE;
    // Four parameters: it is called with failures only.
    if (place === 'chain' && fact.params.length === 4) return NONE;
    const facts = ways.get(id);
    const goesOn = facts?.ways.some((way) => way.to === 'on') ?? false;
    if (place === 'guard')
      return ofWays(id, (way) => way.to === 'end' && way.value !== 'falsy', env, NO_ARGUMENTS, depth, 'guard');
    if (place === 'unanswered')
      return ofWays(id, (way) => way.to === 'on' || isUnanswered(way), env, NO_ARGUMENTS, depth, 'unanswered');
    if (place === 'socket')
      return ofWays(id, (way) => way.to === 'on' && !way.handing, env, NO_ARGUMENTS, depth, 'socket');
    if (goesOn || place === 'chain') return ofWays(id, (way) => way.to === 'on', env, NO_ARGUMENTS, depth, 'on');
    return ofWays(id, (way) => way.to === 'end' && way.answered === undefined, env, NO_ARGUMENTS, depth, 'hook');
  };

  const ofClass = (file: string, name: string, place: Place, depth: number): Verdict => {
    const fact = resolver.classes.fact(file, name);
    if (!fact || depth < 0) return NONE;
    const method = (wanted: string): FunctionId | null => {
      const found = fact.methods.find((candidate) => candidate.name === wanted && !candidate.static);
      return found ? idOf(file, found.fn) : null;
    };
    const decides =
      place === 'guard' ? method('canActivate') : (method('use') ?? method('intercept') ?? method('handler'));
    if (decides) return ofFunction(decides, place, null, depth);
    const parent = fact.extends ? resolver.resolve(file, fact.extends) : null;
    if (!parent) return NONE;
    return inheritedBy(file, name, parent, place, depth);
  };

  /** What the parent of a class proves, as long as the class does not decide itself what the parent leaves to it. */
  const inheritedBy = (file: string, name: string, parent: Thing, place: Place, depth: number): Verdict => {
    const inherited = ofThing(parent, place, null, depth - 1);
    const fact = resolver.classes.fact(file, name);
    if (inherited.kind !== 'proved' || !fact) return inherited;
    for (const { member, missing } of overridable(parent)) {
      const found = fact.methods.find((candidate) => candidate.name === member && !candidate.static);
      const own = found && idOf(file, found.fn);
      const verdict: Verdict = own
        ? ofWays(
            own,
            (way) => way.to === 'end',
            null,
            { ...NO_ARGUMENTS, certain: new Set([missing]) },
            depth,
            'override',
          )
        : inherited;
      if (own && (verdict.kind !== 'proved' || verdict.except.length > 0))
        return {
          kind: 'doubted',
          place: { file, at: resolver.functionFact(file, placeOf(own).key)?.nameRange ?? fact.nameRange },
          what: `its ${member} lets requests go on without a caller`,
        };
    }
    return inherited;
  };

  const ofThing = (thing: Thing, place: Place, env: Env, depth: number): Verdict => {
    if (depth < 0) return NONE;
    switch (thing.kind) {
      case 'function':
        return object.as(thing.self ?? thing.of ?? null, () =>
          ofFunction(idOf(thing.file, thing.fn), place, env, depth),
        );
      case 'class':
      case 'instance':
        return object.as({ kind: 'instance', file: thing.file, name: thing.name }, () =>
          ofClass(thing.file, thing.name, place, depth),
        );
      case 'made': {
        const maker = thing.origin === undefined ? undefined : placed.from(thing.origin);
        if (thing.target.call.exempts)
          return maker
            ? exempting(resolver, maker, thing.target.call.exempts, (guard) => ofThing(guard, place, env, depth - 1))
            : NONE;
        return byModel(thing.target.call, settingsOf(resolver, maker, env));
      }
      case 'library':
        return ofLibrary(thing, place, env, depth);
      case 'any-of': {
        const verdicts = thing.things.map((inner) => ofThing(inner, place, env, depth - 1));
        return verdicts.find((verdict) => verdict.kind !== 'proved') ?? verdicts[0] ?? NONE;
      }
      default:
        return NONE;
    }
  };

  const ofLibrary = (thing: Extract<Thing, { kind: 'library' }>, place: Place, env: Env, depth: number): Verdict =>
    libraryVerdict({ resolver, placed, named, byModel }, thing, env, (one) => ofThing(one, place, null, depth - 1));

  const byModel = (model: CallModel, settings: Settings | null): Verdict =>
    modelVerdict(model, settings, strategies.lenientIn);

  /** What the called thing does to the request it is handed. */
  const ofCallee = (call: LinkedCall, place: Place, env: Env, depth: number): Verdict => {
    const { fact } = call;
    const callee = object.calleeOf(call);
    if (fact.callee.kind === 'param') {
      const [target] = givenTo(call, env);
      return target ? ofFunction(target, place, null, depth) : NONE;
    }
    return callee ? object.within(call, () => ofThing(callee, place, null, depth)) : NONE;
  };

  const { isCheckedBefore, checksFirst } = createChecksFirst(ways, placed, {
    once,
    changes: (call) => changes(call, DEPTH),
    proves: (id, facts, check, certain) => proves(id, facts, check, certain, null, NO_ARGUMENTS, DEPTH),
  });

  return {
    ofFunction: (id, place, made) => ofFunction(id, place, made, DEPTH),
    ofThing: (thing, place, made) => ofThing(thing, place, made, DEPTH),
    ofWrapper(id, position, made) {
      const { fns, isGiven } = runningWrapped(resolver, placed, id, position);
      const verdicts = fns.map((fn) => ofWays(fn, isGiven, made, NO_ARGUMENTS, DEPTH, 'given'));
      return verdicts.find((verdict) => verdict.kind !== 'proved') ?? verdicts[0] ?? NONE;
    },
    ofDecision: (id, caller) =>
      ofWays(id, letsThrough, null, { ...NO_ARGUMENTS, callers: new Set([`0.${caller}`]) }, DEPTH, 'decides'),
    provesMember,
    isCheckedBefore,
    testedCalls: (id) => testedCalls(placeOf(id).file, ways.get(id), placed),
    goesOnAfterFailure: (id) => ways.get(id)?.ways.some((way) => way.to === 'on') ?? false,
    ofHandler(id) {
      const found = checksFirst(id);
      if (found.kind === 'checked')
        return {
          kind: 'proved',
          duties: found.duty === 'authentication' ? [found.duty] : ['authentication', found.duty],
          except: [],
          ...(found.by && { by: found.by }),
        };
      if (found.kind === 'unchecked') return NONE;
      if (placed.within(id).some((call) => isStrange(call) && !isCheckedBefore(id, call))) return NONE;
      const verdict = ofWays(
        id,
        (way) =>
          way.to === 'end' && (way.answered === 'answered' || (way.value !== 'falsy' && way.answered !== 'refused')),
        null,
        NO_ARGUMENTS,
        DEPTH,
        'answers',
      );
      return verdict.kind === 'proved' ? verdict : NONE;
    },
  };
}
