import {
  type FileAnalysis,
  keyOf,
  type Node,
  type QueryCall,
  queryCalls,
  wholeChain,
} from '@backend-architect/analysis';

/** `SET is_primary = false`: what an update by text gives a literal. */
const SETS = /\bset\s+(.*?)(?:\bwhere\b|$)/is;
const SETS_LITERAL = /\bset\s+["`[]?(\w+)["`\]]?\s*=\s*(?:true|false|null|\d+|'[^']*')/i;

/**
 * A column that is set back in every row, before the same function sets it in the rows that are meant: the one address
 * that is the default from now on.
 */
export function isSetBack(file: FileAnalysis, found: QueryCall, tableOf: (query: QueryCall) => string | null): boolean {
  const table = tableOf(found);
  if (found.query.operation !== 'write' || table === null) return false;
  const columns = literalColumns(file, found);
  const fn = file.functionOf(found.library.node);
  return (
    columns.length > 0 &&
    queryCalls(file).some(
      (other) =>
        tableOf(other) === table &&
        other.query.operation === 'write' &&
        other.library.node.range[0] > found.library.node.range[1] &&
        file.functionOf(other.library.node) === fn &&
        includesAll(names(file, other), columns),
    )
  );
}

function includesAll(all: readonly string[], some: readonly string[]): boolean {
  return some.every((one) => all.includes(one));
}

/** Columns that are all given literals; none where one is not. */
function literalColumns(file: FileAnalysis, { library }: QueryCall): readonly string[] {
  const written = propertiesIn(file, library.node).filter(({ value }) => value.type !== 'ObjectExpression');
  if (written.length === 0) {
    const [, column] = SETS_LITERAL.exec(file.text.slice(...library.node.range)) ?? [];
    return column === undefined ? [] : [column];
  }
  return written.every(({ value }) => value.type === 'Literal') ? written.map(({ name }) => name) : [];
}

/** Columns that it writes, by its text where it has one. */
function names(file: FileAnalysis, { library }: QueryCall): readonly string[] {
  const text = SETS.exec(file.text.slice(...library.node.range))?.[1];
  return text === undefined
    ? propertiesIn(file, library.node).map(({ name }) => name)
    : [...text.matchAll(/(\w+)["`\]]?\s*=/g)].map((match) => match[1]!);
}

function propertiesIn(file: FileAnalysis, call: Node): readonly { readonly name: string; readonly value: Node }[] {
  const [start, end] = wholeChain(call).range;
  return file.nodes('Property').flatMap((property) => {
    if (property.range[0] < start || property.range[1] > end) return [];
    const name = keyOf(property.key, property.computed);
    return name === null ? [] : [{ name, value: property.value }];
  });
}
