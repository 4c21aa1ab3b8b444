/**
 * A reader of Prisma schemas: blocks, fields, attributes and their arguments, as the language's reference gives them.
 * It reads a text and nothing else; what a name means is for `prismaTables`.
 */
import type { Range } from '@backend-architect/analysis';
import { lineOf, lineStarts } from '../../report/line-table.js';

export type PrismaValue =
  /** In quotes in the schema; escapes are resolved. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: string }
  /** `Desc`, `true`, `address.city` */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly PrismaValue[] }
  /** `now()`, `createdAt(sort: Desc)` */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly PrismaArgument[] };

export interface PrismaArgument {
  /** `fields` in `fields: [a, b]`. */
  readonly name?: string;
  readonly value: PrismaValue;
}

export interface PrismaAttribute {
  /** Without `@` or `@@`: `id`, `db.VarChar`. */
  readonly name: string;
  readonly args: readonly PrismaArgument[];
}

export interface PrismaField {
  readonly name: string;
  /** `String`, `Post`, `Unsupported`. */
  readonly type: string;
  readonly arity: 'required' | 'optional' | 'list';
  readonly attributes: readonly PrismaAttribute[];
}

export interface PrismaBlock {
  readonly kind: 'model' | 'type' | 'view';
  readonly name: string;
  /** From the keyword to the end of the name. */
  readonly at: Range;
  readonly fields: readonly PrismaField[];
  /** `@@index`, `@@map`, ... */
  readonly attributes: readonly PrismaAttribute[];
}

/** Line and column are 1-based. */
export type PrismaSchema =
  | { readonly kind: 'schema'; readonly blocks: readonly PrismaBlock[] }
  | { readonly kind: 'broken'; readonly line: number; readonly column: number; readonly reason: string };

/** What a schema declares, or where it stops being one. Never half of it. */
export function prismaSchema(text: string): PrismaSchema {
  try {
    return {
      kind: 'schema',
      blocks: blocksOf(tokensOf(text), { kind: 'end', text: '', at: [text.length, text.length] }),
    };
  } catch (error) {
    if (!(error instanceof Unexpected)) throw error;
    const starts = lineStarts(text);
    const line = lineOf(starts, error.offset);
    return { kind: 'broken', line, column: error.offset - (starts[line - 1] ?? 0) + 1, reason: error.message };
  }
}

class Unexpected extends Error {
  constructor(
    readonly offset: number,
    expected: string,
    found: string,
  ) {
    super(`expected ${expected}, found ${found}`);
  }
}

interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'mark' | 'line' | 'end';
  readonly text: string;
  readonly at: Range;
}

/** Spaces and comments say nothing; the end of a line ends a field. */
const TOKEN = new RegExp(
  String.raw`(?<nothing>[^\S\r\n]+|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)|(?<line>[\r\n]+)|(?<text>"(?:[^"\\\r\n]|` +
    String.raw`\\[^\r\n])*")|(?<number>-?\d+(?:\.\d+)?(?![\p{L}\p{N}_-]))|` +
    String.raw`(?<name>[\p{L}\p{N}_][\p{L}\p{N}_-]*)|(?<mark>@@?|[{}()[\]:,?.=])`,
  'uy',
);

function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let offset = 0; offset < text.length;) {
    TOKEN.lastIndex = offset;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups)
      throw new Unexpected(
        offset,
        'a word, a value or a mark',
        text[offset] === '"'
          ? 'a text that is not closed on its line'
          : shown(String.fromCodePoint(text.codePointAt(offset) ?? 0)),
      );
    for (const kind of ['line', 'text', 'number', 'name', 'mark'] as const) {
      const found = groups[kind];
      if (found !== undefined) tokens.push({ kind, text: found, at: [offset, offset + found.length] });
    }
    offset = TOKEN.lastIndex;
  }
  return tokens;
}

/** Real schemas nest three or four deep; a hostile one must not exhaust the stack. */
const DEEPEST = 100;

