import { bare, isFunction, keyOf, type FileAnalysis, type Node, type Range } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import type { Edit } from '../define-rule.js';
import { canFail } from './can-fail.js';
import { isToldBefore } from './told-before.js';
import { addBehind, addProperties } from '../edits/list-edits.js';

/**
 * Errors of the language, and the place of their options. Errors of one's own may keep the cause by themselves, or hide
 * it on purpose.
 */
const OPTIONS_AT: Readonly<Record<string, number>> = {
  Error: 1,
  TypeError: 1,
  RangeError: 1,
  SyntaxError: 1,
  ReferenceError: 1,
  EvalError: 1,
  URIError: 1,
  AggregateError: 2,
};

/** Who asked did it wrong: the message says what, and the cause would say the same in other words. */
const FAULT_OF_INPUT = new RegExp(
  String.raw`\b(?:in|un)?valid\b|\bmust\b|\bexpected\b|\bmalformed\b|\bparsed?\b|unauthori[sz]ed|forbidden|` +
    String.raw`denied|not[- _]?found|missing|required|unsupported|incorrect|wrong (?:format|type|credentials|` +
    String.raw`password)`,
  'i',
);
/** What to do about a package that is not there. */
const FAULT_OF_INSTALL = /\binstall(?:ed)?\b|\bnpm (?:i|add)\b|\b(?:yarn|pnpm) add\b/i;
/** Named so that nobody expects a use. */
const UNUSED = /^_|^(?:ignored?|unused)/;

/** An error thrown in place of a caught one, of which nothing is kept. */
export interface DroppedCause {
  readonly at: Range;
  readonly caught: string;
  /** Hands the caught error on as `cause`; empty when there is no plain place for it. */
  readonly edits: readonly Edit[];
}

/**
 * Throws of a handler that forget what was caught: it is neither logged nor handed on, at most asked what kind it is.
 */
export function droppedCauses(file: FileAnalysis, handler: TSESTree.CatchClause): DroppedCause[] {
  const { param } = handler;
  const variable = param?.type === 'Identifier' ? file.variableOf(param) : null;
  if (
    param?.type !== 'Identifier' ||
    !variable ||
    UNUSED.test(param.name) ||
    readsText(file, handler) ||
    losesNothing(file, handler) ||
    (loadsOptional(file, handler) && FAULT_OF_INSTALL.test(file.text.slice(...handler.body.range))) ||
    !variable.references.every(({ identifier }) => isAsked(identifier as Node, handler))
  )
    return [];
  return file
    .nodes('ThrowStatement')
    .filter((thrown) => isInside(thrown, handler.body) && file.functionOf(thrown) === file.functionOf(handler))
    .flatMap((thrown): DroppedCause[] => {
      const made = bare(thrown.argument);
      if (
        (made.type !== 'NewExpression' && made.type !== 'CallExpression') ||
        made.callee.type !== 'Identifier' ||
        file.variableOf(made.callee)
      )
        return [];
      const place = Object.hasOwn(OPTIONS_AT, made.callee.name) ? OPTIONS_AT[made.callee.name] : undefined;
      // Thrown for one kind of failure, the message is that kind in other words.
      if (
        FAULT_OF_INPUT.test(messageOf(file, made.arguments[0])) ||
        variable.references.some(({ identifier }) => decides(identifier, thrown))
      )
        return [];
      const edits = place === undefined ? null : causeEdits(file, made, place, param.name);
      return edits ? [{ at: made.range, caught: param.name, edits }] : [];
    });
}

/** The work that failed was to read a text or an address: there is no more to tell than that it is none. */
function readsText(file: FileAnalysis, { parent }: TSESTree.CatchClause): boolean {
  return file.callsWith('throwsOn').some(({ node }) => isInside(node, parent.block));
}

/** Nothing that is tried can fail, or whatever fails has been told where it did. */
function losesNothing(file: FileAnalysis, { parent }: TSESTree.CatchClause): boolean {
  return parent.type === 'TryStatement' && (!canFail(file, parent.block) || isToldBefore(file, parent.block));
}

/** Nothing is tried but to load a package: that it is missing is all there is to tell. */
function loadsOptional(file: FileAnalysis, { parent }: TSESTree.CatchClause): boolean {
  const loads = (node: Node): boolean =>
    node.type === 'ImportExpression' ||
    (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require');
  const tried = file
    .nodes('ImportExpression', 'CallExpression', 'NewExpression')
    .filter((node) => isInside(node, parent.block));
  return tried.some(loads) && tried.every(loads);
}

function messageOf(file: FileAnalysis, message: Node | undefined): string {
  const value = message && file.valueOf(message);
  return typeof value?.constant === 'string'
    ? value.constant
    : (value?.parts ?? []).map((part) => ('text' in part ? part.text : ' ')).join('');
}

/** In the test of an `if`, a `switch` or a choice. */
function isAsked(use: Node, handler: Node): boolean {
  for (let node: Node = use; node.parent && node !== handler; node = node.parent) {
    const { parent } = node;
    if (isFunction(parent) || parent.type === 'CallExpression' || parent.type === 'AssignmentExpression') return false;
    if ((parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') && parent.test === node) return true;
    if (parent.type === 'SwitchStatement' && parent.discriminant === node) return true;
  }
  return false;
}

/** The throw is the branch of an `if` that asked the caught error. */
function decides(use: Node, thrown: Node): boolean {
  for (
    let inner: Node = thrown, { parent } = thrown;
    parent;
    inner = parent, { parent } = parent as { parent?: Node }
  ) {
    if (parent.type === 'IfStatement' && parent.consequent === inner && isInside(use, parent.test)) return true;
    if (parent.type === 'CatchClause') return false;
  }
  return false;
}

function isInside(node: Node, around: Node): boolean {
  return around.range[0] <= node.range[0] && node.range[1] <= around.range[1];
}

/** Null when the options cannot be seen. Another cause that is given is not taken away. */
function causeEdits(
  file: FileAnalysis,
  { arguments: given }: TSESTree.NewExpression | TSESTree.CallExpression,
  place: number,
  caught: string,
): Edit[] | null {
  if (given.some((argument) => argument.type === 'SpreadElement')) return null;
  const options = given[place];
  const last = given.at(-1);
  if (!options) return last && given.length === place ? [addBehind(file, last, [`{ cause: ${caught} }`])] : [];
  const object = bare(options);
  if (object.type !== 'ObjectExpression' || object.properties.some((property) => property.type === 'SpreadElement'))
    return null;
  if (
    object.properties.some(
      (property) => property.type === 'Property' && keyOf(property.key, property.computed) === 'cause',
    )
  )
    return [];
  return [addProperties(file, object, [`cause: ${caught}`])];
}
