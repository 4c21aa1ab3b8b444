import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { targetsOf } from '../../syntax/assignment-targets.js';
import { memberName, textOf } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';
import { identityName } from './caller-evidence.js';
import { isNothing, writesOf } from './written-values.js';
import { isConstant, isSent } from './whose-value.js';
import { requestChain } from '../http/request-chain.js';

const MAX_DEPTH = 6;
const known = new WeakMap<FileAnalysis, Map<Node, readonly IdentityWrite[]>>();

/**
 * `req.user = value`, `c.set('user', value)`, `Object.assign(req, { user: value })`. `value`: null where it is not one
 * expression.
 */
interface IdentityWrite {
  readonly name: string;
  readonly value: Node | null;
}

/**
 * What a function, with those around and in it, itself writes where servers keep the caller they know, at one place
 * (`user`, `state.user`). Empty when it writes nothing there: then somebody before it did.
 */
export function identityWrites(file: FileAnalysis, fn: FunctionNode, name: string): readonly (Node | null)[] {
  let outer: FunctionNode = fn;
  for (let around = file.functionOf(fn); around; around = file.functionOf(around)) outer = around;
  let memo = known.get(file);
  if (!memo) known.set(file, (memo = new Map<Node, readonly IdentityWrite[]>()));
  let writes = memo.get(outer);
  if (!writes) memo.set(outer, (writes = writesIn(file, outer)));
  return writes.filter((write) => write.name === name).map(({ value }) => value);
}

/**
 * Places for the caller of one request that are given what the client sent, or a token that was only decoded. A session
 * is started for people who sign up as well.
 */
export function madeUpBy(file: FileAnalysis, node: Node): readonly string[] {
  const writes =
    node.type === 'AssignmentExpression'
      ? targetsOf(node.left).flatMap((target) => named(file, target, node.left === target ? node.right : null))
      : node.type === 'CallExpression'
        ? setBy(file, node)
        : [];
  return writes.flatMap(({ name, value }) =>
    value && !/^session\b/.test(name) && isMadeUp(file, value, 0) ? [name] : [],
  );
}

function isMadeUp(file: FileAnalysis, value: Node, depth: number): boolean {
  const whole = unwrap(value);
  const plain = whole.type === 'AwaitExpression' ? unwrap(whole.argument) : whole;
  if (depth > MAX_DEPTH) return false;
  if (isOfMessage(file, plain)) return true;
  switch (plain.type) {
    case 'ObjectExpression': {
      const values = plain.properties.map((property) =>
        property.type === 'Property' ? property.value : property.argument,
      );
      return isMadeOf(file, values, depth + 1);
    }
    case 'Identifier': {
      const writes = writesOf(file, plain).filter((write) => !isNothing(write));
      return writes.length > 0 && writes.every((write) => isMadeUp(file, write, depth + 1));
    }
    case 'LogicalExpression':
      return isMadeOf(file, [plain.left, plain.right], depth + 1);
    case 'CallExpression':
      return (
        file.libraryCall(plain)?.call.token?.does === 'decode' ||
        isSent(file, plain) ||
        (isParse(plain) && isMadeOf(file, plain.arguments, depth + 1))
      );
    default:
      return isSent(file, plain);
  }
}

/** What a client sends by a socket, as it came. */
function isOfMessage(file: FileAnalysis, plain: Node): boolean {
  if (plain.type !== 'Identifier' && plain.type !== 'MemberExpression') return false;
  const { taint, source } = file.valueOf(plain);
  return taint === 'tainted' && source === 'message';
}

/** One of these at least, and nothing else but constants. */
function isMadeOf(file: FileAnalysis, values: readonly Node[], depth: number): boolean {
  return (
    values.some((one) => isMadeUp(file, one, depth)) &&
    values.every((one) => isConstant(file, one) || isMadeUp(file, one, depth))
  );
}

/** `JSON.parse(text)` */
function isParse(call: TSESTree.CallExpression): boolean {
  const callee = unwrap(call.callee);
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'JSON' &&
    memberName(callee) === 'parse'
  );
}

function writesIn(file: FileAnalysis, outer: FunctionNode): readonly IdentityWrite[] {
  const isInside = (node: Node): boolean => outer.range[0] <= node.range[0] && node.range[1] <= outer.range[1];
  const assigned = file
    .nodes('AssignmentExpression')
    .filter(isInside)
    .flatMap((node) =>
      targetsOf(node.left).flatMap((target): IdentityWrite[] =>
        named(file, target, node.left === target ? node.right : null),
      ),
    );
  const set = file
    .nodes('CallExpression')
    .filter(isInside)
    .flatMap((node) => setBy(file, node));
  return [...assigned, ...set];
}

function named(file: FileAnalysis, target: Node, value: Node | null): IdentityWrite[] {
  const name = identityName(requestChain(file, target) ?? []);
  return name === null ? [] : [{ name, value }];
}

function setBy(file: FileAnalysis, node: TSESTree.CallExpression): IdentityWrite[] {
  const callee = unwrap(node.callee);
  if (callee.type !== 'MemberExpression') return [];
  const [first, second] = node.arguments;
  if (!first || !second) return [];
  if (memberName(callee) === 'assign' && requestChain(file, first) !== null) {
    const plain = unwrap(second);
    if (plain.type !== 'ObjectExpression') return [];
    return plain.properties.flatMap((property): IdentityWrite[] => {
      const name =
        property.type === 'Property'
          ? identityName([
              ...(requestChain(file, first) ?? []),
              textOf(property.key) ?? (property.key.type === 'Identifier' ? property.key.name : ''),
            ])
          : null;
      return name === null || property.type !== 'Property' ? [] : [{ name, value: property.value }];
    });
  }
  const name =
    memberName(callee) === 'set' && requestChain(file, callee.object) !== null
      ? identityName(['state', textOf(first) ?? ''])
      : null;
  return name === null ? [] : [{ name, value: second }];
}
