/** Directives that the schema of an API puts on its fields, and what they mean for who may ask. */
import type { Doubt, Entry } from '../types.js';
import type { EntryInput } from './entry-input.js';
import { isPutIn, readSchemas, type BrokenSchema, type Schemas } from './schema-texts.js';

/**
 * Those that say nothing of who asks: of the specification (October 2021, 3.13), of federated schemas, and of caches
 * and costs. Any other one is the project's own, and may check anything.
 */
const SAYS_NOTHING: ReadonlySet<string> = new Set([
  'deprecated', 'specifiedBy', 'oneOf', 'key', 'shareable', 'external', 'requires', 'provides', 'inaccessible',
  'override', 'tag', 'extends', 'link', 'interfaceObject', 'cacheControl', 'cost', 'listSize', 'complexity',
  'constraint',
]);

/** Directives by `Type.field`; those of a type hold for all its fields. */
type Directives = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * A field with a directive that may check who asks is not known to be open, nor to be guarded. Nor is one that stands in
 * a schema that cannot be read.
 */
export function withDirectives({ schemas, resolver }: EntryInput): (entry: Entry) => Entry {
  let known: (Pick<Schemas, 'broken'> & { readonly directives: Directives }) | null = null;
  return (entry) => {
    if (entry.kind !== 'graphql') return entry;
    if (!known) {
      const { definitions, broken } = readSchemas({ schemas, files: resolver.files.values() });
      known = { directives: directivesIn(definitions), broken };
    }
    const links = [
      ...[...(known.directives.get(entry.name) ?? [])].map((name) => {
        const what = isPutIn(name) ? 'what is put into the schema here' : 'what this directive of the schema does';
        return unknown(isPutIn(name) ? '@…' : `@${name}`, {
          file: entry.file,
          at: entry.at,
          what: `${what} is not known`,
        });
      }),
      ...known.broken
        .filter((one) => speaksOf(one, entry.name))
        .map(({ file, at }) => unknown(file, { file, at, what: 'the schema that declares it could not be read' })),
    ];
    return links.length > 0 ? { ...entry, chain: [...links, ...(entry.chain ?? [])] } : entry;
  };

  function unknown(name: string, doubt: Doubt): NonNullable<Entry['chain']>[number] {
    return { name, file: doubt.file, at: doubt.at, duties: [], evidence: 'unknown', doubt };
  }
}

/** Both the type and the field are named in it. */
function speaksOf({ pieces }: BrokenSchema, field: string): boolean {
  const text = pieces.join(' ');
  return field.split('.').every((name) => new RegExp(String.raw`\b${name}\b`).test(text));
}

function directivesIn(definitions: Schemas['definitions']): Directives {
  const found = new Map<string, Set<string>>();
  for (const definition of definitions) {
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
  return found;
}
