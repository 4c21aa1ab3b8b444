import {
  bare,
  type FileAnalysis,
  holePosition,
  type Node,
  propertyOf,
  type SqlText,
} from '@backend-architect/analysis';
import type { Edit } from '../define-rule.js';
import { addBehind, addPropertiesFirst } from '../edits/list-edits.js';
import { quoted, withLineEnds } from '../edits/text-style.js';

type Piece = { readonly text: string } | { readonly code: Node };

/**
 * Edits that move the holes of a SQL text into bound values, in the style of the driver. Null when that cannot be done
 * by the text alone: the style is not known, a hole stands where no value may stand, or the values are not in sight.
 */
export function placeholderEdit(file: FileAnalysis, sql: SqlText): readonly Edit[] | null {
  const { placeholder, call, node } = sql;
  if (!placeholder || call.type === 'TaggedTemplateExpression' || call.arguments[0] !== node) return null;
  const pieces = piecesOf(node);
  const given = pieces && givenValues(file, sql);
  if (!pieces || !given) return null;
  const bound = bind(file, pieces, placeholder.style === '$n' ? (index) => `$${given.count + index + 1}` : () => '?');
  if (!bound || bound.values.length === 0) return null;
  if (given.count > 0 && placeholder.style === '?') return null; // the order of old and new values would have to be told apart
  return [{ range: node.range, text: bound.code }, given.add(bound.values)];
}

/** Literals and expressions of a template or a sum of strings, in order. */
function piecesOf(node: Node): Piece[] | null {
  const plain = bare(node);
  if (plain.type === 'Literal') return typeof plain.value === 'string' ? [{ text: plain.value }] : [{ code: plain }];
  if (plain.type === 'TemplateLiteral') {
    return plain.quasis.flatMap((quasi, index): Piece[] => {
      const expression = plain.expressions[index];
      return [{ text: quasi.value.cooked ?? quasi.value.raw }, ...(expression ? [{ code: expression }] : [])];
    });
  }
  if (plain.type === 'BinaryExpression' && plain.operator === '+') {
    const left = piecesOf(plain.left);
    const right = piecesOf(plain.right);
    return left && right && [...left, ...right];
  }
  return [{ code: plain }];
}

interface Bound {
  readonly code: string;
  readonly values: readonly string[];
}

/** The text with placeholders for what is not harmless; null when one of the holes is no plain value. */
function bind(file: FileAnalysis, pieces: readonly Piece[], placeholderOf: (index: number) => string): Bound | null {
  const values: string[] = [];
  let before = '';
  let code = '';
  let interpolated = false;
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece) continue;
    if ('text' in piece) {
      before += piece.text;
      code += escaped(piece.text);
      continue;
    }
    const value = file.valueOf(piece.code);
    const source = file.text.slice(...piece.code.range);
    const verdict = file.judge(value, 'sql-text');
    if (verdict === 'safe') {
      before += value.constant === undefined ? '?' : String(value.constant);
      code += `\${${source}}`;
      interpolated = true;
      continue;
    }
    // A list, or text that was put together elsewhere, is no single value.
    if (value.parts || (value.shapes.length === 1 && value.shapes[0] === 'arr') || /\.join\(/.test(source)) return null;
    const position = holePosition(before);
    // An argument of a function that nobody is seen to send may be a column, which can't be bound.
    if (position === 'value' || (position === 'argument' && verdict === 'tainted')) {
      code += placeholderOf(values.length);
      values.push(source);
      before += '?';
      continue;
    }
    if (position !== 'quoted') return null;
    const quoted = quotedAround(before, pieces[index + 1]);
    if (!quoted) return null;
    code = code.slice(0, code.length - escaped(quoted.head).length - 1) + placeholderOf(values.length);
    values.push(
      quoted.head === '' && quoted.tail === ''
        ? source
        : `\`${escaped(quoted.head)}\${${source}}${escaped(quoted.tail)}\``,
    );
    before = `${before.slice(0, before.length - quoted.head.length - 1)}?`;
    const rest = quoted.rest;
    before += rest;
    code += escaped(rest);
    index += 1;
  }
  return { code: literal(file, code, interpolated), values };
}

/** The rest of a string literal around a hole: `'%` before, `%'` after. */
function quotedAround(
  before: string,
  next: Piece | undefined,
): { readonly head: string; readonly tail: string; readonly rest: string } | null {
  const start = before.lastIndexOf("'");
  if (start < 0 || !next || !('text' in next)) return null;
  const end = next.text.indexOf("'");
  if (end < 0 || next.text[end + 1] === "'") return null;
  const head = before.slice(start + 1);
  return head.includes('?') ? null : { head, tail: next.text.slice(0, end), rest: next.text.slice(end + 1) };
}

function escaped(text: string): string {
  return text.replace(/\\|`|\$\{/g, '\\$&');
}

/** As a plain string when nothing is interpolated any more and it fits on one line. */
function literal(file: FileAnalysis, code: string, interpolated: boolean): string {
  return interpolated || /[\n\r\\`]/.test(code) ? withLineEnds(file, `\`${code}\``) : quoted(file, code);
}

interface GivenValues {
  readonly count: number;
  readonly add: (values: readonly string[]) => Edit;
}

/** What is bound already, and how more is added; null when it is not in sight. */
function givenValues(file: FileAnalysis, { call, placeholder }: SqlText): GivenValues | null {
  if (!placeholder || call.type === 'TaggedTemplateExpression') return null;
  const { valuesArg, valuesProperty, spread } = placeholder;
  const previous = call.arguments[valuesArg - 1];
  const given = call.arguments[valuesArg];
  if (!previous || call.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  const after = (text: (values: readonly string[]) => string): GivenValues => ({
    count: 0,
    add: (values) => addBehind(file, previous, [text(values)]),
  });
  if (spread) {
    const last = call.arguments.at(-1) ?? previous;
    return { count: call.arguments.length - valuesArg, add: (values) => addBehind(file, last, values) };
  }
  const list = (values: readonly string[]): string => `[${values.join(', ')}]`;
  if (valuesProperty !== undefined) {
    if (!given) return after((values) => `{ ${valuesProperty}: ${list(values)} }`);
    const object = bare(given);
    if (
      object.type !== 'ObjectExpression' ||
      object.properties.length === 0 ||
      propertyOf(object, valuesProperty) !== null
    )
      return null;
    return { count: 0, add: (values) => addPropertiesFirst(file, object, [`${valuesProperty}: ${list(values)}`]) };
  }
  if (!given || given.type === 'ArrowFunctionExpression' || given.type === 'FunctionExpression') return after(list);
  const array = bare(given);
  if (
    array.type !== 'ArrayExpression' ||
    array.elements.some((element) => element === null || element.type === 'SpreadElement')
  )
    return null;
  const last = array.elements.at(-1);
  return last
    ? { count: array.elements.length, add: (values) => addBehind(file, last, values) }
    : { count: 0, add: (values) => ({ range: array.range, text: list(values) }) };
}
