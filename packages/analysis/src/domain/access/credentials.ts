/** What a client sends to prove who it is, and the secrets of the server that it is held against. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { isFunction } from '../../syntax/functions.js';
import { targetsOf } from '../../syntax/assignment-targets.js';
import { keyOf, memberName } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';
import { identifiersIn } from '../calls/identifiers.js';
import { onlyValue, requestChain } from '../http/request-chain.js';
import { isOfClientPart, isSecretSent } from './sent-places.js';
import { fedTo, handedOn, isBytesOf, isDigest, isSplitPair, isUserName, TEXT_METHODS } from './text-roots.js';
import { isNothing, mayBeMadeUp, writesOf } from './written-values.js';

const MAX_DEPTH = 8;

/** Places in what clients write that the file fills itself with something else, as chains of members. */
const filled = new WeakMap<FileAnalysis, readonly (readonly string[])[]>();

/**
 * `req.headers.authorization ??= KEY`, `Object.assign(req.headers, { authorization: KEY })`: what stands there the server
 * may have put there itself, and it is no credential.
 */
function isWrittenOver(file: FileAnalysis, chain: readonly string[]): boolean {
  let places = filled.get(file);
  if (!places) {
    // What is written is asked in turn.
    filled.set(file, []);
    places = writesInto(file).flatMap(({ to, value }) =>
      isOfClientPart(to) && !(value && isOfClient(file, value)) ? [to] : [],
    );
    filled.set(file, places);
  }
  return places.some((place) => place.every((name, index) => name === chain[index]));
}

interface RequestWrite {
  readonly to: readonly string[];
  /** Null where it is not one expression. */
  readonly value: Node | null;
}

function writesInto(file: FileAnalysis): readonly RequestWrite[] {
  const assigned = file.nodes('AssignmentExpression').flatMap(({ left, right }) =>
    targetsOf(left).flatMap((target): RequestWrite[] => {
      const to = requestChain(file, target);
      return to ? [{ to, value: target === left ? right : null }] : [];
    }),
  );
  const put = file.nodes('CallExpression').flatMap(({ callee, arguments: [first, ...others] }) => {
    const isAssign = callee.type === 'MemberExpression' && memberName(callee) === 'assign';
    const to = isAssign && first ? requestChain(file, first) : null;
    return to ? others.flatMap((given) => assignedInto(to, unwrap(given))) : [];
  });
  return [...assigned, ...put];
}

function assignedInto(to: readonly string[], given: Node): readonly RequestWrite[] {
  if (given.type !== 'ObjectExpression') return [{ to, value: null }];
  return given.properties.flatMap((property): RequestWrite[] => {
    const name = property.type === 'Property' ? keyOf(property.key, property.computed) : null;
    if (name === null || property.type !== 'Property') return [{ to, value: null }];
    return [{ to: [...to, name], value: property.value }];
  });
}

/** A credential from another place, with words around it: `'Bearer ' + req.cookies.token`. */
function isOfClient(file: FileAnalysis, value: Node): boolean {
  const plain = unwrap(value);
  if (plain.type === 'BinaryExpression')
    return [plain.left, plain.right].every(
      (part) => file.valueOf(part).constant !== undefined || isOfClient(file, part),
    );
  if (plain.type === 'LogicalExpression') return [plain.left, plain.right].every((part) => isOfClient(file, part));
  return isNothing(plain) || isCredential(file, plain);
}

/** `without`: what stands in this part of the request is none. */
export interface CredentialPlaces {
  readonly without?: 'params';
  /** What is decoded from bytes counts: good enough to be compared. */
  readonly decoded?: true;
}

/**
 * A credential as the client sent it, or text cut out of it or hashed from it. What is decoded from it can be made up
 * and is none.
 */
