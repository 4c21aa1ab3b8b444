import { createRequire } from 'node:module';
import {
  asksEnvironment,
  bare,
  bindingOf,
  conditionsAt,
  memberName,
  type CallNode,
  type FileAnalysis,
  type Node,
  type SourceKind,
  type Value,
} from '@backend-architect/analysis';
import type * as Backtracking from 'scslre';

/** A pattern whose matching time grows faster than its input, and the untrusted text it is applied to. */
export interface SlowMatch {
  readonly call: CallNode;
  readonly pattern: string;
  /** Where it is written, when that is not where it is applied. */
  readonly written: Node | null;
  readonly subject: Node;
  readonly value: Value;
  /**
   * Doubles with every character, or grows with a power of the length. `moving`: it does because it begins anew at
   * every place of a long run.
   */
  readonly growth: 'exponential' | 'power' | 'moving';
}

const ON_PATTERN = new Set(['test', 'exec']);
const ON_TEXT = ['match', 'matchAll', 'replace', 'replaceAll', 'search', 'split'] as const;
/** Node limits headers and the request line to 16 KiB together: too little for a power of the length to hurt. */
const UNLIMITED: ReadonlySet<SourceKind | undefined> = new Set<SourceKind | undefined>([
  'body', 'form', 'message', 'file-upload', 'rpc-input', 'graphql-argument', undefined,
]);

/** Literal patterns applied to request input that make it slow, in source order. */
export function* slowMatches(file: FileAnalysis): Generator<SlowMatch> {
  for (const call of file.callsNamed(...ON_PATTERN, ...ON_TEXT)) {
    const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
    const argument = call.type === 'CallExpression' ? call.arguments[0] : undefined;
    if (callee?.type !== 'MemberExpression' || !argument || argument.type === 'SpreadElement') continue;
    const [holder, subject] = ON_PATTERN.has(memberName(callee) ?? '')
      ? [callee.object, argument]
      : [argument, callee.object];
    const literal = literalPattern(file, holder);
    if (!literal || !repeats(literal.pattern) || isCapped(file, subject)) continue;
    const value = file.valueFor(subject, 'regexp-source');
    if (
      value.taint !== 'tainted' ||
      value.validated ||
      value.safeFor === 'all' ||
      value.source === 'argv' ||
      !value.shapes.includes('str')
    )
      continue;
    const speed = speedOf(literal.pattern, literal.flags);
    if (speed === 'linear' || (speed !== 'exponential' && !UNLIMITED.has(value.source))) continue;
    const { pattern, flags, written } = literal;
    yield { call, pattern: `/${pattern}/${flags}`, written, subject, value, growth: speed };
  }
}

interface WrittenPattern {
  readonly pattern: string;
  readonly flags: string;
  readonly written: Node | null;
}

function literalPattern(file: FileAnalysis, node: Node): WrittenPattern | null {
  const plain = bare(node);
  if (plain.type === 'Literal' && 'regex' in plain) return { ...plain.regex, written: null };
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  if (!variable || binding?.kind !== 'value' || !binding.init || binding.path.length > 0) return null;
  const init = bare(binding.init);
  return init.type === 'Literal' && 'regex' in init ? { ...init.regex, written: init } : null;
}

/** Without a repetition there is nothing to go back to. */
function repeats(pattern: string): boolean {
  return /[*+]|\{\d*,\d*\}/.test(pattern);
}

/** `text.slice(0, 64)`, or a test of the length before. */
function isCapped(file: FileAnalysis, subject: Node): boolean {
  const plain = bare(subject);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  if (callee?.type === 'MemberExpression' && /^(?:slice|substring|substr|padEnd)$/.test(memberName(callee) ?? ''))
    return true;
  const names = namesOf(file, plain);
  return conditionsAt(subject).some(
    ({ test }) =>
      !asksEnvironment(file, test) && names.some((name) => file.text.slice(...test.range).includes(`${name}.length`)),
  );
}

/** The text as it is written here, and as what its name stands for is written. */
function namesOf(file: FileAnalysis, plain: Node): string[] {
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  const init = binding?.kind === 'value' && binding.path.length === 0 ? binding.init : null;
  return [plain, ...(init ? [bare(init)] : [])].map(({ range }) => file.text.slice(...range));
}

/** A group that is repeated and holds nothing but one repetition of its own, with a bound: `(?:[a-z]{2,4})+`. */
const BOUNDED_ALONE =
  /(?<!\\)(\((?:\?:)?(?:\[(?:\\.|[^\]\\])*\]|\\[a-z.]|[\w ]|\.))\{(\d+),(\d+)\}(?=\)(?:[+*]|\{\d*,\}))/g;

/**
 * The engine takes bounds for harmless. In such a group they are not: six letters are 2 + 4, 4 + 2, 3 + 3 and 2 + 2 +
 * 2.
 */
function unbounded(pattern: string): string {
  return pattern.replace(BOUNDED_ALONE, (whole, group: string, least: string, most: string) =>
    Number(most) > Number(least) ? `${group}{${least},}` : whole,
  );
}

let engine: typeof Backtracking | null = null;
const speeds = new Map<string, SlowMatch['growth'] | 'linear'>();

/** With `m` a line always ends where its last character is matched. */
const TO_LINE_END = /(?<!\\)\.[*+]\$$/;

/** The engine is loaded for the first pattern that is applied to request input: most files have none. */
function speedOf(pattern: string, flags: string): SlowMatch['growth'] | 'linear' {
  const key = `${flags}/${pattern}`;
  const known = speeds.get(key);
  if (known) return known;
  engine ??= createRequire(import.meta.url)('scslre') as typeof Backtracking;
  let speed: SlowMatch['growth'] | 'linear' = 'linear';
  try {
    const { reports } = engine.analyse({ source: unbounded(pattern), flags }, { assumeRejectingSuffix: false });
    const moves = reports.filter(({ type }) => type === 'Move');
    if (reports.some(({ exponential }) => exponential)) speed = 'exponential';
    else if (reports.length > moves.length) speed = 'power';
    else if (moves.length > 0 && !(flags.includes('m') && TO_LINE_END.test(pattern))) speed = 'moving';
  } catch {
    // A pattern the engine cannot read is not judged.
  }
  speeds.set(key, speed);
  return speed;
}
