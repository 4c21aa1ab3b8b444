/** Secrets are masked before a text leaves the machine: same length, same lines, numbered, so that offsets and quotes stay true. */
import type { Range, SourceInput } from '@backend-architect/analysis';

export interface Masked {
  readonly text: string;
  readonly count: number;
  /** A secret stands where no string literal is (in a regular expression, in broken code): the text must not be sent. */
  readonly outsideLiteral: boolean;
}

/** Masks what a secret scanner finds, what our own rule reported on these lines, and literals that look random or are named like a secret. */
export async function maskSecrets(source: Pick<SourceInput, 'ast' | 'text' | 'visitorKeys'>, text: string, reportedLines: readonly (readonly [first: number, last: number])[]): Promise<Masked> {
  const literals = literalsOf(source);
  const scanned = await scan(text);
  const ranges: Range[] = [];
  let outsideLiteral = false;
  for (const hit of scanned) {
    const within = literals.filter((one) => one.range[0] < hit[1] && hit[0] < one.range[1]);
    if (within.length === 0) outsideLiteral = true;
    ranges.push(hit);
  }
  for (const literal of literals) {
    const line = lineAt(text, literal.range[0]);
    const isReported = reportedLines.some(([first, last]) => line >= first && line <= last);
    if ((isReported && literal.value.length >= 4) || looksRandom(literal.value) || (literal.isSecretName && literal.value.length >= 6 && !isPlainWords(literal.value))) ranges.push(literal.range);
  }
  const merged = mergedRanges(ranges);
  return { text: masked(text, merged), count: merged.length, outsideLiteral };
}

async function scan(text: string): Promise<readonly Range[]> {
  const [{ lintSource }, { creator }] = await Promise.all([import('@secretlint/core'), import('@secretlint/secretlint-rule-preset-recommend')]);
  const result = await lintSource({
    source: { filePath: 'evidence.ts', content: text, ext: '.ts', contentType: 'text' },
    options: { noPhysicFilePath: true, config: { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }] } },
  });
  return result.messages.map((message) => [message.range[0], message.range[1]] as const);
}

interface Literal {
  /** The text between the quotes. */
  readonly range: Range;
  readonly value: string;
  readonly isSecretName: boolean;
}

/** At the end of a name: `jwtSecret` holds one, `tokenQuery` holds SQL. */
const SECRET_NAME = /(?:pass(?:word|wd|phrase)?|secret|token|(?:api|private|access|signing|encryption|secret)_?key|credentials?|pepper|salt)$/i;

function literalsOf(source: Pick<SourceInput, 'ast' | 'visitorKeys' | 'text'>): readonly Literal[] {
  const found: Literal[] = [];
  const stack: { readonly node: Tree; readonly name: string }[] = [{ node: source.ast as unknown as Tree, name: '' }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, name } = top;
    if (node.type === 'Literal' && typeof node['value'] === 'string') {
      found.push({ range: [node.range[0] + 1, node.range[1] - 1], value: node['value'], isSecretName: SECRET_NAME.test(name) });
    } else if (node.type === 'TemplateElement') {
      const raw = (node['value'] as { readonly raw: string }).raw;
      const start = source.text.indexOf(raw, node.range[0]);
      if (raw !== '' && start >= 0) found.push({ range: [start, start + raw.length], value: raw, isSecretName: SECRET_NAME.test(name) });
    }
    const inner = nameOf(node) ?? name;
    for (const key of source.visitorKeys[node.type] ?? []) {
      const child = node[key];
      for (const one of Array.isArray(child) ? child : [child]) if (typeof one === 'object' && one !== null) stack.push({ node: one as Tree, name: inner });
    }
  }
  return found;
}

type Tree = Readonly<Record<string, unknown>> & { readonly type: string; readonly range: Range };

/** Name that a declaration, property or assignment gives to the value in it; any call or function in between ends its reach. */
function nameOf(node: Tree): string | null {
  switch (node.type) {
    case 'VariableDeclarator':
      return identifierOf(node['id']);
    case 'Property':
    case 'PropertyDefinition':
      return identifierOf(node['key']);
    case 'AssignmentExpression':
      return identifierOf(node['left']);
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'ConditionalExpression':
    case 'TemplateLiteral':
    case 'TSAsExpression':
      return null;
    default:
      return '';
  }
}

function identifierOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const node = value as Tree;
  if (node.type === 'Identifier') return node['name'] as string;
  if (node.type === 'Literal') return String(node['value']);
  return node.type === 'MemberExpression' ? identifierOf(node['property']) : '';
}

/** Long, without spaces, mixed and dense: keys and tokens, not words, paths or identifiers. */
function looksRandom(value: string): boolean {
  if (value.length < 20 || /[\s/\\{}<>()]/.test(value) || !/\d/.test(value) || !/[A-Za-z]/.test(value)) return false;
  return entropyOf(value) >= 3.5;
}

function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / value.length) * Math.log2(count / value.length), 0);
}

/** `x-api-key`, `refresh.token`: names of headers, cookies and columns. */
function isPlainWords(value: string): boolean {
  return /^[a-z]+([-_:.][a-z]+)+$/i.test(value);
}

function mergedRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) merged.push([start, end]);
  }
  return merged;
}

function masked(text: string, ranges: readonly Range[]): string {
  let result = '';
  let at = 0;
  ranges.forEach(([start, end], index) => {
    result += text.slice(at, start) + maskOf(text.slice(start, end), index + 1);
    at = end;
  });
  return result + text.slice(at);
}

/** `‹SECRET:1·····›`; line breaks and a quote the scanner took with it stay. */
function maskOf(secret: string, number: number): string {
  return secret.split(/([\r\n]+|["'`]$)/).map((piece) => {
    if (/^(?:[\r\n]+|["'`]|)$/.test(piece)) return piece;
    const label = `‹SECRET:${number}`;
    return piece.length > label.length ? `${label.padEnd(piece.length - 1, '·')}›` : '•'.repeat(piece.length);
  }).join('');
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}
