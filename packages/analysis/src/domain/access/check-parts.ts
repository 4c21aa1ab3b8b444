/** Small questions about expressions, and lists of checks that are certain together. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { memberName } from '../../syntax/keys.js';
import { bare, outer, unwrap } from '../../syntax/wrappers.js';
import { functionBehind } from '../calls/callbacks-by-name.js';
import { onlyValue, requestChain } from '../http/request-chain.js';
import { optionTest } from '../calls/option-test.js';
import { identityIn } from './caller-evidence.js';
import { writesOf } from './written-values.js';
import type { CheckFact, Ref } from '../../vocabulary/facts.js';

/**
 * What expressions say of the caller when they are true, false, or have been evaluated. Checks are positions in `all`.
 */
export interface CallerChecks {
  readonly all: readonly CheckFact[];
  whenTrue(node: Node): readonly number[];
  whenFalse(node: Node): readonly number[];
  /** The call came back without throwing; `awaited`: and so did its promise. */
  whenDone(node: TSESTree.CallExpression | TSESTree.NewExpression, awaited: boolean): readonly number[];
  /** The promise of the call, which is given back, arrived with something true. */
  whenArrivedTrue(node: TSESTree.CallExpression): readonly number[];
  /** The promise of the call arrived with something true, which a callback was told. */
  whenToldTrue(node: TSESTree.CallExpression): readonly number[];
  /** The call told its callback that the caller is who he says. */
  whenTold(node: Node, kind: 'verified' | 'identity'): readonly number[];
  /** A member of this was read, which fails of what is not there: of a record that was not found. */
  whenRead(object: Node): readonly number[];
  /** This value is written where these checks are certain. */
  noted(value: Node, certain: readonly number[]): void;
  /** The request was handed to what is called: its continuation is the argument at `arg`. */
  whenHanded(node: Node, arg: number): readonly number[];
  /** A parameter of a callback means these checks when it is true, or false. */
  bind(variable: Variable, meaning: { readonly true?: readonly number[]; readonly false?: readonly number[] }): void;
}

/** The outcome is told to a callback, or may be: that the call came back says nothing. */
export function takesCallback(file: FileAnalysis, node: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  const library = file.libraryCall(node)?.call;
  const last = node.arguments.at(-1);
  if (!last || library?.async === 'promise') return false;
  if (functionBehind(file, last)) return true;
  // What only names a function, or a setting: nobody waits for a result that is not used.
  const { keyArg = 1, optionsArg = keyArg + 1 } = library?.token ?? {};
  if (node.arguments.length > optionsArg + 1) return true;
  const plain = bare(last);
  if (plain.type === 'Identifier' && /^(?:cb|callback|done|next)$/.test(plain.name)) return true;
  if (node.arguments.length <= optionsArg || (plain.type !== 'Identifier' && plain.type !== 'MemberExpression'))
    return false;
  if (
    plain.type === 'Identifier' &&
    writesOf(file, plain).length > 0 &&
    writesOf(file, plain).every((write) => bare(write).type === 'ObjectExpression')
  )
    return false;
  return outer(node).parent?.type === 'ExpressionStatement';
}

/** A member of what is called the context, by the name it goes by: `ctx.session`, `({ ctx }) => ctx.userId`. */
export function isOfContext(file: FileAnalysis, node: Node): boolean {
  const path: string[] = [];
  let root = unwrap(node);
  for (; root.type === 'MemberExpression'; root = unwrap(root.object)) path.unshift(memberName(root) ?? '*');
  if (root.type !== 'Identifier') return false;
  if (/^(?:ctx|context)$/.test(root.name)) return unwrap(node) !== root;
  // `(_root, args, { user }) => ...`, `({ ctx: { user } }) => ...`, `(opts) => opts.ctx.user`
  const variable = file.variableOf(root);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  if (binding?.kind !== 'param') return false;
  const [first = '', ...rest] = [...binding.path, ...path];
  return /^(?:ctx|context)$/.test(first) && rest.length > 0;
}

export function isRewritten(variable: Variable): boolean {
  return variable.references.some((reference) => reference.isWrite() && !reference.init);
}

/** A setting says that what the call gives tells nothing of the caller, or may say so. */
export function isVoid(file: FileAnalysis, node: TSESTree.CallExpression): boolean {
  const library = file.libraryCall(node);
  return library?.call.dutyUnless?.some((test) => optionTest(file, library, test) !== 'no') ?? false;
}

