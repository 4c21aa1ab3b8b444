import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { bindingOf } from '../symbols/binding.js';
import { isClass } from '../syntax/functions.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { bare, outer, unwrap } from '../syntax/wrappers.js';
import { classOfThis } from './class-names.js';

/** A class goes by two variables, one of them inside it. */
type Holder = Variable | ClassNode;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

const known = new WeakMap<FileAnalysis, Map<Holder, Set<string | null>>>();

/**
 * `guards.gate = other` somewhere in the file: what was first written under that name need not be what is found there.
 */
export function isReplaced(file: FileAnalysis, variable: Variable, name: string): boolean {
  const names = replacedNames(file, variable);
  return names.has(name) || names.has(null);
}

/** The same of what a class reads of itself, a static member or a method of its objects: `this.check()`. */
export function isReplacedOfThis(file: FileAnalysis, node: TSESTree.ThisExpression, name: string): boolean {
  const owner = classOfThis(node);
  let around: Node | undefined = node;
  while (around && !isClass(around)) around = around.parent;
  const names = owner?.kind === 'class' && around ? writesIn(file).get(around) : undefined;
  return names?.has(owner?.kind === 'class' && owner.static ? name : `${OF_OBJECTS}${name}`) ?? false;
}

/** Objects of a class of the file are given another method under this name: `Gate.prototype.check = other`. */
export function isReplacedMethod(file: FileAnalysis, node: ClassNode, name: string): boolean {
  return writesIn(file).get(node)?.has(`${OF_OBJECTS}${name}`) ?? false;
}

/** A member is written or deleted after what it belongs to was given its name, whatever that is. */
export function hasOtherMembers(file: FileAnalysis, variable: Variable): boolean {
  return writesIn(file).has(holderOf(variable));
}

/** The name an object is given where it is written: `const guards = { ... }`. */
export function nameOfObject(file: FileAnalysis, node: TSESTree.ObjectExpression): Variable | null {
  const { parent } = outer(node);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? file.variableOf(parent.id) : null;
}

/** Names of members that are given another value later; `null` is one that is not known. */
export function replacedNames(file: FileAnalysis, variable: Variable): ReadonlySet<string | null> {
  return (isObject(variable) && writesIn(file).get(holderOf(variable))) || new Set();
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
  if (isListChanged(variable) || writesIn(file).get(holderOf(variable))?.has(null)) return true;
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

/** Before the names of methods that objects of a class are given in place of its own. */
const OF_OBJECTS = 'prototype.';

function holderOf(variable: Variable): Holder {
  const binding = variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'class' && isClass(binding.node) ? binding.node : variable;
}

function writesIn(file: FileAnalysis): ReadonlyMap<Holder, ReadonlySet<string | null>> {
  const before = known.get(file);
  if (before) return before;
  const found = new Map<Holder, Set<string | null>>();
  known.set(file, found);
  const add = (holder: Holder, name: string | null): void => {
    const names = found.get(holder);
    if (names) names.add(name);
    else found.set(holder, new Set([name]));
  };
  const written = [
    ...file.nodes('AssignmentExpression').map(({ left }) => left),
    ...file.nodes('UnaryExpression').flatMap(({ operator, argument }) => (operator === 'delete' ? [argument] : [])),
  ];
  for (const node of written) {
    const target = bare(node);
    if (target.type !== 'MemberExpression') continue;
    const object = bare(target.object);
    const name = memberName(target);
    const variable = object.type === 'Identifier' ? file.variableOf(object) : null;
    if (variable) add(holderOf(variable), name);
    const made = name === null ? null : classOfObject(file, object);
    if (
      made?.body.body.some(
        (one) => one.type === 'MethodDefinition' && !one.static && keyOf(one.key, one.computed) === name,
      )
    )
      add(made, `${OF_OBJECTS}${name}`);
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
    if (variable) add(holderOf(variable), null);
  }
  return found;
}

/** The class of this file an object is of: `Gate.prototype`, or what a name is given that is made of it. */
function classOfObject(file: FileAnalysis, object: Node): ClassNode | null {
  const plain = unwrap(object);
  const of = plain.type === 'MemberExpression' && memberName(plain) === 'prototype' ? bare(plain.object) : null;
  const value = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = value && value.defs.length > 0 ? bindingOf(value) : null;
  const init = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? unwrap(binding.init) : null;
  const name = of ?? (init?.type === 'NewExpression' ? bare(init.callee) : null);
  const variable = name?.type === 'Identifier' ? file.variableOf(name) : null;
  const holder = variable && holderOf(variable);
  return holder && 'type' in holder ? holder : null;
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
