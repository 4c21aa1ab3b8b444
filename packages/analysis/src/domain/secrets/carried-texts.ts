import { bare, unwrap } from '../../syntax/wrappers.js';
import { bindingOf } from '../../symbols/binding.js';
import { isFunction } from '../../syntax/functions.js';
import { memberName, propertyOf } from '../../syntax/keys.js';
import type { FileAnalysis, Node, NodeOfType } from '../../vocabulary/analysis.js';
import type { Range } from '../../vocabulary/concepts.js';

/** A piece of text or a number in the code that a value is made of. */
export interface CarriedText {
  /** Between the quotes. */
  readonly range: Range;
  readonly text: string;
  /** `piece`: part of a text with holes; `bytes`: the numbers of a list. */
  readonly form: 'whole' | 'piece' | 'number' | 'bytes';
}

const MAX_HOPS = 4;
/** Calls that give back the text they are called on, joined, cut or written in another way. */
const ON_TEXT = new Set([
  'join', 'concat', 'trim', 'toString', 'toUpperCase', 'toLowerCase', 'slice', 'substring', 'substr', 'split',
  'reverse', 'replace', 'replaceAll', 'padEnd', 'padStart', 'repeat', 'normalize', 'at', 'valueOf', 'digest', 'map',
  'flat', 'filter',
]);
/** Calls and constructions that give back what they are given. */
const OF_TEXT = new Set([
  'from', 'of', 'encode', 'decode', 'freeze', 'seal', 'atob', 'btoa', 'String', 'Set', 'Map', 'Array', 'Uint8Array',
  'decodeURIComponent', 'encodeURIComponent', 'unescape', 'raw', 'update', 'concat', 'createSecretKey',
  'createPrivateKey', 'reveal', 'resolve', 'importKey',
]);
/**
 * The texts of the code a value is put together from, through joins, templates, branches, fallbacks, lists and
 * constants of the file. What another call makes of its arguments is not followed: `get('PASSWORD')` is not a password.
 */
export function* carriedTexts(file: FileAnalysis, node: Node, hops = 0): Generator<CarriedText> {
  const plain = unwrap(node);
  switch (plain.type) {
    case 'Literal':
      if (typeof plain.value === 'string')
        yield { range: [plain.range[0] + 1, plain.range[1] - 1], text: plain.value, form: 'whole' };
      else if (/^(?:number|bigint)$/.test(typeof plain.value))
        yield { range: plain.range, text: plain.raw, form: 'number' };
      return;
    case 'TemplateLiteral':
      for (const quasi of plain.quasis)
        yield { ...between(file, quasi), form: plain.expressions.length === 0 ? 'whole' : 'piece' };
      for (const inner of plain.expressions)
        if (unwrap(inner).type === 'Literal') yield* carriedTexts(file, inner, hops);
      return;
    case 'TaggedTemplateExpression':
      if (plain.tag.type === 'MemberExpression' && memberName(plain.tag) === 'raw')
        yield* carriedTexts(file, plain.quasi, hops);
      return;
    case 'BinaryExpression':
      // Long sums nest to the left by the thousand.
      if (plain.operator === '+') for (const operand of operandsOf(plain)) yield* carriedTexts(file, operand, hops);
      return;
    case 'LogicalExpression':
      for (const operand of operandsOf(plain)) yield* carriedTexts(file, operand, hops);
      return;
    case 'ConditionalExpression':
      yield* carriedTexts(file, plain.consequent, hops);
      yield* carriedTexts(file, plain.alternate, hops);
      return;
    case 'AssignmentExpression':
      yield* carriedTexts(file, plain.right, hops);
      return;
    case 'SpreadElement':
      yield* carriedTexts(file, plain.argument, hops);
      return;
    case 'ArrayExpression':
      yield* listTexts(file, plain.elements, hops);
      return;
    case 'CallExpression':
    case 'NewExpression':
      yield* callTexts(file, plain, hops);
      return;
    case 'Identifier':
      if (hops < MAX_HOPS) for (const init of constantsBehind(file, plain)) yield* carriedTexts(file, init, hops + 1);
      return;
    case 'MemberExpression':
      if (hops < MAX_HOPS) for (const init of memberBehind(file, plain)) yield* carriedTexts(file, init, hops + 1);
      return;
    default:
  }
}

function operandsOf(chain: NodeOfType<'BinaryExpression' | 'LogicalExpression'>): readonly Node[] {
  const operands: Node[] = [];
  let current: Node = chain;
  while (
    current.type === chain.type &&
    (current.type === 'LogicalExpression' || (current.type === 'BinaryExpression' && current.operator === '+'))
  ) {
    operands.push(current.right);
    current = bare(current.left);
  }
  return [...operands, current];
}