export function isCredential(file: FileAnalysis, node: Node, places: CredentialPlaces = {}, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  const plain = unwrap(node);
  const chain = requestChain(file, plain);
  if (chain !== null)
    return (
      !mayBeMadeUp(file, plain) &&
      !isWrittenOver(file, chain) &&
      !chain.includes(places.without ?? '') &&
      isSecretSent(chain)
    );
  const inner = (part: Node): boolean => isCredential(file, part, places, depth + 1);
  switch (plain.type) {
    case 'Identifier':
      if (isUserName(file, plain)) return false;
      return (
        writesOf(file, plain).length > 0 &&
        writesOf(file, plain).every((write) => inner(write) || isNothing(write)) &&
        writesOf(file, plain).some(inner)
      );
    case 'MemberExpression':
      return plain.computed && !(isSplitPair(plain.object) && memberName(plain) === '0') && inner(plain.object);
    case 'LogicalExpression':
      return plain.operator === '&&'
        ? inner(plain.right)
        : inner(plain.left) && (inner(plain.right) || isNothing(plain.right));
    case 'ConditionalExpression':
      return (
        [plain.consequent, plain.alternate].every((part) => inner(part) || isNothing(part)) &&
        [plain.consequent, plain.alternate].some(inner)
      );
    case 'TemplateLiteral':
      return plain.expressions.length > 0 && plain.expressions.every(inner);
    case 'CallExpression': {
      const callee = unwrap(plain.callee);
      if (callee.type === 'MemberExpression') {
        if (TEXT_METHODS.has(memberName(callee) ?? '')) return inner(callee.object);
        if (places.decoded && plain.arguments[0] && isBytesOf(callee)) return inner(plain.arguments[0]);
        return isDigest(file, plain) && fedTo(callee.object).some(inner);
      }
      if (callee.type !== 'Identifier') return false;
      if (callee.name === 'String') return plain.arguments.length === 1 && inner(plain.arguments[0]!);
      const helper = file.localFunctionOf(callee);
      const argument = helper && plain.arguments[handedOn(file, helper) ?? -1];
      return !!argument && inner(argument);
    }
    default:
      return false;
  }
}

/** The same, or its bytes: good enough to be compared. */
export function isCredentialBytes(file: FileAnalysis, node: Node): boolean {
  if (isCredential(file, node, { decoded: true })) return true;
  const plain = unwrap(node);
  if (plain.type === 'Identifier') {
    const value = onlyValue(file, plain);
    return value?.init ? value.path.length === 0 && isCredentialBytes(file, value.init) : false;
  }
  const callee = plain.type === 'CallExpression' ? unwrap(plain.callee) : null;
  const isBytes = callee?.type === 'MemberExpression' && isBytesOf(callee);
  return (
    isBytes &&
    plain.type === 'CallExpression' &&
    plain.arguments[0] !== undefined &&
    isCredential(file, plain.arguments[0])
  );
}

/**
 * A secret of the server: it comes from the environment, from configuration or from whoever made the function, and is
 * no constant of the code.
 */
export function isHeldSecret(file: FileAnalysis, node: Node, depth = 0): boolean {
  if (depth > MAX_DEPTH || typeof file.valueOf(node).constant === 'string') return false;
  const plain = unwrap(node);
  const helper = plain.type === 'CallExpression' ? file.localFunctionOf(unwrap(plain.callee)) : null;
  const given = plain.type === 'CallExpression' && helper ? plain.arguments[handedOn(file, helper) ?? -1] : undefined;
  if (given) return isHeldSecret(file, given, depth + 1);
  const names = identifiersIn(file, node).filter((name) => !isProperty(name));
  if (names.length === 0 && !/\bthis\b/.test(file.text.slice(...node.range))) return false;
  return names.every((name) => {
    const variable = file.variableOf(name);
    if (!variable) return true;
    const binding = bindingOf(variable);
    if (binding.kind === 'import' || binding.kind === 'function' || binding.kind === 'class') return true;
    if (binding.kind === 'param')
      return binding.fn !== file.functionOf(node) && !isHandlerParam(file, name) && requestChain(file, name) === null;
    return binding.kind === 'value' && binding.init !== null && isHeldSecret(file, binding.init, depth + 1);
  });
}

function isProperty(name: TSESTree.Identifier): boolean {
  const { parent } = name;
  return (
    (parent.type === 'MemberExpression' && parent.property === name && !parent.computed) ||
    (parent.type === 'Property' && parent.key === name && !parent.computed && parent.value !== name)
  );
}

/**
 * A parameter of the function that handles the request, of a callback in it, or of a function around the callback that is
 * handed the request: `(req, key) => run(() => req.headers.authorization === key)`.
 */
function isHandlerParam(file: FileAnalysis, name: TSESTree.Identifier): boolean {
  const variable = file.variableOf(name);
  const binding = variable && bindingOf(variable);
  if (binding?.kind !== 'param') return false;
  const own = file.functionOf(name);
  for (let fn = own; fn; fn = file.functionOf(fn)) {
    const takesRequest = fn.params.some((param) => param.type === 'Identifier' && requestChain(file, param) !== null);
    if (fn === binding.fn) return fn === own || takesRequest || !isFunction(binding.fn);
    if (takesRequest) return false;
  }
  return true;
}
