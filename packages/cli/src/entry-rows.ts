import { accessBy, accessOf } from './detectors/route-guards.js';
import type { Place } from './detectors/define.js';
import type { Policy } from './options/config.js';
import { effectsOf } from './project/call-effects.js';
import { runsInTransaction } from './project/transaction-context.js';
import type { Entry, Project } from './project/types.js';
import type { EntryAccess, EntryRow, EntryTable } from './report/entries/types.js';
import type { Location } from './report/types.js';

/** What the rows stand for, in their order. */
export function entriesOf({ entries }: Project, kinds: readonly Entry['kind'][] | null): readonly Entry[] {
  return entries.filter(({ kind }) => !kinds || kinds.includes(kind));
}

/** The rows of these kinds, or of all. */
export function entryRows(
  project: Project,
  policy: Policy,
  locate: (place: Place) => Location,
  kinds: readonly Entry['kind'][] | null,
): EntryTable {
  const rows = entriesOf(project, kinds).map((entry) => rowOf(entry, project, policy, locate));
  return {
    rows,
    total: rows.length,
    withoutHandler: rows.filter(({ handler }) => handler === null).length,
    notFollowed: rows.filter(({ followed }) => !followed).length,
    incomplete: rows.filter(({ complete }) => !complete).length,
  };
}

function rowOf(entry: Entry, project: Project, policy: Policy, locate: (place: Place) => Location): EntryRow {
  const { kind, name, framework, route, chain, handler, handlerName, file, at, complete } = entry;
  const effects = handler === null ? null : effectsOf(handler, project);
  const duties = (chain ?? []).flatMap((link) => (link.evidence === 'unknown' ? [] : link.duties));
  return {
    kind,
    method: route?.method ?? null,
    name: route?.path ?? name,
    framework,
    access: accessIn(entry, policy),
    duties: [...new Set(duties)].filter((duty) => duty !== 'authentication').sort(),
    writes: [...(effects?.writes ?? [])].filter((table) => table !== '').sort(),
    leaves: effects?.leaves ?? false,
    transaction: handler !== null && runsInTransaction(handler, project),
    handler: handler === null ? null : handlerName,
    file,
    line: locate({ file, at }).startLine,
    followed: chain !== null,
    complete,
  };
}

function accessIn({ route, chain, complete, declaredPublic }: Entry, policy: Policy): EntryAccess {
  if (!route && !chain) return 'unknown';
  const access = route
    ? accessOf(route, policy)
    : accessBy({ chain: chain ?? [], complete, ...(declaredPublic !== undefined && { declaredPublic }) });
  return access === 'guarded' ? 'checked' : access === 'unclear' ? 'unknown' : access;
}
