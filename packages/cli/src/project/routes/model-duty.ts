import type { ArgFact, CallModel, GuardDuty, OptionTest } from '@backend-architect/analysis';

/** `void`: a setting lets requests through unchecked, or cannot be seen; `why` is a clause. */
export type ModelDuty =
  | { readonly kind: 'fulfilled'; readonly duties: readonly GuardDuty[] }
  | { readonly kind: 'void'; readonly duties: readonly GuardDuty[]; readonly why: string };

const GUARDS: ReadonlySet<GuardDuty> = new Set(['authentication', 'authorization', 'signature']);

/** What a modelled call is there for, given its arguments; `null` where they are not known. */
export function modelDuty(call: CallModel, args: readonly ArgFact[] | null): ModelDuty {
  const duties = call.duty ?? [];
  const others = duties.filter((duty) => !GUARDS.has(duty));
  if (others.length === duties.length) {
    const isOff = args !== null && (call.dutyUnless ?? []).some((test) => optionHolds(test, args) === 'yes');
    return { kind: 'fulfilled', duties: isOff ? [] : duties };
  }
  if (args === null && (call.dutyUnless?.length || call.identifies))
    return { kind: 'void', duties: others, why: 'its settings are not seen' };
  if (typeof call.identifies === 'object' && mayBeFunction(args?.at(-1)))
    return { kind: 'void', duties: others, why: 'what happens to strangers is left to its callback' };
  for (const test of call.dutyUnless ?? []) {
    const holds = optionHolds(test, args ?? []);
    if (holds === 'yes')
      return { kind: 'void', duties: others, why: `${settingOf(test)} lets requests through unchecked` };
    if (holds === 'unknown') return { kind: 'void', duties: others, why: `${settingOf(test)} is not seen` };
  }
  return { kind: 'fulfilled', duties };
}

function optionHolds(test: OptionTest, args: readonly ArgFact[]): 'yes' | 'no' | 'unknown' {
  const given = typeof test.arg === 'number' ? args[test.arg] : test.arg === 'last' ? args.at(-1) : undefined;
  if (args.some((arg) => arg.spread)) return 'unknown';
  if (!given) return 'no';
  if (test.property === undefined) return valueHolds(test, given);
  if (!given.properties) return isPlain(given) ? 'no' : 'unknown';
  const { properties } = given;
  const named = [test.property].flat().filter((name) => Object.hasOwn(properties, name));
  if (named.length === 0) return Object.hasOwn(properties, '...') ? 'unknown' : 'no';
  return worst(named.map((name) => valueHolds(test, properties[name]!)));
}

function valueHolds(test: OptionTest, value: ArgFact): 'yes' | 'no' | 'unknown' {
  if (value.list) return worst(value.list.map((entry) => valueHolds(test, entry)));
  const constant = value.text ?? value.number ?? value.boolean;
  if (constant === undefined) return 'unknown';
  if (test.matches !== undefined) return new RegExp(test.matches, 'i').test(String(constant)) ? 'yes' : 'no';
  return test.is === undefined || constant === test.is ? 'yes' : 'no';
}

function worst(held: readonly ('yes' | 'no' | 'unknown')[]): 'yes' | 'no' | 'unknown' {
  return held.includes('yes') ? 'yes' : held.includes('unknown') ? 'unknown' : 'no';
}

function isPlain(arg: ArgFact): boolean {
  return (
    arg.text !== undefined ||
    arg.number !== undefined ||
    arg.boolean !== undefined ||
    arg.list !== undefined ||
    arg.fn !== undefined ||
    // What the environment holds is text.
    (arg.ref?.kind === 'library' && /#Process\.env\.\w+$/.test(arg.ref.symbol))
  );
}

/** A function, or something that is not known to be none. */
function mayBeFunction(arg: ArgFact | undefined): boolean {
  if (!arg) return false;
  if (arg.fn !== undefined) return true;
  return (
    arg.text === undefined && !arg.properties && !arg.list && arg.boolean === undefined && arg.number === undefined
  );
}

function settingOf(test: OptionTest): string {
  return test.property === undefined ? 'the strategy' : `\`${[test.property].flat()[0]}\``;
}
