/** What stands before entries and what schemas there let through: for formats that show more than the table. */
import { type Admitted, allOf, type Screen, sourceOfPart } from '@backend-architect/analysis';
import { spoken } from './detectors/route-guards.js';
import type { Entry, FunctionId, Project } from './project/types.js';
import type { DetailedRow, RequestPart } from './report/entries/open-api.js';

export type EntryDetail = Pick<DetailedRow, 'before' | 'accepts'>;

const PARTS: ReadonlySet<string> = new Set<RequestPart>(['body', 'form', 'query', 'param', 'header', 'cookie']);

export function entryDetail({ chain, handler }: Entry, project: Project): EntryDetail {
  return {
    before: (chain ?? []).map((link) => spoken(link.name)),
    accepts: handler === null ? {} : acceptedBy(screensOf(handler, project)),
  };
}

/** Those of a handler that is registered at several places are known where they are the same at each. */
function screensOf(handler: FunctionId, project: Project): readonly Screen[] {
  const fn = project.functions.get(handler);
  if (!fn?.fact) return [];
  const [first, ...others] = project.viewOf(fn.file).screened(fn.fact.key);
  const text = JSON.stringify(first);
  return first && others.every((other) => JSON.stringify(other) === text) ? first : [];
}

/** What was handed to something nobody reads may never be asked, and what is only noted is asked somewhere or nowhere. */
function acceptedBy(screens: readonly Screen[]): EntryDetail['accepts'] {
  const isAsked = screens.some(({ is }) => is === 'asks');
  const found = new Map<RequestPart, Admitted[]>();
  for (const screen of screens) {
    if (screen.is !== 'part' || typeof screen.part !== 'string' || (screen.noted && !isAsked)) continue;
    const part = screen.part === 'form' ? 'form' : sourceOfPart(screen.part);
    if (PARTS.has(part)) found.set(part as RequestPart, [...(found.get(part as RequestPart) ?? []), screen.admits]);
  }
  return Object.fromEntries([...found].map(([part, of]) => [part, allOf(of)]));
}
