/** Where a function holds a signature against what the request sends. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import type { CheckFact } from '../../vocabulary/facts.js';
import {
  isMac,
  isOpen,
  isSentKey,
  isSentPart,
  leavesBodyOut,
  provesSender,
  some,
  type ValueOrigin,
} from '../../vocabulary/value-origins.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { isNothing, writesOf } from './written-values.js';
import { originsIn } from './value-origins.js';

export interface SignatureChecks {
  /** The two are equal. `compared`: by a call that is made for it. */
  compared(at: Node, sides: readonly Node[], how: 'compared' | 'equal'): CheckFact | null;
  /** `Buffer.compare(a, b) === 0` says so as well. */
  ordered(node: TSESTree.BinaryExpression): CheckFact | null;
  /** `wanted.equals(given)`, `sent.includes(wanted)`. */
  method(node: TSESTree.CallExpression): CheckFact | null;
  /** What a call is handed, where that may tell something in the function it calls. */
  handed(args: readonly Node[]): readonly ValueOrigin[] | null;
  /** The key a signature is verified with, where it hangs on what the function is given. */
  openKey(node: Node): ValueOrigin | undefined;
  /** The client sends the key along, there is none, or what is verified is not the body. */
  hasSentKey(node: TSESTree.CallExpression | TSESTree.NewExpression): boolean;
}

export function signatureChecks(file: FileAnalysis, fn: FunctionNode): SignatureChecks {
  const origins = originsIn(file, fn);

  const matching = (at: Node, sides: readonly ValueOrigin[], how: 'compared' | 'equal'): CheckFact | null => {
    if (!sides.some(isOpen)) return provesSender(sides) ? { kind: 'compared', at: at.range, signed: true } : null;
    return how === 'compared' || mayTell(sides) ? { kind: 'matched', at: at.range, sides } : null;
  };

  const compared: SignatureChecks['compared'] = (at, sides, how) =>
    sides.length === 2 && !sides.some(isLength)
      ? matching(
          at,
          sides.map((side) => origins.of(side)),
          how,
        )
      : null;

  const argumentOf = (node: Node, arg: number | undefined): ValueOrigin | undefined => {
    const given = arg === undefined || node.type !== 'CallExpression' ? undefined : node.arguments[arg];
    return given && origins.of(given);
  };

  /** The key of a verification: an argument of it, or of what made the thing that verifies. */
  const keyOf = (node: Node): ValueOrigin | undefined => {
    const { keyArg, madeWithKey } = file.libraryCall(node)?.call.token ?? {};
    if (madeWithKey === undefined) return argumentOf(node, keyArg);
    const made = node.type === 'CallExpression' ? madeBy(node.callee) : null;
    const given = made?.arguments[madeWithKey];
    return given && origins.of(given);
  };

  /** `jwt.verify(token, null, { algorithms: ['none'] })`: nothing is held against the token. */
  const isWithoutKey = (node: TSESTree.CallExpression | TSESTree.NewExpression): boolean => {
    const { keyArg } = file.libraryCall(node)?.call.token ?? {};
    const given = keyArg === undefined ? undefined : node.arguments[keyArg];
    return given !== undefined && isNothing(given);
  };

  const madeBy = (callee: Node): TSESTree.NewExpression | null => {
    const member = bare(callee);
    const object = member.type === 'MemberExpression' ? bare(member.object) : null;
    if (object?.type === 'NewExpression') return object;
    const [write, ...others] = object?.type === 'Identifier' ? writesOf(file, object) : [];
    const plain = write && others.length === 0 ? bare(write) : null;
    return plain?.type === 'NewExpression' ? plain : null;
  };

  return {
    compared,
    ordered(node) {
      const [call, zero] = [bare(node.left), bare(node.right)];
      const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
      return call.type === 'CallExpression' &&
        zero.type === 'Literal' &&
        zero.value === 0 &&
        callee?.type === 'MemberExpression' &&
        callee.object.type === 'Identifier' &&
        callee.object.name === 'Buffer' &&
        memberName(callee) === 'compare'
        ? compared(node, call.arguments, 'equal')
        : null;
    },
    method(node) {
      const callee = bare(node.callee);
      const [first] = node.arguments;
      if (callee.type !== 'MemberExpression' || !first || node.arguments.length > 1) return null;
      const name = memberName(callee);
      if (name === 'equals') return compared(node, [callee.object, first], 'equal');
      if (name !== 'includes') return null;
      // What is looked for must be the digest: every text includes one without letters.
      const [list, wanted] = [origins.of(callee.object), origins.of(first)];
      return some(wanted, isMac) && !some(list, isMac) && !isOpen(list)
        ? matching(node, [list, wanted], 'equal')
        : null;
    },
    handed(args) {
      const found = args.map((argument) => origins.of(argument));
      return found.some((origin) => some(origin, (part) => isMac(part) || isSentPart(part) || isParam(part)))
        ? found
        : null;
    },
    openKey(node) {
      const key = keyOf(node);
      return key !== undefined && isOpen(key) ? key : undefined;
    },
    hasSentKey(node) {
      const token = file.libraryCall(node)?.call.token;
      const key = keyOf(node);
      const over = argumentOf(node, token?.payloadArg);
      return (
        (key !== undefined && isSentKey(key)) || isWithoutKey(node) || (over !== undefined && leavesBodyOut([over]))
      );
    },
  };
}

function isLength(node: Node): boolean {
  const plain = bare(node);
  return plain.type === 'MemberExpression' && /^(?:byteL|l)ength$/.test(memberName(plain) ?? '');
}

/** A digest is in it, or two values that are only handed on, or one that another function made. */
function mayTell(sides: readonly ValueOrigin[]): boolean {
  return (
    sides.some((side) => some(side, isMac)) ||
    sides.every((side) => isParam(side)) ||
    (sides.some((side) => typeof side === 'object' && 'call' in side) &&
      sides.some((side) => some(side, (part) => isSentPart(part) || isParam(part))))
  );
}

function isParam(origin: ValueOrigin): boolean {
  return typeof origin === 'number' || (typeof origin === 'object' && 'param' in origin);
}
