/** Names of the parts of a request, in schemas that speak of all of it and in code that reads them. */
import type { SourceKind } from '../../vocabulary/concepts.js';

const PARTS: Partial<Record<SourceKind, readonly string[]>> = {
  body: ['body', 'json'],
  query: ['query', 'querystring'],
  param: ['params', 'param'],
  header: ['headers', 'header'],
  cookie: ['cookies', 'cookie', 'signedCookies'],
  form: ['form', 'body'],
};
const NAMES = new Set(Object.values(PARTS).flat());

/** Parts as handlers read them. */
export const PART_NAMES: readonly string[] = ['body', 'query', 'params', 'headers', 'cookies'];

/** Names of a part of this kind; null for what is none. */
export function namesOfPart(source: SourceKind): readonly string[] | null {
  return PARTS[source] ?? null;
}

export function isPartName(name: string): boolean {
  return NAMES.has(name);
}

/** The kind of input a part is. */
export function sourceOfPart(part: string): SourceKind {
  const found = Object.entries(PARTS).find(([, names]) => names.includes(part));
  return (found?.[0] as SourceKind | undefined) ?? 'body';
}

/** The part that a path below the first parameter of a handler is: `body`, or one step further down of a context. */
export function partOf(path: readonly string[]): string | null {
  const name = path.at(-1);
  const [first] = path;
  if (name === undefined || !PART_NAMES.includes(name)) return null;
  return path.length === 1 || (path.length === 2 && first !== undefined && !PART_NAMES.includes(first)) ? name : null;
}

/** The part that a schema of the whole request means by a name. */
export function partNamed(name: string): string | null {
  const found = Object.values(PARTS).find((names) => names.includes(name));
  return found?.[0] ?? null;
}
