import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { Resolution } from '../symbols/resolution.js';
import { isClass, nameOf } from '../syntax/functions.js';
import type { NodeIndex } from '../syntax/node-index.js';
import { memberName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';

const MAX_SITES = 8;

export interface CallSites {
  readonly calls: readonly TSESTree.CallExpression[];
  /** Nobody outside this file and no unseen value can call the function. */
  readonly complete: boolean;
}

/** Where a local function is called in this file. */
export function createCallSites(r: Resolution, index: NodeIndex): (fn: FunctionNode) => CallSites {
  const memo = new WeakMap<FunctionNode, CallSites>();
  let members: MemberCalls | null = null;
  return (fn) => {
    const known = memo.get(fn);
    if (known) return known;
    const found = findCallSites(r, () => (members ??= memberCalls(index)), fn);
    memo.set(fn, found);
    return found;
  };
}

type MemberCalls = ReadonlyMap<
  string,
  readonly { readonly call: TSESTree.CallExpression; readonly callee: TSESTree.MemberExpression }[]
>;

/** `a.name()` by name. */
function memberCalls(index: NodeIndex): MemberCalls {
  const found = new Map<string, { call: TSESTree.CallExpression; callee: TSESTree.MemberExpression }[]>();
  for (const node of index.ofType('CallExpression')) {
    const call = node as TSESTree.CallExpression;
    const callee = bare(call.callee);
    const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
    if (callee.type !== 'MemberExpression' || name === null) continue;
    const known = found.get(name);
    if (known) known.push({ call, callee });
    else found.set(name, [{ call, callee }]);
  }
  return found;
}

function findCallSites(r: Resolution, members: () => MemberCalls, fn: FunctionNode): CallSites {
  const whole = outer(fn);
  const method = whole.parent?.type === 'MethodDefinition' ? whole.parent : null;
  if (method) return methodSites(r, members(), method);
  const declared =
    fn.type === 'FunctionDeclaration' ? fn.id : whole.parent?.type === 'VariableDeclarator' ? whole.parent.id : null;
  if (declared?.type !== 'Identifier') {
    const immediate = whole.parent?.type === 'CallExpression' && whole.parent.callee === whole ? [whole.parent] : [];
    return { calls: immediate, complete: immediate.length > 0 };
  }
  const variable = r.variables.of(declared);
  const calls: TSESTree.CallExpression[] = [];
  let complete = !isExported(fn);
  for (const reference of variable?.references ?? []) {
    const use = outer(reference.identifier);
    if (reference.identifier === declared) continue;
    if (use.parent?.type === 'CallExpression' && use.parent.callee === use) calls.push(use.parent);
    else complete = false;
  }
  return { calls: calls.slice(0, MAX_SITES), complete: complete && calls.length <= MAX_SITES };
}

function methodSites(r: Resolution, members: MemberCalls, method: TSESTree.MethodDefinition): CallSites {
  const holder = method.parent.parent;
  const name = nameOf(method.value as FunctionNode);
  const hidden = method.accessibility === 'private' || method.key.type === 'PrivateIdentifier';
  const calls: TSESTree.CallExpression[] = [];
  for (const { call, callee } of members.get(name ?? '') ?? []) {
    const inside =
      callee.object.type === 'ThisExpression' && call.range[0] >= holder.range[0] && call.range[1] <= holder.range[1];
    const fromStatic =
      isClass(holder) &&
      callee.object.type === 'Identifier' &&
      callee.object.name === holder.id?.name &&
      r.variables.of(callee.object) !== null;
    if (inside || fromStatic) calls.push(call);
  }
  return { calls: calls.slice(0, MAX_SITES), complete: hidden && calls.length <= MAX_SITES };
}

function isExported(fn: FunctionNode): boolean {
  const whole = outer(fn);
  const declaration = fn.type === 'FunctionDeclaration' ? fn : whole.parent?.parent;
  const { parent } = declaration ?? fn;
  return parent?.type === 'ExportNamedDeclaration' || parent?.type === 'ExportDefaultDeclaration';
}
