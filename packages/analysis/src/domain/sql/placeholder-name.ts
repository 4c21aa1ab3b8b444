import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { bindingOf } from '../../symbols/binding.js';
import { nodesWithin } from '../../syntax/nodes-within.js';
import { bare, outer } from '../../syntax/wrappers.js';
import type { CallNode, FileAnalysis, Node, Sink } from '../../vocabulary/analysis.js';
import type { UnknownReason, Value } from '../../vocabulary/value.js';

/** `:`, `:...`, `@`, `$`, `:{`, and the beginning of a name; `::text` and `a$` are something else. */
const SIGN = /(?<![:\w$@])(?::\{?|:\.\.\.|@|\$\{?)\w*$/;
const DEPTH = 3;

/**
 * What stands in the hole is the name of a placeholder, and the value is bound under it: `` `x = :${name}` `` beside
 * `{ [name]: value }`. A name that is made of the value itself is none, unless the library looks at names: whoever
 * chooses the value writes the text.
 * @param before The text before the hole, in which earlier holes are written as `?`.
 */
export function isPlaceholderName(
  file: FileAnalysis,
  hole: Value,
  before: string,
  call: CallNode,
  sink: Sink | undefined,
): boolean {
  if (!SIGN.test(before) || hole.unknown.length === 0) return false;
  const isChecked = (sink?.call.symbol.on ?? sink?.call.symbol)?.model.checksPlaceholderNames === true;
  return boundUnder(file, call).some(
    ({ name, value }) =>
      isMadeOf(file.valueFor(name, 'sql-text'), hole) && (isChecked || !isMadeOfOne(file, name, value)),
  );
}

interface Bound {
  readonly name: Node;
  readonly value: Node;
}

/** Values that are bound under a name that is worked out, by the call or by another one of its chain. */
function boundUnder(file: FileAnalysis, call: CallNode): readonly Bound[] {
  return chainOf(file, call).flatMap((link) => {
    const [name, value, ...more] = link.arguments;
    const pair = name && value && more.length === 0 && link !== call ? [{ name, value }] : [];
    return [...pair, ...link.arguments.flatMap((argument) => computedKeys(file, argument, 0))];
  });
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The call, those that are called on what it gives, and those on the same name as it. */
function chainOf(file: FileAnalysis, call: CallNode): readonly Call[] {
  if (call.type === 'TaggedTemplateExpression') return [];
  if (call.type === 'NewExpression') return [call];
  let base: Node = call;
  while (base.type === 'CallExpression') {
    const callee = bare(base.callee);
    if (callee.type !== 'MemberExpression') break;
    base = bare(callee.object);
  }
  const variable = base.type === 'Identifier' ? file.variableOf(base) : null;
  const others = variable?.references.flatMap(({ identifier }) => calledOn(identifier)) ?? [];
  return [...new Set([...calledOn(call), ...others, call])];
}

/** `a.b(x).c(y)`: both calls, asked of `a`. */
function calledOn(node: Node): readonly Call[] {
  const calls: Call[] = [];
  let top = outer(node);
  while (top.parent?.type === 'MemberExpression' && top.parent.object === top) {
    const called = outer(top.parent);
    if (called.parent?.type !== 'CallExpression' || called.parent.callee !== called) break;
    calls.push(called.parent);
    top = outer(called.parent);
  }
  return calls;
}

/** `{ [name]: value }`, also below another property, and what is written into an object that a name holds. */
function computedKeys(file: FileAnalysis, node: Node, depth: number): readonly Bound[] {
  const plain = bare(node);
  if (depth > DEPTH) return [];
  if (plain.type === 'SpreadElement') return computedKeys(file, plain.argument, depth + 1);
  if (plain.type === 'ObjectExpression')
    return plain.properties.flatMap((property) => {
      if (property.type === 'SpreadElement') return computedKeys(file, property.argument, depth + 1);
      if (property.computed) return [{ name: property.key, value: property.value }];
      return computedKeys(file, property.value, depth + 1);
    });
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  if (!variable) return [];
  const binding = bindingOf(variable);
  const made = binding.kind === 'value' && binding.init && binding.path.length === 0 ? binding.init : null;
  const written = variable.references.flatMap(({ identifier }) => {
    const member = outer(identifier).parent;
    const write = member?.type === 'MemberExpression' && member.computed ? outer(member).parent : null;
    return member?.type === 'MemberExpression' && write?.type === 'AssignmentExpression' && bare(write.left) === member
      ? [{ name: member.property, value: write.right }]
      : [];
  });
  return [...(made ? computedKeys(file, made, depth + 1) : []), ...written];
}

/** All that is open in the hole is open in the name. */
function isMadeOf(name: Value, hole: Value): boolean {
  const known = origins(name);
  return origins(hole).every((origin) => known.includes(origin));
}

/** The name is made of what the value is made of. */
function isMadeOfOne(file: FileAnalysis, name: Node, value: Node): boolean {
  const [left, right] = [name, value].map((node) => origins(file.valueOf(node)));
  if (left!.some((origin) => right!.includes(origin))) return true;
  const mentioned = namesIn(file, value, 0);
  return namesIn(file, name, 0).some((variable) => mentioned.includes(variable));
}

/** Names an expression is made of, and what they are made of; the place in a list is none of them. */
function namesIn(file: FileAnalysis, node: Node, depth: number): readonly Variable[] {
  return nodesWithin(file, node, 'Identifier').flatMap((identifier) => {
    const { parent } = identifier;
    const isPlace = parent.type === 'MemberExpression' && parent.property === identifier;
    const variable = isPlace ? null : file.variableOf(identifier);
    if (!variable) return [];
    const binding = bindingOf(variable);
    const made = binding.kind === 'value' && depth < DEPTH ? binding.init : null;
    return [variable, ...(made ? namesIn(file, made, depth + 1) : [])];
  });
}

function origins({ unknown }: Value): readonly string[] {
  return unknown.map(({ openFor: _open, harmlessFor: _harmless, ...origin }: UnknownReason) => JSON.stringify(origin));
}
