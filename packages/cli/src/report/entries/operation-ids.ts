/** Names of operations: short where that is clear, longer where several would have the same. */
import type { EntryRow } from './types.js';

type Named = Pick<EntryRow, 'handler' | 'method' | 'name'>;

/** The names frameworks ask for say nothing: `export function GET`. */
const SAYS_NOTHING = /^(?:get|put|post|delete|options|head|patch|trace|all|default|handler)$/i;

/** In the order of the rows; null where nobody named the handler. */
export function operationIds(rows: readonly Named[]): readonly (string | null)[] {
  const choices = rows.map(choicesOf);
  const longest = Math.max(0, ...choices.map((of) => of.length)) - 1;
  let lengths = choices.map(() => 0);
  const ids = (): (string | null)[] => choices.map((of, at) => of[Math.min(lengths[at] ?? 0, of.length - 1)] ?? null);
  for (let round = 0; round < longest; round += 1) {
    const now = ids();
    lengths = lengths.map((length, at) => (isShared(now, at) ? length + 1 : length));
  }
  const last = ids();
  return last.map((id, at) => {
    const before = last.slice(0, at).filter((other) => other === id).length;
    return id === null || before === 0 ? id : `${id}_${before + 1}`;
  });
}

function isShared(ids: readonly (string | null)[], at: number): boolean {
  return ids[at] !== null && ids.indexOf(ids[at]!) !== ids.lastIndexOf(ids[at]!);
}

/** `findAll`, `UsersController_findAll`, `UsersController_findAll_get_users`. */
function choicesOf({ handler, method, name }: Named): readonly string[] {
  if (handler === null || !/^[\w$.#]+$/.test(handler)) return [];
  const words = handler.split(/[.#]/).filter(Boolean);
  const own = words.at(-1);
  if (own === undefined || SAYS_NOTHING.test(own)) return [];
  const place = name.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return [own, words.join('_'), [...words, (method ?? '').toLowerCase(), ...place].join('_')];
}
