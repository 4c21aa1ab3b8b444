import type { ArgFact, OptionTest } from '@backend-architect/analysis';

type Said = 'yes' | 'no' | 'unknown';

/** What arguments say of an option, for a call whose library only linking knows. What is not written out is unknown. */
export function optionSaid(args: readonly ArgFact[], test: OptionTest): Said {
  const argument = typeof test.arg === 'number' ? args[test.arg] : test.arg === 'last' ? args.at(-1) : undefined;
  if (!argument) return typeof test.arg === 'number' || test.arg === 'last' ? 'no' : 'unknown';
  if (test.property === undefined) return said(argument, test);
  const each = [test.property].flat().map((path) => saidUnder(argument, path.split('.'), test));
  return each.includes('yes') ? 'yes' : each.includes('unknown') ? 'unknown' : 'no';
}

function saidUnder(holder: ArgFact, [name = '', ...rest]: readonly string[], test: OptionTest): Said {
  const { properties } = holder;
  if (!properties) return isNoObject(holder) ? 'no' : 'unknown';
  const entry = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (!entry) return Object.hasOwn(properties, '...') ? 'unknown' : 'no';
  return rest.length === 0 ? said(entry, test) : saidUnder(entry, rest, test);
}

function isNoObject({ text, number, boolean, list, fn, sql, spread }: ArgFact): boolean {
  return spread !== true && (text ?? number ?? boolean ?? list ?? fn ?? sql) !== undefined;
}

function said({ text, number, boolean }: ArgFact, { is, matches }: OptionTest): Said {
  if (is === undefined && matches === undefined) return 'yes';
  const constant = text ?? number ?? boolean;
  if (constant === undefined) return 'unknown';
  const fits = matches === undefined ? constant === is : new RegExp(matches, 'i').test(String(constant));
  return fits ? 'yes' : 'no';
}
