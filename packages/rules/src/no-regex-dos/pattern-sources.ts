import { bare, keyOf, outer, type FileAnalysis, type Node } from '@backend-architect/analysis';

/** A place whose text is read as a regular expression. */
export interface PatternSource {
  readonly node: Node;
  /** What reads it, as it stands in the code. */
  readonly reader: string;
  /** It is put into a filter, and whoever runs that matches with it: not this process, as far as this file shows. */
  readonly inFilter: boolean;
}

/** Methods of text that turn a text argument into a regular expression. */
const COMPILES = new Set(['match', 'matchAll', 'search']);
/** Operator of a filter whose text the database reads as a regular expression; no other object has such a key. */
const FILTER_OPERATOR = '$regex';

/** Everything this file gives to a regular expression engine as text, in source order. */
export function patternSources(file: FileAnalysis): readonly PatternSource[] {
  return [...constructed(file), ...filtered(file), ...matched(file)].sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function constructed(file: FileAnalysis): PatternSource[] {
  return file
    .sinks('regexp-source')
    .map(({ node, call }) => ({
      node,
      reader: call.form === 'new' ? `new ${calleeName(file, call.node)}` : calleeName(file, call.node),
      inFilter: isOnlyHeld(file, call.node),
    }));
}

/** Whoever holds the pattern is asked to search with it, and this process does nothing else with it. */
function isOnlyHeld(file: FileAnalysis, made: Node): boolean {
  return isHeldSo(file, outer(made), (held) => isOfFilter(file, held));
}

/** The expression is held so, or every use of the one name it is given. */
function isHeldSo(file: FileAnalysis, whole: Node, isSo: (whole: Node) => boolean): boolean {
  const { parent } = whole;
  if (parent?.type !== 'VariableDeclarator' || parent.init !== whole || parent.id.type !== 'Identifier')
    return isSo(whole);
  const uses = (file.variableOf(parent.id)?.references ?? []).filter(({ init }) => init !== true);
  return uses.length > 0 && uses.every(({ identifier }) => isSo(outer(identifier as Node)));
}

/** A member of an object that says it is a filter by an operator among its keys, or that a query is given. */
function isOfFilter(file: FileAnalysis, held: Node): boolean {
  let whole = held;
  for (;;) {
    const { parent } = whole;
    if (parent?.type === 'ArrayExpression') whole = outer(parent);
    else if (parent?.type === 'Property' && parent.value === whole && parent.parent.type === 'ObjectExpression') {
      if (keyOf(parent.key, parent.computed)?.startsWith('$')) return true;
      whole = outer(parent.parent);
    } else break;
  }
  if (whole === held || bare(whole).type !== 'ObjectExpression') return false;
  const queries = file.callsWith('query');
  return isHeldSo(file, whole, (given) =>
    queries.some(({ node }) => 'arguments' in node && node.arguments.some((argument) => outer(argument) === given)),
  );
}

function calleeName(file: FileAnalysis, call: Node): string {
  return call.type === 'CallExpression' || call.type === 'NewExpression' ? file.text.slice(...call.callee.range) : '';
}

function filtered(file: FileAnalysis): PatternSource[] {
  if (!file.text.includes(FILTER_OPERATOR)) return [];
  return file
    .nodes('Property')
    .filter(
      (property) =>
        keyOf(property.key, property.computed) === FILTER_OPERATOR && property.parent.type === 'ObjectExpression',
    )
    .map(({ value }) => ({ node: value, reader: FILTER_OPERATOR, inFilter: true }));
}

/** Only where the receiver is known to be text: routers and matchers have methods of these names too. */
function matched(file: FileAnalysis): PatternSource[] {
  return file.callsNamed(...COMPILES).flatMap((call): PatternSource[] => {
    if (call.type !== 'CallExpression') return [];
    const callee = bare(call.callee);
    const [argument] = call.arguments;
    if (
      callee.type !== 'MemberExpression' ||
      !argument ||
      argument.type === 'SpreadElement' ||
      bare(argument).type === 'Literal'
    )
      return [];
    const { shapes } = file.valueOf(callee.object);
    return shapes.length === 1 && shapes[0] === 'str'
      ? [{ node: argument, reader: file.text.slice(...callee.range), inFilter: false }]
      : [];
  });
}