/** The numbers of a key written byte by byte are one secret. */
function* listTexts(file: FileAnalysis, elements: readonly (Node | null)[], hops: number): Generator<CarriedText> {
  const present = elements.filter((element) => element !== null);
  const [first] = present;
  const last = present.at(-1);
  if (
    first &&
    last &&
    present.length >= 8 &&
    present.every((element) => element.type === 'Literal' && typeof element.value === 'number')
  ) {
    const range = [first.range[0], last.range[1]] as const;
    yield { range, text: file.text.slice(...range), form: 'bytes' };
    return;
  }
  for (const element of present) yield* carriedTexts(file, element, hops);
}

function* callTexts(
  file: FileAnalysis,
  call: NodeOfType<'CallExpression' | 'NewExpression'>,
  hops: number,
): Generator<CarriedText> {
  const callee = bare(call.callee);
  const name =
    callee.type === 'MemberExpression' ? memberName(callee) : callee.type === 'Identifier' ? callee.name : null;
  if (name === null) return;
  if (callee.type === 'MemberExpression' && ON_TEXT.has(name)) {
    yield* carriedTexts(file, callee.object, hops);
    if (name === 'concat') for (const argument of call.arguments) yield* carriedTexts(file, argument, hops);
    return;
  }
  if (name === 'fromCharCode' || name === 'fromCodePoint') {
    yield* codeTexts(file, call.arguments);
  } else if (OF_TEXT.has(name)) {
    const given =
      name === 'of' || name === 'concat' ? call.arguments : call.arguments.slice(0, name === 'importKey' ? 2 : 1);
    if (name === 'of') yield* listTexts(file, given, hops);
    else for (const argument of given) yield* carriedTexts(file, argument, hops);
  } else if (callee.type !== 'MemberExpression' && isFunction(callee)) {
    // (() => 'text')()
    if (callee.body.type !== 'BlockStatement') yield* carriedTexts(file, callee.body, hops);
  }
}

/** A text written as the codes of its characters: `fromCharCode(107, 51)`, `fromCharCode(...[107, 51])`. */
function* codeTexts(file: FileAnalysis, given: readonly Node[]): Generator<CarriedText> {
  const codes = given.flatMap((argument): readonly (Node | null)[] => {
    const list = argument.type === 'SpreadElement' ? bare(argument.argument) : null;
    return list?.type === 'ArrayExpression' ? list.elements : [argument];
  });
  const [first] = codes;
  const last = codes.at(-1);
  if (!first || !last || codes.length < 4 || codes.some((code) => code?.type !== 'Literal')) return;
  const range = [first.range[0], last.range[1]] as const;
  yield { range, text: file.text.slice(...range), form: 'bytes' };
}

/** A piece of a template without its marks. */
export function between(
  file: FileAnalysis,
  quasi: NodeOfType<'TemplateElement'>,
): { readonly range: Range; readonly text: string } {
  const { raw } = quasi.value;
  // Parsers disagree on whether the marks around a piece belong to it.
  const start = Math.max(quasi.range[0], file.text.indexOf(raw, quasi.range[0]));
  return { range: [start, start + raw.length], text: raw };
}

function constantsBehind(file: FileAnalysis, node: NodeOfType<'Identifier'>): readonly Node[] {
  const variable = file.variableOf(node);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (binding?.kind !== 'value') return [];
  const [first, ...rest] = binding.path;
  if (first === undefined) return binding.init ? [binding.init] : [];
  return [...(binding.init && rest.length === 0 ? entryOf(file, binding.init, first) : []), ...binding.defaults];
}

function memberBehind(file: FileAnalysis, node: NodeOfType<'MemberExpression'>): readonly Node[] {
  const key = memberName(node);
  return key === null ? [] : entryOf(file, node.object, key);
}

function entryOf(file: FileAnalysis, object: Node, key: string): readonly Node[] {
  let plain = bare(object);
  if (plain.type === 'Identifier') {
    const [init] = constantsBehind(file, plain);
    if (!init) return [];
    plain = bare(init);
  }
  if (plain.type === 'CallExpression' && plain.arguments[0]) plain = bare(plain.arguments[0]); // Object.freeze({...})
  if (plain.type !== 'ObjectExpression') return [];
  const entry = propertyOf(plain, key);
  return entry === null || entry === 'unknown' ? [] : [entry.value];
}
