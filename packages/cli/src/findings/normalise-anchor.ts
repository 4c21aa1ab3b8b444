/**
 * Text of an anchor with everything taken out that may change without changing what the code does there: layout,
 * comments, quote style, trailing commas, names of locals, bodies of functions. Literals, members, keys and callees
 * stay. Part of fingerprint v1: frozen by test vectors, so a change here needs a new fingerprint version.
 */
export function normaliseAnchor(text: string): string {
  const names = new Map<string, string>();
  const tokens = withoutBodies(tokensOf(text));
  const written = tokens.map((token, index) => (isRenamed(tokens, index) ? rename(names, token.text) : token.text));
  return written.filter((word, index) => !(word === ',' && /^[)\]}]$/.test(written[index + 1] ?? ''))).join(' ');
}

interface Token {
  readonly kind: 'word' | 'literal' | 'sign';
  readonly text: string;
}

const TOKEN = new RegExp(
  String.raw`\/\/[^\n\r]*|\/\*[\s\S]*?\*\/|(?<space>\s+)|(?<string>"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|` +
    String.raw`[^'\\\n])*')|(?<number>\d[\w.]*)|(?<word>#?[\p{L}\p{Nl}$_][\p{L}\p{N}\p{M}$_]*)|(?<sign>=>|` +
    String.raw`\?\.|\.\.\.|[=!<>]==?|&&|\|\||\?\?|[^\s])`,
  'uy',
);

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length;) {
    if (text[at] === '`') {
      const template = readTemplate(text, at);
      tokens.push(...template.tokens);
      at = template.end;
      continue;
    }
    const regexp = startsRegExp(tokens) ? regExpAt(text, at) : null;
    if (regexp !== null) {
      tokens.push({ kind: 'literal', text: regexp });
      at += regexp.length;
      continue;
    }
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) break;
    at += match[0].length;
    const { string, number, word, sign } = match.groups ?? {};
    if (string !== undefined)
      tokens.push({ kind: 'literal', text: `'${string.slice(1, -1).replace(/\\(["'])/g, '$1')}'` });
    else if (number !== undefined) tokens.push({ kind: 'literal', text: number });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
  }
  return tokens;
}

/** Fixed text of a template is literal; the expressions in its holes are read like other code. */
function readTemplate(text: string, start: number): { readonly tokens: readonly Token[]; readonly end: number } {
  const tokens: Token[] = [{ kind: 'sign', text: '`' }];
  let fixed = '';
  let at = start + 1;
  while (at < text.length && text[at] !== '`') {
    if (text[at] === '\\') {
      fixed += text.slice(at, at + 2);
      at += 2;
    } else if (text.startsWith('${', at)) {
      const end = closingOf(text, at + 2);
      tokens.push(
        { kind: 'literal', text: fixed },
        { kind: 'sign', text: '${' },
        ...tokensOf(text.slice(at + 2, end)),
        { kind: 'sign', text: '}' },
      );
      fixed = '';
      at = end + 1;
    } else fixed += text[at++];
  }
  tokens.push({ kind: 'literal', text: fixed }, { kind: 'sign', text: '`' });
  return { tokens, end: at + 1 };
}

function closingOf(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at];
    if (char === '`') at = endOfTemplate(text, at);
    else if (char === '"' || char === "'") at = endOfString(text, at);
    else if (char === '{') depth++;
    else if (char === '}' && depth-- === 0) return at;
  }
  return text.length;
}

/** Without reading what is inside: templates nest, and each level would be read twice as often as the one around it. */
function endOfTemplate(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '`') return at;
    else if (text.startsWith('${', at)) at = closingOf(text, at + 2);
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === text[start] || text[at] === '\n') return at;
  }
  return text.length;
}

function startsRegExp(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return (
    last === undefined ||
    (last.kind === 'sign' && !/^[)\]}`]$/.test(last.text)) ||
    /^(?:return|typeof|case|in|of|await|yield)$/.test(last.text)
  );
}

function regExpAt(text: string, at: number): string | null {
  if (text[at] !== '/' || text[at + 1] === '/' || text[at + 1] === '*') return null;
  return /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/.exec(text.slice(at, at + 2_000))?.[0] ?? null;
}

/** `=> { ... }` and `) { ... }` become empty: an edit inside a handler must not change who the handler is. */
function withoutBodies(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  let depth = 0;
  for (const token of tokens) {
    const opens = token.kind === 'sign' && (token.text === '{' || token.text === '${');
    const closes = token.kind === 'sign' && token.text === '}';
    if (depth > 0) {
      depth += opens ? 1 : closes ? -1 : 0;
      if (depth === 0) kept.push(token);
      continue;
    }
    const before = kept.at(-1)?.text;
    if (token.text === '{' && opens && (before === '=>' || before === ')')) depth = 1;
    kept.push(token);
  }
  return kept;
}

/** Plain names are renamed; members, keys, callees, tags, words of the language and global constants are not. */
function isRenamed(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind !== 'word' || KEPT.has(token.text)) return false;
  const before = tokens[index - 1]?.text;
  const after = tokens[index + 1]?.text;
  if (before === '.' || before === '?.' || before === 'new') return false;
  return !(after === '(' || after === '`' || (after === ':' && (before === '{' || before === ',')));
}

function rename(names: Map<string, string>, name: string): string {
  const known = names.get(name) ?? `$${names.size + 1}`;
  names.set(name, known);
  return known;
}

const KEPT = new Set(
  (
    'as async await break case catch class const continue default delete do else enum export extends ' +
    'false finally for from function get if import in instanceof ' +
    ('let new null of return satisfies set static super switch this throw true try type typeof undefined ' +
      'var void while with yield NaN Infinity ') +
    'process globalThis module exports require'
  ).split(' '),
);
