/** Ways into the program from outside, beside the routes: fields, procedures, jobs, messages, times. */
import type { Entry, Route } from '../types.js';
import { calledEntries } from './called-entries.js';
import { decoratedEntries } from './decorated-entries.js';
import { withDirectives } from './field-directives.js';
import type { EntryInput } from './entry-input.js';
import { deployedEntries } from './deployed-entries.js';
import { keptEntries } from './kept-entries.js';
import { placedEntries } from './placed-entries.js';
import { socketChains } from './socket-chains.js';
import { receivedEntries } from './received-entries.js';

/** Every way in, by kind, path or name, and place. */
export function entryTable(input: EntryInput): Entry[] {
  const sockets = socketChains(input);
  const found = [
    ...input.routes.map(ofRoute),
    ...calledEntries(input, sockets),
    ...decoratedEntries(input),
    ...placedEntries(input),
    ...deployedEntries(input),
    ...receivedEntries(input),
  ].map(withDirectives(input));
  return [...found, ...keptEntries(input, sockets, found)].sort(
    (a, b) =>
      compare(a.kind, b.kind) ||
      compare(a.route?.path ?? a.name, b.route?.path ?? b.name) ||
      compare(a.name, b.name) ||
      compare(a.file, b.file) ||
      a.at[0] - b.at[0],
  );
}

function ofRoute(route: Route): Entry {
  const { framework, method, path, file, at, handler, handlerName, chain, complete } = route;
  return { kind: 'http', framework, name: `${method} ${path}`, file, at, handler, handlerName, chain, complete, route };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
