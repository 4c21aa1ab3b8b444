import type { Node, Range, SourceInput } from '@backend-architect/analysis';

type Source = Pick<SourceInput, 'text' | 'ast' | 'visitorKeys' | 'comments'>;

/**
 * The code a comment speaks of: beside code, its line; on lines of its own, the next line of code and the rest of the
 * statement, class member or element that begins there, decorators included. Not the bodies and statements inside it,
 * nor entries of objects and lists on later lines: what somebody adds there later was never spoken of.
 */
export function spokenCode(source: Source, comment: Range): readonly Range[] {
  const { text } = source;
  const [first, last] = [lineAround(text, comment[0]), lineAround(text, comment[1])];
  const before = text.slice(first[0], comment[0]).trim();
  const after = text.slice(comment[1], last[1]).trim();
  // In markup a comment stands in braces.
  const alone = (before === '' && after === '') || (before === '{' && after === '}');
  if (!alone) return [before === '' || before === '{' ? last : first];
  const start = nextCode(source, before === '{' ? text.indexOf('}', comment[1]) + 1 : comment[1]);
  if (start === null) return [];
  const line: Range = [start, lineAround(text, start)[1]];
  const node = outermostAt(source, start);
  return node ? [line, ...without(rangeOf(node), holesOf(source, node, line[1]))] : [line];
}

const BREAK = /\r\n|[\n\r\u2028\u2029]/g;

/** The line an offset stands in, its break included; the last one ends beyond the text. */
function lineAround(text: string, offset: number): Range {
  let start = 0;
  BREAK.lastIndex = 0;
  for (let match = BREAK.exec(text); match; match = BREAK.exec(text)) {
    const next = match.index + match[0].length;
    if (next > offset) return [start, next];
    start = next;
  }
  return [start, text.length + 1];
}

/** First offset from here on that is neither blank nor in a comment. */
function nextCode({ text, comments }: Source, from: number): number | null {
  let at = from;
  for (;;) {
    while (at < text.length && /\s/.test(text[at] ?? '')) at++;
    const comment = comments.find(({ range }) => range[0] === at);
    // In markup the braces around a comment are no code.
    const braced =
      text[at] === '{'
        ? comments.find(({ range }) => range[0] > at && text.slice(at + 1, range[0]).trim() === '')
        : undefined;
    const closing = braced ? text.slice(braced.range[1]).search(/\S/) + braced.range[1] : -1;
    if (comment) at = comment.range[1];
    else if (braced && text[closing] === '}') at = closing + 1;
    else return at < text.length ? at : null;
  }
}

/** The outermost node that begins at an offset; the program itself is none. */
function outermostAt(source: Source, offset: number): Node | null {
  let around: Node = source.ast;
  for (;;) {
    const inner: Node | undefined = childrenOf(source, around).find((child) => {
      const [start, end] = rangeOf(child);
      return start <= offset && offset < end;
    });
    if (!inner) return null;
    if (rangeOf(inner)[0] === offset) return inner;
    around = inner;
  }
}

/**
 * Ranges of what lies inside a node and is a thing of its own. `from`: entries that begin before it are on its first
 * line.
 */
function holesOf(source: Source, node: Node, from: number): readonly Range[] {
  const holes: Range[] = [];
  const stack = childrenOf(source, node).map((child) => ({ child, parent: node }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { child, parent } = next;
    if (isOfItsOwn(child, parent, from)) holes.push(rangeOf(child));
    else stack.push(...childrenOf(source, child).map((inner) => ({ child: inner, parent: child })));
  }
  return holes.sort((a, b) => a[0] - b[0]);
}

function isOfItsOwn(node: Node, parent: Node, from: number): boolean {
  switch (parent.type) {
    case 'ObjectExpression':
    case 'ArrayExpression':
      return node.range[0] >= from;
    case 'JSXElement':
    case 'JSXFragment':
      return node.type === 'JSXElement' || node.type === 'JSXFragment' || node.type === 'JSXExpressionContainer';
    default:
      return (
        node.type.endsWith('Statement') ||
        node.type === 'ClassBody' ||
        node.type === 'StaticBlock' ||
        node.type === 'SwitchCase' ||
        node.type === 'TSModuleBlock'
      );
  }
}

function without([start, end]: Range, holes: readonly Range[]): readonly Range[] {
  const left: Range[] = [];
  let at = start;
  for (const hole of holes) {
    if (hole[0] > at) left.push([at, hole[0]]);
    at = Math.max(at, hole[1]);
  }
  if (at < end) left.push([at, end]);
  return left;
}

/** Decorators stand before what they decorate, and before `export`; not every parser counts them in. */
function rangeOf(node: Node): Range {
  const decorated =
    node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration' ? node.declaration : node;
  const decorators =
    decorated && 'decorators' in decorated ? ((decorated.decorators as readonly Node[] | undefined) ?? []) : [];
  return [Math.min(node.range[0], ...decorators.map(({ range }) => range[0])), node.range[1]];
}

function childrenOf({ visitorKeys }: Source, node: Node): Node[] {
  return (visitorKeys[node.type] ?? []).flatMap((key) => {
    const value = (node as unknown as Record<string, unknown>)[key];
    return (Array.isArray(value) ? value : [value]).filter(
      (item): item is Node => typeof item === 'object' && item !== null && 'type' in item,
    );
  });
}
