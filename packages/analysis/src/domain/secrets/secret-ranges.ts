import { bare } from '../../syntax/wrappers.js';
import { nameTokens } from '../../words/name-tokens.js';
import type { FileAnalysis, Node, Sink } from '../../vocabulary/analysis.js';
import type { Range } from '../../vocabulary/concepts.js';
import { passwordBehind } from './password-behind.js';
import { between, carriedTexts, type CarriedText } from './carried-texts.js';
import { namedValues } from './named-values.js';
import { loginPairs } from './login-pairs.js';
import { isPublicText } from './public-text.js';
import { isWordy, randomIn } from './random-text.js';
import { isReadableValue } from './readable-value.js';
import { mergedRanges, secretsInText } from './secrets-in-text.js';

const known = new WeakMap<FileAnalysis, readonly Range[]>();

/**
 * Where secrets stand in a file, between the quotes: by what they say themselves, by chance, by name, by use. For
 * whatever shows the code to somebody; it asks nothing of rules, settings, suppressions or the role of the file, and
 * hides too much rather than too little. In order, without overlaps.
 */
export function secretRanges(file: FileAnalysis): readonly Range[] {
  let ranges = known.get(file);
  if (!ranges)
    known.set(
      file,
      (ranges = mergedRanges([
        ...byValue(file),
        ...byName(file),
        ...byUse(file),
        ...joinedToSecrets(file),
        ...loginPairs(file),
      ])),
    );
  return ranges;
}

/** Texts that say themselves what they are, wherever they stand: also in comments, patterns and markup. */
function* byValue(file: FileAnalysis): Generator<Range> {
  for (const node of file.written('Literal', 'TemplateElement', 'JSXText')) {
    const isText = node.type !== 'Literal' || typeof node.value === 'string';
    if (node.type === 'Literal' && typeof node.value === 'number' && node.value > 1e14)
      yield* moved(secretsInText(node.raw), node.range[0]);
    if (!isText && !(node.type === 'Literal' && 'regex' in node)) continue;
    const quotes = node.type === 'Literal' && isText ? 1 : 0;
    const [start, end] =
      node.type === 'TemplateElement' ? between(file, node).range : [node.range[0] + quotes, node.range[1] - quotes];
    const text = file.text.slice(start, end);
    yield* moved(secretsInText(text), start);
    if (isText && !isImported(node)) yield* moved(randomIn(text), start);
    if (node.type === 'TemplateElement') yield* passwordAfterHole(file, node);
  }
  for (const comment of file.comments) {
    const text = file.text.slice(...comment.range);
    yield* moved(secretsInText(text), comment.range[0]);
    yield* moved(randomIn(text), comment.range[0]);
  }
}

