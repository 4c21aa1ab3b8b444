import {
  bare,
  bindingOf,
  isFunction,
  objectBehind,
  propertyOf,
  type FileAnalysis,
  type Node,
  type Sink,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/** Placeholders where they stand in nearly every statement; the gate of the rule and its first test. */
export const PLACEHOLDERS = /\$\d|(?:[=<>,]|\b(?:like|limit|offset|values|and|between|in|set))\s*\(?\s*\?(?![.:?=!<])/i;

/** How many placeholders a constant SQL text has, and how many values it is given. */
export interface BoundValues {
  readonly wanted: number;
  readonly given: number;
  /** The list of values; the text when there is none. */
  readonly node: Node;
}

/** Null when text or values are not in sight, or the text is a kind in which placeholders mean something else. */
export function boundValues(file: FileAnalysis, { node, call, model }: Sink): BoundValues | null {
  const { placeholder } = model;
  if (
    !placeholder ||
    placeholder.spread ||
    call.node.type === 'TaggedTemplateExpression' ||
    call.node.arguments.some((argument) => argument.type === 'SpreadElement')
  )
    return null;
  const { constant } = file.valueOf(node);
  const wanted = typeof constant === 'string' ? countIn(constant, placeholder.style) : null;
  if (wanted === null || wanted === 0) return null;
  const list = valuesOf(file, { node, call, model } as Sink);
  if (list === 'unknown') return null;
  // A question mark may be an operator of the database; without a list nobody says that it is none.
  if (list === null) return placeholder.style === '$n' ? { wanted, given: 0, node } : null;
  return { wanted, given: list.elements.length, node: list };
}

/** Highest number, or count of question marks, outside of quotes and comments. */
function countIn(text: string, style: '$n' | '?'): number | null {
  const plain = text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ').replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`/g, ' ');
  // Bodies of functions and prepared statements have parameters of their own.
  if (!PLACEHOLDERS.test(plain) || /\$(?:[a-z_]\w*)?\$|^\s*(?:prepare|create|do)\b|;\s*\S/i.test(plain)) return null;
  if (style === '?') return /\?\d/.test(plain) ? null : [...plain.matchAll(/(?<!\\)\?\??/g)].length;
  const numbers = [...plain.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number));
  return Math.max(0, ...numbers);
}

/** The list that is given; null when none is. */
function valuesOf(file: FileAnalysis, { node, call, model }: Sink): TSESTree.ArrayExpression | 'unknown' | null {
  const given = call.node.type === 'TaggedTemplateExpression' ? [] : call.node.arguments;
  const { placeholder } = model;
  const first = typeof model.arg === 'number' ? given[model.arg] : undefined;
  if (!placeholder || !first) return 'unknown';
  const beside = given[placeholder.valuesArg];
  const holder = objectBehind(file, first);
  if (holder && bare(first) !== bare(node)) {
    if (placeholder.valuesBeside === undefined || (beside && !isFunction(bare(beside)))) return 'unknown';
    return entryOf(file, holder, placeholder.valuesBeside);
  }
  if (!beside || isFunction(bare(beside))) return null;
  if (placeholder.valuesProperty === undefined) return listBehind(file, beside);
  const options = objectBehind(file, beside);
  return options && propertyOf(options, placeholder.valuesProperty) !== null
    ? entryOf(file, options, placeholder.valuesProperty)
    : 'unknown';
}

function entryOf(
  file: FileAnalysis,
  object: TSESTree.ObjectExpression,
  name: string,
): TSESTree.ArrayExpression | 'unknown' | null {
  const entry = propertyOf(object, name);
  return entry === null || entry === 'unknown' ? entry : listBehind(file, entry.value);
}

/** A list that is written out, here or under a name that is used only here. */
function listBehind(file: FileAnalysis, node: Node): TSESTree.ArrayExpression | 'unknown' {
  let plain = bare(node);
  if (plain.type === 'Identifier') {
    const variable = file.variableOf(plain);
    const binding = variable && bindingOf(variable);
    if (
      !variable ||
      binding?.kind !== 'value' ||
      !binding.init ||
      binding.path.length > 0 ||
      variable.references.filter((reference) => reference.init !== true).length !== 1
    )
      return 'unknown';
    plain = bare(binding.init);
  }
  return plain.type === 'ArrayExpression' &&
    plain.elements.every((element) => element !== null && element.type !== 'SpreadElement')
    ? plain
    : 'unknown';
}