function blocksOf(tokens: readonly Token[], end: Token): PrismaBlock[] {
  let next = 0;
  let depth = 0;
  return blocks();

  function blocks(): PrismaBlock[] {
    const blocks: PrismaBlock[] = [];
    for (;;) {
      skipLines();
      if (peek().kind === 'end') return blocks;
      const keyword = take('name', 'a block such as model or enum');
      switch (keyword.text) {
        case 'model':
        case 'view':
        case 'type':
          blocks.push(block(keyword.text, keyword.at[0]));
          break;
        case 'enum':
          enumeration();
          break;
        case 'datasource':
        case 'generator':
          settings();
          break;
        default:
          throw new Unexpected(keyword.at[0], 'model, view, type, enum, datasource or generator', shown(keyword.text));
      }
    }
  }

  function block(kind: PrismaBlock['kind'], start: number): PrismaBlock {
    const name = take('name', `the name of the ${kind}`);
    const fields: PrismaField[] = [];
    const attributes: PrismaAttribute[] = [];
    lines(`the ${kind} ${name.text}`, () => {
      if (isMark('@@')) attributes.push(attribute());
      else fields.push(field());
    });
    return { kind, name: name.text, at: [start, name.at[1]], fields, attributes };
  }

  function field(): PrismaField {
    const { text: name } = take('name', 'a field, an attribute such as @@index, or }');
    takeIf(':'); // Prisma 1
    const { text: type } = take('name', `the type of the field ${name}`);
    if (type === 'Unsupported' && isMark('(')) args();
    const arity = arityNext();
    return { name, type, arity, attributes: attributes() };
  }

  function arityNext(): PrismaField['arity'] {
    if (takeIf('[')) {
      takeMark(']');
      takeIf('?');
      return 'list';
    }
    return takeIf('?') ? 'optional' : 'required';
  }

  function enumeration(): void {
    const name = take('name', 'the name of the enum');
    lines(`the enum ${name.text}`, () => {
      if (isMark('@@')) return void attribute();
      take('name', 'a value of the enum or }');
      attributes();
    });
  }

  function settings(): void {
    const name = take('name', 'a name');
    lines(name.text, () => {
      take('name', 'a setting or }');
      takeMark('=');
      value();
    });
  }

  /** `{`, one entry a line, `}`. */
  function lines(owner: string, entry: () => void): void {
    const open = takeMark('{');
    for (;;) {
      skipLines();
      if (takeIf('}')) return;
      if (peek().kind === 'end') throw new Unexpected(open.at[0], `a } that closes ${owner}`, 'none');
      entry();
      if (!isMark('}')) take('line', 'the end of the line');
    }
  }

  function attributes(): PrismaAttribute[] {
    const attributes: PrismaAttribute[] = [];
    while (isMark('@')) attributes.push(attribute());
    return attributes;
  }

  function attribute(): PrismaAttribute {
    next += 1;
    const name = path('the name of the attribute');
    return { name, args: isMark('(') ? args() : [] };
  }

  function args(): PrismaArgument[] {
    return listOf('(', ')', () => {
      const isNamed = peek().kind === 'name' && tokens[next + 1]?.text === ':';
      if (!isNamed) return { value: value() };
      const { text: name } = take('name', 'an argument');
      takeMark(':');
      skipLines();
      return { name, value: value() };
    });
  }

  function value(): PrismaValue {
    const token = peek();
    switch (token.kind) {
      case 'text':
        next += 1;
        return { kind: 'text', text: unescaped(token.text) };
      case 'number':
        next += 1;
        return { kind: 'number', number: token.text };
      case 'name': {
        const name = path('a value');
        return isMark('(') ? { kind: 'call', name, args: args() } : { kind: 'name', name };
      }
      default:
        if (isMark('[')) return { kind: 'list', items: listOf('[', ']', () => value()) };
        throw new Unexpected(token.at[0], 'a value', shownNext());
    }
  }

  /** Lines mean nothing between brackets. */
  function listOf<Item>(open: string, close: string, item: () => Item): Item[] {
    const { at } = takeMark(open);
    if (++depth > DEEPEST) throw new Unexpected(at[0], 'a value', `more than ${DEEPEST} brackets within each other`);
    const items: Item[] = [];
    for (;;) {
      skipLines();
      if (takeIf(close)) break;
      if (peek().kind === 'end') throw new Unexpected(at[0], `a ${close} that closes this ${open}`, 'none');
      items.push(item());
      skipLines();
      if (!takeIf(',') && !isMark(close)) throw new Unexpected(peek().at[0], `, or ${close}`, shownNext());
    }
    depth -= 1;
    return items;
  }

  /** `db.VarChar` */
  function path(what: string): string {
    const names = [take('name', what).text];
    while (takeIf('.')) names.push(take('name', 'a name after the point').text);
    return names.join('.');
  }

  function peek(): Token {
    return tokens[next] ?? end;
  }

  function isMark(text: string): boolean {
    return peek().kind === 'mark' && peek().text === text;
  }

  function takeIf(mark: string): boolean {
    if (!isMark(mark)) return false;
    next += 1;
    return true;
  }

  function takeMark(mark: string): Token {
    const token = peek();
    if (!takeIf(mark)) throw new Unexpected(token.at[0], mark, shownNext());
    return token;
  }

  function take(kind: Token['kind'], expected: string): Token {
    const token = peek();
    if (token.kind !== kind) throw new Unexpected(token.at[0], expected, shownNext());
    next += 1;
    return token;
  }

  function skipLines(): void {
    while (peek().kind === 'line') next += 1;
  }

  function shownNext(): string {
    const { kind, text } = peek();
    return kind === 'end' ? 'the end of the file' : kind === 'line' ? 'the end of the line' : shown(text);
  }
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}

function unescaped(quoted: string): string {
  const meaning: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
  return quoted
    .slice(1, -1)
    .replace(/\\(u[\da-fA-F]{4}|.)/gu, (_whole, escape: string) =>
      escape.length === 5 ? String.fromCharCode(Number.parseInt(escape.slice(1), 16)) : (meaning[escape] ?? escape),
    );
}
