import {
  bare,
  builtInModels,
  queryCalls,
  receiversOf,
  type CallNode,
  type FileAnalysis,
  type QueryCall,
} from '@backend-architect/analysis';
import { readInto } from './read-field.js';

/** A call that writes rows: a query, or a member of a row that was read here (`account.save()`). */
export interface Write {
  readonly node: CallNode;
  readonly query?: QueryCall;
  /** The query that read the row it is made on. */
  readonly row?: QueryCall;
}

/** Calls of a file that write, queries first. */
export function writesOf(file: FileAnalysis): readonly Write[] {
  const queries = queryCalls(file)
    .filter(({ query }) => query.operation === 'write')
    .map((query): Write => ({ node: query.library.node, query }));
  const known = new Set(queries.map(({ node }) => node));
  const names = new Set(queryCalls(file).flatMap((read) => writersOf(read)));
  const onRows =
    names.size === 0
      ? []
      : file.callsNamed(...names).flatMap((node): Write[] => {
          const [owner] = known.has(node) ? [] : receiversOf(node);
          const name = owner && bare(owner);
          const held = name?.type === 'Identifier' ? readInto(file, name) : null;
          return held &&
            held.path.length === 0 &&
            node.type === 'CallExpression' &&
            node.callee.type === 'MemberExpression' &&
            bare(node.callee.object) === name &&
            isWriter(held.read, node.callee.property)
            ? [{ node, row: held.read }]
            : [];
        });
  return [...queries, ...onRows];
}

function isWriter(read: QueryCall, property: { readonly type: string; readonly name?: unknown }): boolean {
  return property.type === 'Identifier' && typeof property.name === 'string' && writersOf(read).includes(property.name);
}

/** Members of a row of this query that write it. */
function writersOf({ library }: QueryCall): string[] {
  const [of, name = ''] = library.call.query?.row?.split('#') ?? [];
  // A library may be described in several models.
  const row =
    of === undefined
      ? undefined
      : [library.symbol.model, ...builtInModels].find((model) => model.library === of && model.types?.[name]);
  return Object.entries(row?.types?.[name]?.members ?? {}).flatMap(([member, { call }]) =>
    call?.query?.operation === 'write' ? [member] : [],
  );
}
