import type { FileAnalysis, Node } from '@backend-architect/analysis';

/** How a file is written, so that what is put into it looks like the code around. */
export interface TextStyle {
  readonly lineEnd: '\n' | '\r\n';
  /** One level of indentation. */
  readonly indent: string;
  /** What ends a statement: empty in files that leave it out. */
  readonly semicolon: ';' | '';
  readonly quote: "'" | '"';
}

const styles = new WeakMap<FileAnalysis, TextStyle>();

/** Style of a file by majority; two spaces, semicolons and single quotes where it does not say. */
export function textStyleOf(file: FileAnalysis): TextStyle {
  const known = styles.get(file);
  if (known) return known;
  const style = {
    lineEnd: lineEndOf(file.text),
    indent: indentOf(file),
    semicolon: semicolonOf(file),
    quote: quoteOf(file),
  };
  styles.set(file, style);
  return style;
}

/**
 * A text as a string literal in the quotes of the file; in the other quotes or as a template where that needs no
 * escapes.
 */
export function quoted(file: FileAnalysis, text: string): string {
  const { quote } = textStyleOf(file);
  if (/[\n\r\\]/.test(text)) return template(file, text);
  if (!text.includes(quote)) return `${quote}${text}${quote}`;
  const other = quote === "'" ? '"' : "'";
  return text.includes(other) ? template(file, text) : `${other}${text}${other}`;
}

/** A template literal of this text. Line breaks in it are those of the file: the language reads all of them as `\n`. */
function template(file: FileAnalysis, text: string): string {
  return withLineEnds(file, `\`${text.replace(/\\|`|\$\{/g, '\\$&')}\``);
}

/** Code of several lines with the line ends of the file. */
export function withLineEnds(file: FileAnalysis, code: string): string {
  return code.replace(/\r\n|\n/g, textStyleOf(file).lineEnd);
}

function lineEndOf(text: string): TextStyle['lineEnd'] {
  const every = text.split('\n').length - 1;
  return (text.split('\r\n').length - 1) * 2 > every ? '\r\n' : '\n';
}

/** The step that most blocks are set in by; what stands inside texts does not count. */
function indentOf(file: FileAnalysis): string {
  const steps = new Map<string, number>();
  for (const block of file.nodes('BlockStatement', 'ClassBody', 'ObjectExpression', 'SwitchStatement')) {
    const inner = firstIn(block);
    const [around, within] = [indentAt(file, block.range[0]), inner && ownIndentAt(file, inner.range[0])];
    if (typeof within !== 'string' || !within.startsWith(around) || within.length === around.length) continue;
    const step = within.slice(around.length);
    steps.set(step, (steps.get(step) ?? 0) + 1);
  }
  const [most] = [...steps].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length);
  return most?.[0] ?? '  ';
}

function firstIn(node: Node): Node | undefined {
  switch (node.type) {
    case 'BlockStatement':
    case 'ClassBody':
      return node.body[0];
    case 'ObjectExpression':
      return node.properties[0];
    case 'SwitchStatement':
      return node.cases[0];
    default:
      return undefined;
  }
}

function semicolonOf(file: FileAnalysis): TextStyle['semicolon'] {
  let [ended, open] = [0, 0];
  for (const node of file.nodes(
    'ExpressionStatement',
    'VariableDeclaration',
    'ReturnStatement',
    'ThrowStatement',
    'ImportDeclaration',
  )) {
    if (node.type === 'VariableDeclaration' && /^For/.test(node.parent.type)) continue;
    const text = file.text.slice(...node.range);
    // A `;` that begins the next line guards that line.
    if (/[^\s;];$/.test(text)) ended += 1;
    // Before a closing bracket on the same line many leave it out.
    else if (!/^[ \t]*\}/.test(file.text.slice(node.range[1]))) open += 1;
  }
  return open > ended ? '' : ';';
}

function quoteOf(file: FileAnalysis): TextStyle['quote'] {
  let [single, double] = [0, 0];
  for (const { raw, parent } of file.nodes('Literal')) {
    if ((parent as Node | undefined)?.type === 'JSXAttribute') continue;
    if (raw.startsWith("'")) single += 1;
    else if (raw.startsWith('"')) double += 1;
  }
  return double > single ? '"' : "'";
}

/** White space at the head of the line an offset stands in. */
export function indentAt(file: FileAnalysis, offset: number): string {
  return /^[ \t]*/.exec(file.text.slice(lineStart(file.text, offset)))?.[0] ?? '';
}

/** The same when nothing but white space stands before the offset; null when something does. */
export function ownIndentAt(file: FileAnalysis, offset: number): string | null {
  const before = file.text.slice(lineStart(file.text, offset), offset);
  return before.trim() === '' ? before : null;
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