/** `postgres://${user}:letmein@${host}` */
function* passwordAfterHole(file: FileAnalysis, node: Node): Generator<Range> {
  const match = /^[}`]?:([^\s:@/${}]+)@/.exec(file.text.slice(...node.range));
  if (
    match &&
    /:\/\/[^\s/@]*$/.test(
      file.text.slice(Math.max(0, node.range[0] - 120), node.range[0] + 1).replace(/\$\{[^}]*\}?$/, ''),
    )
  ) {
    const start = node.range[0] + match[0].indexOf(':') + 1;
    yield [start, start + (match[1] ?? '').length];
  }
}

const IMPORTS = new Set<string>([
  'ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression',
  'TSExternalModuleReference',
]);

/** Paths of modules name files; a hash in one is no secret. */
function isImported(node: Node): boolean {
  return IMPORTS.has(node.parent?.type ?? '');
}

function* byName(file: FileAnalysis): Generator<Range> {
  for (const { name, grade, value } of namedValues(file)) {
    const plain = bare(value);
    if (plain.type === 'Literal' && 'regex' in plain) {
      // A pattern that fits one word only is that word.
      const word = grade === 'sure' ? /^\/\^?([\w@#%-]{4,})\$?\//.exec(plain.raw)?.[1] : undefined;
      const start = plain.range[0] + plain.raw.indexOf(word ?? '');
      if (word !== undefined && !isReadableValue(word, name, grade)) yield [start, start + word.length];
    }
    for (const piece of carriedTexts(file, value)) if (!isReadable(piece, name, grade)) yield scheme(piece);
  }
}

/**
 * Texts that arrive where a library takes a secret or a password. There is no doubt about them, whatever they look
 * like.
 */
function* byUse(file: FileAnalysis): Generator<Range> {
  for (const kind of ['secret', 'password-hash'] as const) {
    for (const sink of file.sinks(kind)) {
      for (const piece of (sink.model.propertyOnly ? heldTexts : carriedTexts)(file, sink.node))
        if (piece.form !== 'number' && !isPublicText(piece.text)) yield piece.range;
    }
  }
}

/**
 * A vector that is the same for every message, and what is joined to a password before it is hashed: it protects as
 * long as nobody reads it.
 */
function* joinedToSecrets(file: FileAnalysis): Generator<Range> {
  const digests = file.sinks('fast-hash');
  const ofPasswords = digests.filter(({ node }) => passwordBehind(file, node) !== null);
  const isJoined = (one: Sink): boolean =>
    ofPasswords.some(
      ({ call }) => isWithin(call.node.range, one.call.node.range) || isWithin(one.call.node.range, call.node.range),
    );
  for (const { node } of [...file.sinks('initial-vector'), ...digests.filter(isJoined)]) {
    for (const piece of carriedTexts(file, node))
      if (piece.form !== 'number' && !isPublicText(piece.text)) yield piece.range;
  }
}

function isWithin([start, end]: Range, inner: Range): boolean {
  return start <= inner[0] && inner[1] <= end;
}

/** A record that a library takes as secrets holds one under each of its keys: `users: { admin: '...' }`. */
function* heldTexts(file: FileAnalysis, node: Node): Generator<CarriedText> {
  const plain = bare(node);
  if (plain.type !== 'ObjectExpression') yield* carriedTexts(file, plain);
  else for (const entry of plain.properties) if (entry.type === 'Property') yield* carriedTexts(file, entry.value);
}

function isReadable({ form, text }: CarriedText, name: string, grade: 'sure' | 'likely' | 'possible'): boolean {
  switch (form) {
    case 'number':
      return (
        grade !== 'sure' ||
        !/(?:pin|pass\w*|pwd|otp|cv[cv]|secret|code)$/i.test(name) ||
        !/^\d{3,}n?$/.test(text.replace(/_/g, ''))
      );
    case 'bytes':
      // A table of zeros and ones is no key.
      return new Set(text.split(/[\s,]+/)).size < 4;
    case 'piece':
      // Between holes stand marks, schemes and prefixes as well.
      if (
        !/[A-Za-z0-9]{3}/.test(text) ||
        isReadableValue(text, name, grade) ||
        /^\s*(?:basic|bearer|token)\s*$/i.test(text)
      )
        return true;
      return grade !== 'sure' && (/^\W*[a-z]+\W*$/i.test(text) || isWordy(text));
    case 'whole':
      // `auth: 'me:letmein'`
      if (nameTokens(name).at(-1) === 'auth' && /^[^\s:/]+:[^\s:/]{3,}$/.test(text)) return false;
      return isReadableValue(withoutScheme(text), name, grade);
    default:
      return form satisfies never;
  }
}

/** `Bearer 9f8a...`: the scheme may be read. */
function scheme({ range, text }: CarriedText): Range {
  const rest = withoutScheme(text);
  return rest === text ? range : [range[1] - rest.length, range[1]];
}

function withoutScheme(text: string): string {
  return /^(?:basic|bearer|token|digest|apikey)\s+(\S+)$/i.exec(text)?.[1] ?? text;
}

function* moved(ranges: readonly Range[], by: number): Generator<Range> {
  for (const [start, end] of ranges) yield [start + by, end + by];
}
