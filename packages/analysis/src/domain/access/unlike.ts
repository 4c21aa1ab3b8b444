/** What a value is known to be when it was only found to be something else: no `null`, no 0, not `false`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { CallModel } from '../../vocabulary/library-model.js';
import { isFunction } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import type { Unlike, WayFact } from '../../vocabulary/facts.js';

/** Members of a list that are there, or true, where it has elements. */
const OF_LIST = /^(?:\d+|length|rowCount|count|size)$/;
/** Methods of lists that give a list with as many elements, or some of them. */
const GIVES_LIST = new Set(['filter', 'map', 'slice', 'sort', 'toSorted', 'reverse', 'toReversed']);
const GIVES_ELEMENT = new Set(['at', 'shift', 'pop']);

export function isOfList(name: string): boolean {
  return OF_LIST.test(name);
}

/** What `asked` is when it is not this value; undefined where it is true then; null where the value is no nothing. */
export function unlikeOf(operator: string, asked: Node, value: Node): Unlike | undefined | null {
  const plain = unwrap(value);
  const isStrict = operator.length === 3;
  const nothing = plainNothing(plain);
  if (nothing !== null) return isStrict ? nothing : 'nullish';
  if (plain.type !== 'Literal') return null;
  if (plain.value === false) return 'false';
  if (plain.value === '') return 'empty-text';
  if (plain.value !== 0) return null;
  const member = bare(asked);
  const isNumber =
    member.type === 'MemberExpression' && /^(?:length|rowCount|size|count)$/.test(memberName(member) ?? '');
  return isNumber ? undefined : 'zero';
}

function plainNothing(plain: Node): 'null' | 'undefined' | null {
  if (plain.type === 'Literal' && plain.value === null) return 'null';
  const isUndefined =
    (plain.type === 'Identifier' && plain.name === 'undefined') ||
    (plain.type === 'UnaryExpression' && plain.operator === 'void');
  return isUndefined ? 'undefined' : null;
}

/** A falsy value that is given back, where it is written what it is. */
export function falsyOf(node: Node): WayFact['falsy'] | null {
  const plain = bare(node);
  const nothing = plainNothing(plain);
  if (nothing !== null) return nothing;
  const isTold =
    (plain.type === 'Literal' && plain.value === false) ||
    (plain.type === 'UnaryExpression' && plain.operator === '!') ||
    (plain.type === 'BinaryExpression' && /^(?:[!=]==?|[<>]=?|in|instanceof)$/.test(plain.operator));
  return isTold ? 'false' : null;
}

/** This value is certainly none that is asked for. */
export function leavesOut(node: Node, unlike: Unlike | undefined): boolean {
  const plain = unwrap(node);
  const nothing = plainNothing(plain);
  const literal = plain.type === 'Literal' ? plain.value : undefined;
  switch (unlike) {
    case undefined:
      return nothing !== null || literal === false || literal === '';
    case 'nullish':
      return nothing !== null;
    case 'null':
    case 'undefined':
      return nothing === unlike;
    case 'false':
      return literal === false;
    case 'zero':
      return literal === 0;
    case 'empty-text':
      return literal === '';
    default:
      return unlike satisfies never;
  }
}

/** What stands before `??` is handed on where it is neither `null` nor undefined. */
export function orNothing(unlike: Unlike | undefined): Unlike | undefined {
  return unlike === 'null' || unlike === 'undefined' ? 'nullish' : unlike;
}

/** An answer of yes or no is yes. */
export function isTrueUnlike(unlike: Unlike | undefined): boolean {
  return unlike === undefined || unlike === 'false';
}

/** What is undefined where it is missing is there. */
export function isThereUnlike(unlike: Unlike | undefined): boolean {
  return unlike === undefined || unlike === 'undefined' || unlike === 'nullish';
}

/** What the server keeps of a caller is nothing where there is none, never `false` or 0. */
export function isKeptUnlike(unlike: Unlike | undefined): boolean {
  return unlike === undefined || unlike === 'null' || unlike === 'undefined' || unlike === 'nullish';
}

/** What a library holds of a caller is `null` where there is none. */
export function isHeldUnlike(unlike: Unlike | undefined): boolean {
  return unlike === undefined || unlike === 'null' || unlike === 'nullish';
}

/** What has this member is there: what is missing has none, which is undefined and no `null`. A number always is one. */
export function hasUnlike(unlike: Unlike, path: readonly string[]): boolean {
  const last = path.at(-1) ?? '';
  return isThereUnlike(unlike) && (/^\d+$/.test(last) || !isOfList(last));
}

/** The list whose elements those of this one are, or are made of: `rows.filter(isActive)`. */
export function listBehind(
  file: FileAnalysis,
  call: TSESTree.CallExpression,
  path: readonly string[],
): { readonly of: Node; readonly path: readonly string[] } | null {
  const callee = bare(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const [first] = call.arguments;
  if (callee.type !== 'MemberExpression' || name === null || !GIVES_LIST.has(name) || file.libraryCall(call))
    return null;
  const isList = name !== 'filter' && name !== 'map' ? true : first !== undefined && isFunction(bare(first));
  return isList && isOfList(path[0] ?? '') ? { of: callee.object, path: ['0'] } : null;
}

/** The list an element is taken from: `rows.at(0)`, `rows.shift()`. */
export function elementTaken(file: FileAnalysis, call: TSESTree.CallExpression): Node | null {
  const callee = bare(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const isTaken = name !== null && GIVES_ELEMENT.has(name) && call.arguments.length === (name === 'at' ? 1 : 0);
  return callee.type === 'MemberExpression' && isTaken && !file.libraryCall(call) ? callee.object : null;
}

/** It tells by what it gives, yes or no, whether something was verified. */
export function tellsByResult({ result }: CallModel): boolean {
  return result?.is === 'safe' && result.shapes.includes('bool');
}

/** It fails where something could not be verified. */
export function failsUnverified(model: CallModel): boolean {
  return model.token?.validMember === undefined && !tellsByResult(model);
}