export function isWhole(variable: Variable): boolean {
  const binding = bindingOf(variable);
  return binding.kind === 'value' && binding.path.length === 0;
}

/** It was asked whether a member of what a call gave is true. */
export function isMemberTrue(check: CheckFact | undefined): boolean {
  return check?.kind === 'call' && check.member?.is === 'truthy';
}

/** It was asked whether a member of a parameter is true. */
export function isParamMember(check: CheckFact | undefined): boolean {
  return check?.kind === 'param' && check.member !== undefined;
}

export function isNull(node: Node): boolean {
  const plain = bare(node);
  return plain.type === 'Literal' && plain.value === null;
}

export function isTrue(node: Node): boolean {
  const plain = bare(node);
  return plain.type === 'Literal' && plain.value === true;
}

export function union(a: readonly number[], b: readonly number[]): readonly number[] {
  return [...new Set([...a, ...b])];
}

export function common(a: readonly number[], b: readonly number[]): readonly number[] {
  return a.filter((check) => b.includes(check));
}

export function commonOf(lists: readonly (readonly number[])[]): readonly number[] {
  const [first, ...others] = lists;
  return others.reduce((known, next) => common(known, next), first ?? []);
}

/** `req.user.id`: reading it fails where there is no caller. */
export function readsInside(file: FileAnalysis, node: Node, depth: number): boolean {
  const plain = bare(node);
  if (depth > 4) return false;
  if (plain.type === 'Identifier') {
    const [write, ...others] = writesOf(file, plain);
    const variable = file.variableOf(plain);
    const binding = variable && bindingOf(variable);
    if (!write || others.length > 0 || binding?.kind !== 'value') return false;
    return binding.path.length > 0
      ? identityIn(file, write) !== null && !isNullable(file, write)
      : readsInside(file, write, depth + 1);
  }
  return plain.type === 'MemberExpression' && !isNullable(file, plain) && identityIn(file, plain.object) !== null;
}

function isNullable(file: FileAnalysis, node: Node): boolean {
  return /\?\.|\?\?|\|\|/.test(file.text.slice(...node.range));
}

/** What is imported from another file, or a member of it. */
export function importedAs(file: FileAnalysis, node: Node): Extract<Ref, { kind: 'import' }> | null {
  const plain = bare(node);
  if (plain.type === 'MemberExpression') {
    const [object, name] = [importedAs(file, plain.object), memberName(plain)];
    return object && name !== null ? { ...object, path: [...object.path, name] } : null;
  }
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'import'
    ? { kind: 'import', specifier: binding.specifier, name: binding.name, path: [] }
    : null;
}

export type Setting = NonNullable<Extract<CheckFact, { kind: 'role' }>['setting']>;

/** Fixed by whoever makes the function: a parameter of one around it. */
export function settingOf(file: FileAnalysis, fn: FunctionNode, node: Node): Setting | null {
  const plain = bare(node);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  if (binding?.kind !== 'param' || binding.path.length > 0) return null;
  return binding.fn.range[0] < fn.range[0] && fn.range[1] <= binding.fn.range[1]
    ? { fn: binding.fn.range[0], index: binding.index }
    : null;
}

/** Names and members a value is followed through. */
const MAX_HOPS = 6;

/**
 * What something gave once it has arrived, or an element of it: it may have given nothing. A promise, and a query that is
 * not sent yet, are always there.
 */
export function hasArrived(file: FileAnalysis, node: Node, hops = 0): boolean {
  const plain = bare(node);
  if (plain.type === 'AwaitExpression') return true;
  if (plain.type === 'MemberExpression') return hops < MAX_HOPS && hasArrived(file, plain.object, hops + 1);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'value' && !!binding.init && hops < MAX_HOPS && hasArrived(file, binding.init, hops + 1);
}

/** What a middleware is handed that is not the request itself: written there, or given by something that is not followed. */
export function insteadOfRequest(file: FileAnalysis, node: Node): 'written' | 'unknown' | null {
  const plain = bare(node);
  if (requestChain(file, plain) !== null) return null;
  const value = plain.type === 'Identifier' ? onlyValue(file, plain) : null;
  if (value?.init && value.path.length === 0) return insteadOfRequest(file, value.init);
  switch (plain.type) {
    case 'ObjectExpression':
      return plain.properties.some((property) => property.type === 'SpreadElement') ? 'unknown' : 'written';
    case 'CallExpression':
    case 'NewExpression':
    case 'AwaitExpression':
      return 'unknown';
    default:
      return null;
  }
}
