import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { bindingOf, type Binding } from '../../symbols/binding.js';
import { isFunction } from '../../syntax/functions.js';
import { memberName, textOf } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';

/** Names a request, its context or its answer has by custom where nobody typed it. */
const CARRIER = /^_?(?:req|request|res|response|reply|ctx|context|c|event)$/;
/** Members of what a step is handed that hold what came in; a `response` may be that of a failed call. */
const CARRIED = /^(?:req|request|ctx|context)$/;
const CARRIER_TYPE = /Request|Context|Reply|Response|IncomingMessage|HttpHost/;
const MAX_DEPTH = 8;
const known = new WeakMap<FileAnalysis, Map<Node, readonly string[] | null>>();

/**
 * The members by which an expression is reached from the request, its context or its answer: `['headers',
 * 'authorization']`, `['session', 'user']`. Names are followed through constants and destructuring; `*` is a member
 * that is not constant. Null when it does not come from there, or is not the only thing it can be.
 */
export function requestChain(file: FileAnalysis, node: Node, depth = 0): readonly string[] | null {
  if (depth > MAX_DEPTH) return null;
  const plain = unwrap(node);
  let memo = known.get(file);
  if (!memo) known.set(file, (memo = new Map<Node, readonly string[] | null>()));
  const before = memo.get(plain);
  if (before !== undefined) return before;
  const found = chainOf(file, plain, depth);
  if (depth === 0 || found !== null) memo.set(plain, found);
  return found;
}

function chainOf(file: FileAnalysis, plain: Node, depth: number): readonly string[] | null {
  switch (plain.type) {
    case 'Identifier':
      return identifierChain(file, plain, depth);
    case 'MemberExpression': {
      const object = isCarrier(file, plain) ? null : requestChain(file, plain.object, depth + 1);
      if (object === null) return isCarrier(file, plain) || isCarriedBy(file, plain) ? [] : null;
      const name = memberName(plain) ?? constantName(file, plain.property) ?? '*';
      return below(object, [carriedAs(file, plain.object, name)]);
    }
    case 'CallExpression':
      return calledChain(file, plain, depth);
    case 'LogicalExpression':
      // A default for what is missing.
      return plain.operator !== '&&' && isEmpty(plain.right) ? requestChain(file, plain.left, depth + 1) : null;
    default:
      return null;
  }
}

/** A member of what stands for who sends, by what requests call it. */
function carriedAs(file: FileAnalysis, object: Node, name: string): string {
  const { carries } = file.typeOf(object)?.type ?? {};
  return carries?.sent.includes(name) ? 'headers' : carries?.held.includes(name) ? 'state' : name;
}

/** The variable is written once, where it is declared. */
export function onlyValue(file: FileAnalysis, node: TSESTree.Identifier): Extract<Binding, { kind: 'value' }> | null {
  const variable = file.variableOf(node);
  const binding = variable && bindingOf(variable);
  if (!variable || binding?.kind !== 'value') return null;
  return variable.references.some((reference) => reference.isWrite() && !reference.init) ? null : binding;
}

function identifierChain(file: FileAnalysis, node: TSESTree.Identifier, depth: number): readonly string[] | null {
  const variable = file.variableOf(node);
  const binding = variable && bindingOf(variable);
  if (binding?.kind === 'param') {
    if (binding.path.length === 0) return isRequestParam(file, node, binding.fn) ? [] : null;
    const [first = '', ...rest] = binding.path;
    if (CARRIER.test(first)) return rest;
    return binding.annotation !== null && isCarrierParam(file, binding.fn, binding.index) ? binding.path : null;
  }
  const value = onlyValue(file, node);
  if (!value?.init) return null;
  const [first = '', ...rest] = value.path;
  if (CARRIED.test(first) && isWholeParam(file, value.init)) return rest;
  const chain = requestChain(file, value.init, depth + 1);
  return chain && below(chain, value.path);
}

/** Stands for a member that must be read first: no name of a member holds a space. */
const FIRST = ' first ';

