/** Directives that the schema of an API puts on its fields, and what they mean for who may ask. */
import { createRequire } from 'node:module';
import type * as Language from 'graphql';
import type { Entry } from '../types.js';
import type { EntryInput } from './entry-input.js';

/**
 * Those that say nothing of who asks: of the specification (October 2021, 3.13), of federated schemas, and of caches
 * and costs. Any other one is the project's own, and may check anything.
 */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'deprecated', 'specifiedBy', 'oneOf', 'key', 'shareable', 'external', 'requires', 'provides', 'inaccessible',
  'override', 'tag', 'extends', 'link', 'interfaceObject', 'cacheControl', 'cost', 'listSize', 'complexity',
  'constraint',
]);

/** Of one text: the widest schemas of real backends have some ten thousand. */
const MAX_TOKENS = 500_000;

/** Directives by `Type.field`; those of a type hold for all its fields. */
type Directives = ReadonlyMap<string, ReadonlySet<string>>;

/** A field with a directive that may check who asks is not known to be open, nor to be guarded. */
export function withDirectives({ schemas, resolver }: EntryInput): (entry: Entry) => Entry {
  let known: Directives | null = null;
  return (entry) => {
    if (entry.kind !== 'graphql') return entry;
    known ??= directivesIn([
      ...schemas.flatMap(({ file, text }) => (/\.(?:graphqls?|gql)$/.test(file) ? [text] : [])),
      ...[...resolver.files.values()].flatMap(({ graphqlTexts = [] }) => graphqlTexts),
    ]);
    const links = [...(known.get(entry.name) ?? [])].map((name) => ({
      name: `@${name}`,
      file: entry.file,
      at: entry.at,
      duties: [],
      evidence: 'unknown' as const,
      doubt: { file: entry.file, at: entry.at, what: 'what this directive of the schema does is not known' },
    }));
    return links.length > 0 ? { ...entry, chain: [...links, ...(entry.chain ?? [])] } : entry;
  };
}

let language: typeof Language | undefined;

function directivesIn(texts: readonly string[]): Directives {
  const found = new Map<string, Set<string>>();
  for (const text of texts) {
    for (const definition of definitionsIn(text)) {
      if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'ObjectTypeExtension') continue;
      const { name, fields = [], directives: ofType = [] } = definition;
      for (const field of fields) {
        const names = [...ofType, ...(field.directives ?? [])]
          .map((one) => one.name.value)
          .filter((one) => !SAYS_NOTHING.has(one));
        if (names.length === 0) continue;
        const key = `${name.value}.${field.name.value}`;
        found.set(key, new Set([...(found.get(key) ?? []), ...names]));
      }
    }
  }
  return found;
}

/** None where the text is no schema: a query of a client stands in the same files. */
function definitionsIn(text: string): readonly Language.DefinitionNode[] {
  // Loaded with the first schema: most projects have none.
  language ??= createRequire(import.meta.url)('graphql') as typeof Language;
  try {
    return language.parse(text, { noLocation: true, maxTokens: MAX_TOKENS }).definitions;
  } catch {
    return [];
  }
}
