import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { bindingOf } from '../symbols/binding.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';

const known = new WeakMap<FileAnalysis, Map<Variable, Set<string | null>>>();

/**
 * `guards.gate = other` somewhere in the file: what was first written under that name need not be what is found there.
 */
export function isReplaced(file: FileAnalysis, variable: Variable, name: string): boolean {
  const names = replacedNames(file, variable);
  return names.has(name) || names.has(null);
}

/** A member is written or deleted after what it belongs to was given its name, whatever that is. */
export function hasOtherMembers(file: FileAnalysis, variable: Variable): boolean {
  return writesIn(file).has(variable);
}

/** The name an object is given where it is written: `const guards = { ... }`. */
export function nameOfObject(file: FileAnalysis, node: TSESTree.ObjectExpression): Variable | null {
  const { parent } = outer(node);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? file.variableOf(parent.id) : null;
}

/** Names of members that are given another value later; `null` is one that is not known. */
export function replacedNames(file: FileAnalysis, variable: Variable): ReadonlySet<string | null> {
  return (isObject(variable) && writesIn(file).get(variable)) || new Set();
}

/**
 * Something is taken out of a list, or replaced in it: `guards.pop()`, `guards[0] = other`. What is added does no harm.
 */
export function isListChanged(variable: Variable): boolean {
  return variable.references.some(({ identifier }) => {
    const member = outer(identifier).parent;
    if (member?.type !== 'MemberExpression' || bare(member.object) !== identifier) return false;
    const around = outer(member).parent;
    if (around?.type === 'AssignmentExpression') return bare(around.left) === member;
    if (around?.type === 'UnaryExpression') return around.operator === 'delete';
    return (
      around?.type === 'CallExpression' &&
      bare(around.callee) === member &&
      /^(?:pop|shift|splice|fill|copyWithin)$/.test(memberName(member) ?? '')
    );
  });
}

/** Something is put into a list, set or map later, or replaced in it: `LIST.push(one)`, `LIST[1] = one`. */
export function isFilled(file: FileAnalysis, variable: Variable): boolean {
  if (isListChanged(variable) || writesIn(file).get(variable)?.has(null)) return true;
  return variable.references.some(({ identifier }) => {
    const member = outer(identifier).parent;
    return (
      member?.type === 'MemberExpression' &&
      bare(member.object) === identifier &&
      changesContents(memberName(member)) &&
      outer(member).parent?.type === 'CallExpression'
    );
  });
}

/** Methods of lists, sets and maps after which they hold something else. */
export function changesContents(name: string | null): boolean {
  return /^(?:push|unshift|splice|fill|add|set)$/.test(name ?? '');
}

/** A function or class whose name is given another value later. */
export function isRenamed(variable: Variable): boolean {
  return variable.references.some((reference) => reference.isWrite() && !reference.init);
}

function writesIn(file: FileAnalysis): ReadonlyMap<Variable, ReadonlySet<string | null>> {
  const before = known.get(file);
  if (before) return before;
  const found = new Map<Variable, Set<string | null>>();
  known.set(file, found);
  const written = [
    ...file.nodes('AssignmentExpression').map(({ left }) => left),
    ...file.nodes('UnaryExpression').flatMap(({ operator, argument }) => (operator === 'delete' ? [argument] : [])),
  ];
  for (const node of written) {
    const target = bare(node);
    const object: Node | null = target.type === 'MemberExpression' ? bare(target.object) : null;
    const variable = object?.type === 'Identifier' ? file.variableOf(object) : null;
    if (target.type !== 'MemberExpression' || !variable) continue;
    const name = memberName(target);
    const names = found.get(variable);
    if (names) names.add(name);
    else found.set(variable, new Set([name]));
  }
  for (const node of file.nodes('CallExpression')) {
    const callee = bare(node.callee);
    const first = node.arguments[0] ? bare(node.arguments[0]) : null;
    const isAssign =
      callee.type === 'MemberExpression' &&
      callee.object.type === 'Identifier' &&
      callee.object.name === 'Object' &&
      /^(?:assign|definePropert(?:y|ies))$/.test(memberName(callee) ?? '');
    const variable = isAssign && first?.type === 'Identifier' ? file.variableOf(first) : null;
    if (variable) found.set(variable, new Set([...(found.get(variable) ?? []), null]));
  }
  return found;
}

/** An object, class or module: members of instances of libraries are the library's. */
function isObject(variable: Variable): boolean {
  const binding = bindingOf(variable);
  return (
    binding.kind === 'class' ||
    binding.kind === 'import' ||
    (binding.kind === 'value' &&
      binding.init !== null &&
      binding.path.length === 0 &&
      bare(binding.init).type === 'ObjectExpression')
  );
}
