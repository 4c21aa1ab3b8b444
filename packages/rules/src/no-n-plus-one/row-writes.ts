import {
  bare,
  keyOf,
  memberName,
  objectBehind,
  outer,
  wholeChain,
  type FileAnalysis,
  type LoopFact,
  type Node,
  type QueryCall,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

type Variable = NonNullable<ReturnType<FileAnalysis['variableOf']>>;

/** Text that speaks of many rows already, or takes them from a table. */
const SET_BASED = /\bunnest\s*\(|\bany\s*\(|\bin\s*\(|\bselect\b|\bjsonb?_|\bopenjson\b|values\s*(?:\?|:)/i;
/** A member of the data that writes further rows, which the form for many rows does not take. */
const NESTED = /^(?:create|createMany|connect|connectOrCreate)$/;

/** A query that writes one row per round of a loop, and how the same is written for all of them. */
export interface RowWrite {
  readonly found: QueryCall;
  readonly loop: LoopFact;
  readonly instead: string;
}

/**
 * Writes that alone make up the rounds of a loop: nothing else is read, written or waited for, no round survives the
 * failure of another, and nobody looks at what a write gives back. Then one query can do it.
 */
export function rowWrites(file: FileAnalysis, queries: readonly QueryCall[]): RowWrite[] {
  return queries.flatMap((found): RowWrite[] => {
    const { call, query, library } = found;
    const [loop] = call.loops;
    if (
      (query.operation !== 'write' && query.operation !== 'delete') ||
      !loop ||
      !call.keyedByLoop ||
      loop.kind === 'for-in' ||
      call.loops.some(({ exempt }) => exempt !== undefined)
    )
      return [];
    const place = loopNode(library.node, loop);
    const instead = place && manyForm(file, found);
    return place &&
      instead &&
      !hasOwnBound(file, found, place) &&
      !runsOverKeys(file, place) &&
      isThrownAway(file, found, place) &&
      isAlone(file, found, place, queries)
      ? [{ found, loop, instead }]
      : [];
  });
}

function loopNode(node: Node, { at }: LoopFact): Node | null {
  for (let current: Node | undefined = node; current; current = current.parent)
    if (current.range[0] === at[0] && current.range[1] === at[1]) return current;
  return null;
}

/** What is written for many rows; null where this is many rows already, or it cannot be seen. */
function manyForm(file: FileAnalysis, { library, query }: QueryCall): string | null {
  const { forMany, textArg } = library.call.query ?? {};
  const given = library.node.type === 'TaggedTemplateExpression' ? [] : library.node.arguments;
  if (forMany !== undefined) {
    const row = given[0] && objectBehind(file, given[0]);
    return row && !writesMore(file, row) ? `${forMany}\` of a list` : null;
  }
  const text =
    library.form === 'tag' ? quasiText(library.node) : textArg === undefined ? null : fixedText(file, given[textArg]);
  if (text === null || SET_BASED.test(text) || query.entity === undefined) return null;
  if (/^\s*(?:insert|replace)\b/i.test(text)) return 'insert` with many rows';
  if (query.filtered !== 'yes') return null;
  return query.operation === 'delete' ? 'delete` by a list of keys' : 'update` from a list of values';
}

/** `change_order > $2`, `seen < ?`, `at >= :since`: the place of a value that bounds a range. */
const BOUND = /(?:[<>]=?|\bbetween)\s*(?:\$(?<place>\d+)|(?<open>\?)|[:@](?<name>\w+))/gi;

/** A range that ends elsewhere for each element is no list of keys: the bound is made in the loop. */
function hasOwnBound(file: FileAnalysis, { library }: QueryCall, loop: Node): boolean {
  const { textArg } = library.call.query ?? {};
  const given = library.node.type === 'TaggedTemplateExpression' || textArg === undefined ? [] : library.node.arguments;
  const text = textArg === undefined ? null : fixedText(file, given[textArg]);
  if (text === null || textArg === undefined) return false;
  const where = text.search(/\bwhere\b/i);
  return [...text.matchAll(BOUND)].some(({ index, groups = {}, 0: found }) => {
    if (where < 0 || index < where) return false;
    const asked = groups['open'] ? text.slice(0, index + found.length).split('?').length - 1 : Number(groups['place']);
    const value = valueAt(given[textArg + 1], groups['name'] ?? asked - 1);
    return value !== null && isMadeIn(file, value, loop);
  });
}

/** Of a list of values, or an object of them. */
function valueAt(values: Node | undefined, key: string | number): Node | null {
  const plain = values && bare(values);
  if (plain?.type === 'ArrayExpression') return typeof key === 'number' ? (plain.elements[key] ?? null) : null;
  const entry =
    plain?.type === 'ObjectExpression'
      ? plain.properties.find((one) => one.type === 'Property' && keyOf(one.key, one.computed) === key)
      : undefined;
  return entry?.type === 'Property' ? entry.value : null;
}

function isMadeIn(file: FileAnalysis, value: Node, loop: Node): boolean {
  return [value, ...file.nodes('Identifier').filter((name) => isInside(name, value))].some((name) => {
    const variable = name.type === 'Identifier' ? file.variableOf(name) : null;
    return variable?.defs.some((definition) => isInside(definition.name, loop)) === true;
  });
}

function quasiText(node: Node): string | null {
  return node.type === 'TaggedTemplateExpression' ? node.quasi.quasis.map(({ value }) => value.raw).join('$') : null;
}

/** The same text in every round: a constant, as it is or under `text` or `sql`. */
function fixedText(file: FileAnalysis, node: Node | undefined): string | null {
  if (!node) return null;
  const object = objectBehind(file, node);
  const held = object?.properties.find(
    (property) => property.type === 'Property' && /^(?:text|sql)$/.test(keyOf(property.key, property.computed) ?? ''),
  );
  const { constant } = file.valueOf(held?.type === 'Property' ? held.value : node);
  return typeof constant === 'string' ? constant : null;
}

function writesMore(file: FileAnalysis, object: TSESTree.ObjectExpression, depth = 0): boolean {
  return (
    depth < 4 &&
    object.properties.some((property) => {
      // `...(files.length > 0 && { files: { create: rows } })`
      if (property.type === 'SpreadElement')
        return spreadObjects(property.argument).some((spread) => writesMore(file, spread, depth));
      const inside = objectBehind(file, property.value);
      return (
        (depth > 0 && NESTED.test(keyOf(property.key, property.computed) ?? '')) ||
        (inside !== null && writesMore(file, inside, depth + 1))
      );
    })
  );
}

/** What is spread in, or may be. */
function spreadObjects(given: Node): TSESTree.ObjectExpression[] {
  const plain = bare(given);
  if (plain.type === 'LogicalExpression') return [plain.left, plain.right].flatMap(spreadObjects);
  if (plain.type === 'ConditionalExpression') return [plain.consequent, plain.alternate].flatMap(spreadObjects);
  return plain.type === 'ObjectExpression' ? [plain] : [];
}

/** Settings by name, which are few and known. */
function runsOverKeys(file: FileAnalysis, loop: Node): boolean {
  const list = loop.type === 'ForOfStatement' ? loop.right : loop.type === 'CallExpression' ? loop.callee : null;
  return (
    list !== null && /\bObject\.(?:entries|keys|values)\(|\.(?:entries|keys)\(\)/.test(file.text.slice(...list.range))
  );
}

/**
 * The list is a part of one record that is written beside the loop, in the same function: as long as what one record
 * has of these.
 */
export function belongsToOneRecord(
  file: FileAnalysis,
  { found, loop }: RowWrite,
  queries: readonly QueryCall[],
): boolean {
  const place = loopNode(found.library.node, loop);
  const record = place && recordOf(file, listOf(place));
  if (!place || !record) return false;
  const around = file.functionOf(place);
  return queries.some(
    ({ library: { node }, call, query }) =>
      query.operation === 'write' &&
      call.loops.length === 0 &&
      file.functionOf(node) === around &&
      record.references.some(({ identifier }) => isInside(identifier, wholeChain(node))),
  );
}

function isInside({ range }: Node, around: Node): boolean {
  return around.range[0] <= range[0] && range[1] <= around.range[1];
}

/** What a loop or a list method runs over. */
function listOf(loop: Node): Node | null {
  if (loop.type === 'ForOfStatement') return loop.right;
  const callee = loop.type === 'CallExpression' ? bare(loop.callee) : null;
  return callee?.type === 'MemberExpression' ? callee.object : null;
}

/** The parameter whose member a list is, also without some of its elements: `(token.projects ?? []).filter(f)`. */
function recordOf(file: FileAnalysis, list: Node | null): Variable | null {
  const plain = list && bare(list);
  switch (plain?.type) {
    case 'LogicalExpression':
      return recordOf(file, plain.left);
    case 'CallExpression': {
      const callee = bare(plain.callee);
      return callee.type === 'MemberExpression' && SAME_ELEMENTS.has(memberName(callee) ?? '')
        ? recordOf(file, callee.object)
        : null;
    }
    case 'MemberExpression': {
      const variable = plain.object.type === 'Identifier' ? file.variableOf(plain.object) : null;
      return variable?.defs[0]?.type === 'Parameter' ? variable : null;
    }
    default:
      return null;
  }
}

const SAME_ELEMENTS = new Set(['filter', 'slice', 'map', 'sort', 'toSorted']);

/** Waited for without a look at the result: as a statement, or in a list that is waited for as a whole. */
function isThrownAway(file: FileAnalysis, { library, call: { use } }: QueryCall, loop: Node): boolean {
  const whole = outer(wholeChain(library.node));
  const holder = whole.parent?.type === 'AwaitExpression' ? outer(whole.parent) : whole;
  if (use === 'awaited' && holder.parent?.type === 'ExpressionStatement') return true;
  if (loop.type !== 'CallExpression' || (use !== 'awaited' && use !== 'returned')) return false;
  // Started by a callback: the list of promises goes straight to whoever waits for all of them.
  const list = keptAs(file, outer(loop)) ?? outer(loop);
  const collector = list.parent;
  const all = collector?.type === 'CallExpression' && collector.arguments[0] === list ? collector : null;
  const collected = all && file.libraryCall(all)?.call;
  // A list of queries handed to a transaction is one piece of work already.
  if (!all || !collected?.awaitsArguments || collected.transaction) return false;
  const waited = outer(all).parent;
  return waited?.type === 'AwaitExpression' && outer(waited).parent?.type === 'ExpressionStatement';
}

/** The one use of the name a list is kept under. */
function keptAs(file: FileAnalysis, list: Node): Node | null {
  const declarator = list.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') return null;
  const uses = file.variableOf(declarator.id)?.references.filter((reference) => reference.init !== true) ?? [];
  return uses.length === 1 ? ((uses[0]?.identifier as Node | undefined) ?? null) : null;
}

/** No other query, nothing else waited for, and no round that goes on when this one fails. */
function isAlone(
  file: FileAnalysis,
  { library: { node } }: QueryCall,
  loop: Node,
  queries: readonly QueryCall[],
): boolean {
  const inLoop = (other: Node): boolean => loop.range[0] <= other.range[0] && other.range[1] <= loop.range[1];
  const holds = (other: Node): boolean => other.range[0] <= node.range[0] && node.range[1] <= other.range[1];
  const chain = wholeChain(node);
  if (
    queries.some(
      ({ library }) =>
        library.node !== node &&
        inLoop(library.node) &&
        !(chain.range[0] <= library.node.range[0] && library.node.range[1] <= chain.range[1]),
    )
  )
    return false;
  if (file.nodes('AwaitExpression').some((wait) => inLoop(wait) && !holds(wait))) return false;
  for (let current: Node | undefined = node; current && current !== loop; current = current.parent)
    if (current.type === 'TryStatement' && current.handler) return false;
  return true;
}
