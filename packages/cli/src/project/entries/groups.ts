/** Groups of entries and of other groups, each named by its key: `router({ users: router({ byId }) })`. */
import type { ArgFact, Range } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { Thing } from '../things.js';

export interface EntryGroups {
  /** The names of what is made at a place: one for each way from an outermost group to it. None: it is in no group. */
  namesOf(place: string): readonly string[];
}

interface Membership {
  readonly group: string;
  /** Null: a member of the group under its own name. */
  readonly key: string | null;
}

/** Groups that stand in each other. */
const MAX_DEPTH = 8;
const MAX_NAMES = 16;

/** As the resolver writes where a value was made. */
export function placeOf(file: string, at: Range): string {
  return `${file}:${at[0]}:${at[1]}`;
}

export function entryGroups(resolver: Resolver, calls: readonly LinkedCall[]): EntryGroups {
  const memberOf = new Map<string, Membership[]>();
  const put = (group: string, key: string | null, file: string, arg: ArgFact): void => {
    if (arg.properties) {
      for (const [name, inner] of members(arg)) put(group, joined(key, name), file, inner);
      return;
    }
    const place = arg.call ? placeOf(file, arg.at) : originOf(resolver.argument(file, arg));
    if (place !== null) memberOf.set(place, [...(memberOf.get(place) ?? []), { group, key }]);
  };
  for (const { file, fact, target } of calls) {
    const groups = target?.call.groups;
    if (!groups) continue;
    const group = placeOf(file, fact.at);
    if (groups === 'arguments') for (const arg of fact.args) put(group, null, file, arg);
    else for (const [key, arg] of fact.args[0] ? members(fact.args[0]) : []) put(group, key, file, arg);
  }

  const prefixesOf = (place: string, depth: number): readonly string[] => {
    const around = memberOf.get(place) ?? [];
    if (around.length === 0 || depth > MAX_DEPTH) return [''];
    return [
      ...new Set(around.flatMap(({ group, key }) => prefixesOf(group, depth + 1).map((prefix) => joined(prefix, key)))),
    ];
  };
  return { namesOf: (place) => (memberOf.has(place) ? prefixesOf(place, 0).slice(0, MAX_NAMES) : []) };
}

function members({ properties }: ArgFact): readonly (readonly [string, ArgFact])[] {
  return Object.entries(properties ?? {}).filter(([key]) => key !== '...');
}

function originOf(thing: Thing | null): string | null {
  return thing?.kind === 'made' || thing?.kind === 'library' ? (thing.origin ?? null) : null;
}

function joined(prefix: string | null, key: string | null): string {
  return [prefix, key].filter((part) => part !== null && part !== '').join('.');
}
