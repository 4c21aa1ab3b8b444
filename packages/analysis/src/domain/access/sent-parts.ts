/** What a call is handed of what the client sent, and what of its own parameters a function hands on. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import type { Range } from '../../vocabulary/concepts.js';
import type { SentPart } from '../../vocabulary/facts.js';
import { bindingOf, type Binding } from '../../symbols/binding.js';
import { returnedExpressions } from '../../syntax/functions.js';
import { keyOf, memberName, textOf } from '../../syntax/keys.js';
import { bare, unwrap } from '../../syntax/wrappers.js';
import { onlyValue, requestChain } from '../http/request-chain.js';
import { isCredential, isHeldSecret } from './credentials.js';
import { isClientPart, isRequest, isSecretMember } from './sent-places.js';
import { rootOfText } from './text-roots.js';
import { isEmpty, isNothing } from './written-values.js';

const MAX_DEPTH = 6;

/** A parameter of a function, or a member of it. */
export interface ParamPart {
  readonly index: number;
  readonly path: readonly string[];
}

/** The part of a parameter of `fn` that an expression is: `headers.authorization`, `headers.get('x-api-key')`. */
export function paramPart(file: FileAnalysis, fn: FunctionNode, node: Node, depth = 0): ParamPart | null {
  if (depth > MAX_DEPTH) return null;
  const plain = unwrap(node);
  const inside = (object: Node, path: readonly string[]): ParamPart | null => {
    const part = paramPart(file, fn, object, depth + 1);
    return part && { index: part.index, path: [...part.path, ...path] };
  };
  switch (plain.type) {
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
      if (!binding || hasStandIn(binding)) return null;
      if (binding.kind === 'param')
        return binding.fn === fn && !binding.rest && isOwnText(file, variable!)
          ? { index: binding.index, path: binding.path }
          : null;
      const value = onlyValue(file, plain);
      return value?.init ? inside(value.init, value.path) : null;
    }
    case 'MemberExpression': {
      const name = memberName(plain);
      return name === null ? null : inside(plain.object, [name]);
    }
    case 'LogicalExpression':
      return plain.operator !== '&&' && isNothing(plain.right) ? inside(plain.left, []) : null;
    case 'CallExpression': {
      const callee = bare(plain.callee);
      const key = plain.arguments[0] && textOf(plain.arguments[0]);
      return callee.type === 'MemberExpression' && memberName(callee) === 'get' && typeof key === 'string'
        ? inside(callee.object, [key])
        : null;
    }
    default:
      return null;
  }
}

/** `(token = KEY) => ...`: where it is missing, something else is in its place. */
function hasStandIn(binding: Binding): boolean {
  const { defaults } = binding.kind === 'param' || binding.kind === 'value' ? binding : { defaults: [] };
  return defaults.some((value) => !isNothing(value) && !isEmpty(value));
}

/** All that is written to a parameter is nothing, or cut out of itself: `token = token.slice(7)`. */
function isOwnText(file: FileAnalysis, variable: Variable): boolean {
  return variable.references.every((reference) => {
    if (!reference.isWrite() || reference.init) return true;
    const written = reference.writeExpr;
    if (written && isNothing(written)) return true;
    const root = written && rootOfText(file, written, 0);
    return root?.type === 'Identifier' && file.variableOf(root) === variable;
  });
}

/** A parameter that may be a credential itself, or the member of one under which clients send what only they know. */
export function mayBeCredential({ path }: ParamPart): boolean {
  return path.length === 0 || isSecretMember(path);
}

/** A parameter, a member of it, or a digest of one, is held against a secret of the server. */
export function heldAgainstSecret(
  file: FileAnalysis,
  fn: FunctionNode,
  [left, right]: readonly [Node, Node],
): { readonly param: number; readonly path?: readonly string[] } | null {
  for (const [side, value] of [
    [left, right],
    [right, left],
  ] as const) {
    const root = rootOfText(file, side, 0);
    const part = root && paramPart(file, fn, root);
    if (part && mayBeCredential(part) && isHeldSecret(file, value))
      return { param: part.index, ...(part.path.length > 0 && { path: part.path }) };
  }
  return null;
}

/** The call of the project's own that gave a value, itself or under a name that is written once. */
function callBehind(file: FileAnalysis, node: Node): TSESTree.CallExpression | null {
  const value = node.type === 'Identifier' ? onlyValue(file, node) : null;
  const whole = value ? (value.init && value.path.length === 0 ? bare(value.init) : null) : node;
  const call = whole?.type === 'AwaitExpression' ? bare(whole.argument) : whole;
  return call?.type === 'CallExpression' && !file.libraryCall(call) ? call : null;
}

/** What a value is that was verified: given by a call of the project, or handed in at a place of the parameters. */
export function verifiedOver(file: FileAnalysis, fn: FunctionNode, node: Node): Range | string | null {
  const call = callBehind(file, unwrap(node));
  if (call) return call.range;
  const root = rootOfText(file, node, 0);
  const part = root && paramPart(file, fn, root);
  return part && [part.index, ...part.path].join('.');
}

/** Whatever the function gives back is a credential as the client sent it, or nothing. */
export function givesCredential(file: FileAnalysis, fn: FunctionNode): boolean {
  const given = fn.generator ? [] : returnedExpressions(fn).filter((value) => !isNothing(value));
  return given.length > 0 && given.every((value) => isCredential(file, value));
}

/** What the arguments of a call are of what the client sent, themselves or one member deep. */
export function sentParts(
  file: FileAnalysis,
  fn: FunctionNode,
  args: TSESTree.CallExpressionArgument[],
): readonly SentPart[] {
  const of = (node: Node, to: string, isMember: boolean): readonly SentPart[] => {
    // What stands in a path is an id, where something is looked up by it.
    if (isMember && isCredential(file, node, { without: 'params' })) return [{ to, is: 'credential' }];
    const chain = requestChain(file, node);
    if (chain !== null && isRequest(chain)) return [{ to, is: 'request' }];
    if (chain !== null) return isClientPart(chain) ? [{ to, is: 'client' }] : [];
    const plain = unwrap(node);
    const root = rootOfText(file, plain, 0);
    const part = root && paramPart(file, fn, root);
    // A text that is cut out of something may be a credential, and is no part of the request itself.
    const isWhole = root !== null && (root === plain || plain.type === 'Identifier');
    if (part && (isWhole || mayBeCredential(part)))
      return [
        {
          to,
          from: [part.index, ...part.path].join('.'),
          ...(part.path.length > 0 && mayBeCredential(part) && { named: true as const }),
        },
      ];
    const call = callBehind(file, plain);
    if (call && !isMember) return [{ to, of: call.range }];
    if (isMember || plain.type !== 'ObjectExpression') return [];
    return plain.properties.flatMap((property) => {
      const name = property.type === 'Property' ? keyOf(property.key, property.computed) : null;
      return property.type === 'Property' && name !== null ? of(property.value, `${to}.${name}`, true) : [];
    });
  };
  return args.flatMap((argument, index) =>
    argument.type === 'SpreadElement' ? [] : of(argument, String(index), false),
  );
}