/** What is read of what a chain leads to; the caller is in one member of what some libraries give. */
function below(chain: readonly string[], path: readonly string[]): readonly string[] {
  const last = chain.at(-1);
  return path.length > 0 && last?.startsWith(FIRST) && path[0] === last.slice(FIRST.length)
    ? [...chain.slice(0, -1), ...path.slice(1)]
    : [...chain, ...path];
}

/** `opts.ctx`, as `({ ctx }) => ...` would have it. */
function isCarriedBy(file: FileAnalysis, node: TSESTree.MemberExpression): boolean {
  return CARRIED.test(memberName(node) ?? '') && isWholeParam(file, node.object);
}

function isWholeParam(file: FileAnalysis, node: Node): boolean {
  const plain = unwrap(node);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  return binding?.kind === 'param' && binding.path.length === 0;
}

/**
 * A parameter that a framework fills, by its type, or by its name in a function that is not the project's own to call.
 */
function isRequestParam(file: FileAnalysis, node: TSESTree.Identifier, fn: FunctionNode): boolean {
  const type = file.typeOf(node);
  if (type?.type.carries) return true;
  if (type)
    return type.model.family === 'http' || type.model.family === 'runtime' ? CARRIER_TYPE.test(type.name) : false;
  return (CARRIER.test(node.name) || isSocketStep(node.name, fn)) && isFunction(fn);
}

/** `(socket, next) => ...` */
function isSocketStep(name: string, { params: [first, second, ...others] }: FunctionNode): boolean {
  return (
    /^_?socket$/.test(name) &&
    first?.type === 'Identifier' &&
    first.name === name &&
    second?.type === 'Identifier' &&
    /^_?next$/.test(second.name) &&
    others.length === 0
  );
}

function isCarrierParam(file: FileAnalysis, fn: FunctionNode, index: number): boolean {
  const param = fn.params[index];
  const type = param ? file.typeOf(param) : null;
  return type !== null && CARRIER_TYPE.test(type.name);
}

function isCarrier(file: FileAnalysis, node: Node): boolean {
  const type = file.typeOf(node);
  return type?.model.family === 'http' && CARRIER_TYPE.test(type.name);
}

/**
 * `req.get('x')`, `c.get('user')`, `headers().get('x')`, `getCookie(c, 'token')`,
 * `context.switchToHttp().getRequest()`.
 */
function calledChain(file: FileAnalysis, node: TSESTree.CallExpression, depth: number): readonly string[] | null {
  if (isCarrier(file, node)) return [];
  const callee = unwrap(node.callee);
  const library = file.libraryCall(node)?.call;
  const holds = library?.holdsCaller;
  if (holds) return holds === true ? ['context'] : ['context', FIRST + holds.member];
  const source = library?.result;
  if (callee.type !== 'MemberExpression') {
    const key = node.arguments[1];
    return source?.is === 'source' && key
      ? [source.source.kind === 'cookie' ? 'cookies' : source.source.kind, textOf(key) ?? '*']
      : null;
  }
  const name = memberName(callee);
  if (name === 'getRequest' || name === 'getContext') return [];
  if (name !== 'get' && name !== 'header' && name !== 'getHeader') return null;
  const [first] = node.arguments;
  const key = first ? (textOf(first) ?? constantName(file, first) ?? '*') : '*';
  // Read from what a client sent, or from what earlier middleware put there.
  if (source?.is === 'source') return [source.source.kind === 'cookie' ? 'cookies' : 'headers', key];
  const object = requestChain(file, callee.object, depth + 1);
  if (object === null) return null;
  const isModelled = file.libraryCall(node) !== null;
  return object.length === 0 ? [isModelled && name === 'get' ? 'state' : 'headers', key] : [...object, key];
}

function constantName(file: FileAnalysis, node: Node): string | null {
  const { constant } = node.type === 'PrivateIdentifier' ? { constant: undefined } : file.valueOf(node);
  return typeof constant === 'string' ? constant : null;
}

function isEmpty(node: Node): boolean {
  const plain = unwrap(node);
  if (plain.type === 'Literal') return plain.value === '' || plain.value === null;
  return (
    (plain.type === 'Identifier' && plain.name === 'undefined') ||
    (plain.type === 'ObjectExpression' && plain.properties.length === 0)
  );
}
