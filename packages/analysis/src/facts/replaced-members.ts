import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../analysis.js';
import { bindingOf } from '../symbols/binding.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';

const written = new WeakMap<FileAnalysis, Map<Variable, Set<string | null>>>();

/** `guards.gate = other` somewhere in the file: what was first written under that name need not be what is found there. */
export function isReplaced(file: FileAnalysis, variable: Variable, name: string): boolean {
  const names = writesIn(file).get(variable);
  return names !== undefined && (names.has(name) || names.has(null));
}

/** The name an object is given where it is written: `const guards = { ... }`. */
export function nameOfObject(file: FileAnalysis, node: TSESTree.ObjectExpression): Variable | null {
  const { parent } = outer(node);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? file.variableOf(parent.id) : null;
}

/** A function or class whose name is given another value later. */
export function isRenamed(variable: Variable): boolean {
  return variable.references.some((reference) => reference.isWrite() && !reference.init);
}

function writesIn(file: FileAnalysis): ReadonlyMap<Variable, ReadonlySet<string | null>> {
  const before = written.get(file);
  if (before) return before;
  const found = new Map<Variable, Set<string | null>>();
  written.set(file, found);
  for (const { left } of file.nodes('AssignmentExpression')) {
    const target = bare(left);
    const object: Node | null = target.type === 'MemberExpression' ? bare(target.object) : null;
    const variable = object?.type === 'Identifier' ? file.variableOf(object) : null;
    if (target.type !== 'MemberExpression' || !variable || !isObject(variable)) continue;
    const name = memberName(target);
    const names = found.get(variable);
    if (names) names.add(name);
    else found.set(variable, new Set([name]));
  }
  return found;
}

/** An object, class or module: members of instances of libraries are the library's. */
function isObject(variable: Variable): boolean {
  const binding = bindingOf(variable);
  return binding.kind === 'class' || binding.kind === 'import' || (binding.kind === 'value' && binding.init !== null && binding.path.length === 0 && bare(binding.init).type === 'ObjectExpression');
}
