/** Code written anew in another style: the same program, as another project would have it. */
import type { Node } from '@backend-architect/analysis';
import { parseFile } from '../../cli/src/extract/parse-file.js';

export interface Style {
  readonly name: string;
  readonly lineEnd: '\n' | '\r\n';
  readonly indent: string;
  readonly semicolons: 'kept' | 'left out';
  readonly quote: "'" | '"';
  /** Objects of two and more properties on a line each. */
  readonly objects: 'broken' | 'kept';
}

export const STYLES: readonly Style[] = [
  {
    name: 'LF, two spaces, semicolons, single quotes',
    lineEnd: '\n',
    indent: '  ',
    semicolons: 'kept',
    quote: "'",
    objects: 'kept',
  },
  {
    name: 'CRLF, tabs, no semicolons, double quotes',
    lineEnd: '\r\n',
    indent: '\t',
    semicolons: 'left out',
    quote: '"',
    objects: 'kept',
  },
  {
    name: 'four spaces, double quotes, broken objects',
    lineEnd: '\n',
    indent: '    ',
    semicolons: 'kept',
    quote: '"',
    objects: 'broken',
  },
];

interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The code in a style; null when it would be another program, or cannot be taken apart. */
export function restyled(file: string, code: string, style: Style): string | null {
  const nodes = nodesOf(file, code, style.objects);
  if (!nodes) return null;
  const changes = nodes
    .flatMap(({ node, depth }) => changesFor(code, node, depth, style))
    .sort((a, b) => a.from - b.from || a.to - b.to);
  let [text, at] = ['', 0];
  for (const { from, to, text: written } of changes) {
    if (from < at) continue;
    text += code.slice(at, from) + written;
    at = to;
  }
  const laid = text + code.slice(at);
  const result = (style.semicolons === 'left out' ? withoutSemicolons(file, laid) : laid).replace(
    /\r\n|\n/g,
    style.lineEnd,
  );
  return shapeOf(file, result) === shapeOf(file, code) ? result : null;
}

/** Statements and properties begin lines of their own, as deep as they stand; strings get the quotes. */
function changesFor(code: string, node: Node, depth: number, style: Style): Change[] {
  const line = (level: number): string => `\n${style.indent.repeat(level)}`;
  const inLines = (inner: readonly Node[], around: Node): Change[] => [
    ...inner.map((one) => own(code, one.range[0], line(depth + 1))),
    own(code, around.range[1] - 1, line(depth)),
  ];
  switch (node.type) {
    case 'BlockStatement':
    case 'ClassBody':
    case 'StaticBlock':
      return node.body.length === 0 ? [] : inLines(node.body, node);
    case 'Program':
      return node.body.slice(1).map((inner) => own(code, inner.range[0], '\n'));
    case 'ObjectExpression':
      if (style.objects !== 'broken' || node.properties.length < 2) return [];
      return inLines(node.properties, node);
    case 'Literal':
      if (!/^(['"])[^'"\\]*\1$/.test(node.raw) || (node.parent as Node | undefined)?.type === 'JSXAttribute') return [];
      return [{ from: node.range[0], to: node.range[1], text: `${style.quote}${String(node.value)}${style.quote}` }];
    default:
      return [];
  }
}

/** White space before a place becomes a line break and the indentation. */
function own(code: string, at: number, text: string): Change {
  return { from: code.slice(0, at).trimEnd().length, to: at, text };
}

/** Leaves out every semicolon before a line break, and puts back the one that is needed. */
function withoutSemicolons(file: string, code: string): string {
  const wanted = shapeOf(file, code);
  const bare = code.replace(/;(?=[ \t]*(?:\n|$))/g, '');
  if (shapeOf(file, bare) === wanted) return bare;
  let result = code;
  for (const match of [...code.matchAll(/;(?=[ \t]*(?:\n|$))/g)].reverse()) {
    const shorter = result.slice(0, match.index) + result.slice(match.index + 1);
    if (shapeOf(file, shorter) === wanted) result = shorter;
  }
  return result;
}

interface Placed {
  readonly node: Node;
  readonly depth: number;
}

/** Every node with its depth in brackets that are broken into lines; null for code that does not parse. */
function nodesOf(file: string, code: string, objects: Style['objects'] = 'kept'): Placed[] | null {
  const parsed = parseFile(file, code);
  if (parsed.kind === 'unread' || parsed.note !== undefined) return null;
  const { ast, visitorKeys } = parsed.source;
  const found: Placed[] = [];
  const visit = (node: Node, depth: number): void => {
    found.push({ node, depth });
    const isBlock = /^(?:BlockStatement|ClassBody|StaticBlock)$/.test(node.type);
    const isBroken =
      isBlock || (node.type === 'ObjectExpression' && objects === 'broken' && node.properties.length > 1);
    const deeper = isBroken ? depth + 1 : depth;
    for (const key of visitorKeys[node.type] ?? []) {
      const held = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key];
      for (const child of Array.isArray(held) ? held : [held]) if (child) visit(child, deeper);
    }
  };
  visit(ast, 0);
  return found;
}

/** Types of all nodes and the values of literals, in order: two texts with one shape are one program. */
function shapeOf(file: string, code: string): string | null {
  const nodes = nodesOf(file, code);
  return (
    nodes &&
    nodes
      .filter(({ node }) => node.type !== 'EmptyStatement')
      .map(({ node }) => `${node.type} ${saidBy(node)}`)
      .join('\n')
  );
}

function saidBy(node: Node): string {
  if (node.type === 'Literal') return String(node.value);
  if (node.type === 'TemplateElement') return node.value.cooked;
  return node.type === 'Identifier' ? node.name : '';
}

const ENDED = /^(?:ExpressionStatement|VariableDeclaration|ReturnStatement|ThrowStatement|ImportDeclaration)$/;

/** What of a style some code does not keep, each as a sentence; compare it before and after a change. */
export function breaches(file: string, code: string, style: Style): readonly string[] {
  const nodes = nodesOf(file, code);
  if (!nodes) return ['does not parse'];
  const found: string[] = [];
  if (style.lineEnd === '\r\n' ? /(?<!\r)\n/.test(code) : code.includes('\r')) found.push('a line ends otherwise');
  const inText = nodes.filter(({ node }) => node.type === 'TemplateElement').map(({ node }) => node.range);
  for (const match of code.matchAll(/(?<=\n)[ \t]+(?=\S)/g)) {
    if (inText.some(([start, end]) => start < match.index && match.index < end)) continue;
    if (match[0].replaceAll(style.indent, '') !== '') found.push(`a line is set in by ${JSON.stringify(match[0])}`);
  }
  // A file without texts has no quotes to keep.
  const hasQuotes = nodes.some(({ node }) => node.type === 'Literal' && node.raw.startsWith(style.quote));
  for (const { node } of nodes) {
    if (ENDED.test(node.type) && !/^For/.test(node.parent?.type ?? '')) {
      const isEnded = /[^\s];$/.test(code.slice(...node.range));
      const isLast = /^[ \t]*(?:\r?\n|$)/.test(code.slice(node.range[1]));
      if (isLast && isEnded === (style.semicolons === 'left out'))
        found.push(`a statement ends otherwise: ${code.slice(...node.range)}`);
    }
    if (!hasQuotes || node.type !== 'Literal' || !/^['"]/.test(node.raw) || node.raw.startsWith(style.quote)) continue;
    if (!String(node.value).includes(style.quote)) found.push(`other quotes: ${node.raw}`);
  }
  return found;
}
