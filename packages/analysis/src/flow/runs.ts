/** Where a function runs that nobody else can run. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { Variables } from '../symbols/variables.js';
import { isFunction } from '../syntax/functions.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';

type Node = TSESTree.Node;
type Variable = NonNullable<ReturnType<Variables['of']>>;

/** Runs of its own: a function, or the value of a field, which is worked out for each object. Null is the module. */
export function frameOf(node: Node): Node | null {
  for (let inner: Node = node, current = node.parent; current; inner = current, current = current.parent) {
    if (isFunction(current)) return current;
    if ((current.type === 'PropertyDefinition' || current.type === 'AccessorProperty') && current.value === inner)
      return current;
  }
  return null;
}

/** Methods that run what they are given at once. */
const AT_ONCE = new Set([
  'map', 'forEach', 'filter', 'find', 'findIndex', 'findLast', 'flatMap', 'some', 'every', 'sort', 'reduce',
]);
const SETTLED = new Set(['then', 'catch', 'finally']);
const MAX_RUNS = 8;

/** Where a function that reads runs, when it runs at places of this frame only and is done there; null: any time. */
export function runsOf(variables: Variables, fn: FunctionNode, home: Node | null, read: Node): Node[] | null {
  const whole = outer(fn);
  const { parent } = whole;
  if (parent?.type === 'Property' && parent.computed && !fn.async) return takenAt(variables, parent, home);
  if (fn.generator || (fn.async && outer(read) !== fn.body)) return null;
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') return runBy(parent, whole);
  const runs = parent?.type === 'Property' ? runsOfMember(variables, parent, home) : runsOfName(variables, fn, home);
  return runs && runs.length > 0 && runs.length <= MAX_RUNS ? runs : null;
}

/** The call that runs a function it is given, before it is done. */
function runBy(call: TSESTree.CallExpression | TSESTree.NewExpression, fn: Node): Node[] | null {
  if (call.callee === fn) return [call];
  const callee = bare(call.callee);
  const place = call.arguments.findIndex((argument) => argument === fn);
  if (call.type === 'NewExpression')
    return place === 0 && callee.type === 'Identifier' && callee.name === 'Promise' ? [call] : null;
  const name = callee.type === 'MemberExpression' ? (memberName(callee) ?? '') : '';
  if ((place === 0 && AT_ONCE.has(name)) || (place === 1 && name === 'from')) return [call];
  return SETTLED.has(name) ? awaited(call) : null;
}

/** `await load().then(...)`: the chain is done where it was waited for. */
function awaited(call: Node): Node[] | null {
  let whole = outer(call);
  for (;;) {
    const { parent } = whole;
    if (parent?.type === 'AwaitExpression') return [parent];
    if (parent?.type !== 'MemberExpression' || parent.object !== whole || !SETTLED.has(memberName(parent) ?? ''))
      return null;
    const next = outer(parent).parent;
    if (next?.type !== 'CallExpression') return null;
    whole = outer(next);
  }
}

/** A function with a name that is only called. */
function runsOfName(variables: Variables, fn: FunctionNode, home: Node | null): Node[] | null {
  const { parent } = outer(fn);
  const declaration = fn.type === 'FunctionDeclaration' ? fn : parent?.type === 'VariableDeclarator' ? parent : null;
  if (declaration?.type === 'VariableDeclarator' && declaration.parent.kind !== 'const') return null;
  const variable = variableOf(variables, declaration?.id);
  const holder = fn.type === 'FunctionDeclaration' ? fn.parent : parent?.parent?.parent;
  if (!variable || holder?.type.startsWith('Export')) return null;
  return places(variable, home, (use) =>
    use.parent?.type === 'CallExpression' && use.parent.callee === use ? use.parent : null,
  );
}

/** A member of an object that is only read from. */
function runsOfMember(variables: Variables, entry: TSESTree.Property, home: Node | null): Node[] | null {
  const whole = outer(entry.parent);
  const { parent } = whole;
  const key = keyOf(entry.key, entry.computed);
  if (parent?.type !== 'VariableDeclarator' || parent.parent.kind !== 'const' || key === null) return null;
  const variable = variableOf(variables, parent.id);
  if (!variable || parent.parent.parent.type.startsWith('Export')) return null;
  const isMember = (use: Node): boolean => use.parent?.type === 'MemberExpression' && use.parent.object === use;
  const all = places(variable, home, (use) => (isMember(use) ? (use.parent ?? null) : null));
  return all && all.filter((node) => node.type === 'MemberExpression' && [key, null].includes(memberName(node)));
}

/** Where all of an object with an iterator is taken at once: `[...list]`, `const [first] = list`. */
function takenAt(variables: Variables, entry: TSESTree.Property, home: Node | null): Node[] | null {
  const { parent } = outer(entry.parent);
  const variable = parent?.type === 'VariableDeclarator' ? variableOf(variables, parent.id) : null;
  return (
    variable &&
    places(variable, home, (use) => {
      const { parent: taker } = use;
      const isTaken =
        taker?.type === 'SpreadElement' || (taker?.type === 'VariableDeclarator' && taker.id.type === 'ArrayPattern');
      return isTaken ? taker : null;
    })
  );
}

function variableOf(variables: Variables, id: Node | null | undefined): Variable | null {
  return id?.type === 'Identifier' ? variables.of(id) : null;
}

/** What each use of a variable stands for; null where one stands for nothing, or lies in another frame. */
function places(variable: Variable, home: Node | null, of: (use: Node) => Node | null): Node[] | null {
  const found: Node[] = [];
  for (const { identifier, init } of variable.references) {
    if (init) continue;
    const place = of(outer(identifier));
    if (!place || frameOf(place) !== home) return null;
    found.push(place);
  }
  return found;
}
