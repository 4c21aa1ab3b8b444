import { settingsNestTooDeeply } from '@backend-architect/analysis';
import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

/** Loaded with the first document: most projects have none. */
let yaml: typeof Yaml | undefined;

/**
 * What a document in YAML or JSON holds, as far as it can be read; null when it says nothing. It is data: tags of a
 * platform (`!Ref`, `!Sub`) are left out, and what they stand at is kept as it is written.
 */
export function deployDocument(text: string): unknown {
  if (settingsNestTooDeeply(text)) return null;
  try {
    yaml ??= createRequire(import.meta.url)('yaml') as typeof Yaml;
    const document = yaml.parseDocument(text, { logLevel: 'silent', merge: true, uniqueKeys: false, strict: false });
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch {
    // Aliases that would fill the memory, and texts no reader of YAML takes.
    return null;
  }
}

/** What stands at a path: keys with dots between them, `*` for each member of an object or list. */
export function valuesAt(value: unknown, path: string): readonly unknown[] {
  return path
    .split('.')
    .reduce<readonly unknown[]>(
      (found, key) => found.flatMap((one) => (key === '*' ? membersOf(one) : (memberOf(one, key) ?? []))),
      [value],
    );
}

export function textAt(value: unknown, path: string): string | null {
  const [found] = valuesAt(value, path);
  return typeof found === 'string' && found !== '' ? found : null;
}

/** Its own members; of a list those of all elements, which are objects that say one thing each. */
function membersOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function memberOf(value: unknown, key: string): unknown[] | null {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return null;
  const found: unknown = (value as Record<string, unknown>)[key];
  return found === undefined || found === null ? null : [found];
}
