/** Checks that are told by one value alone: what is compared with a secret or verified, and parameters that are asked. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import type { CheckFact, Unlike } from '../../vocabulary/facts.js';
import type { Binding } from '../../symbols/binding.js';
import { isCredentialBytes, isHeldSecret } from './credentials.js';
import { importedAs } from './check-parts.js';
import { haveOneStandIn } from './written-values.js';
import { heldAgainstSecret, verifiedOver } from './sent-parts.js';
import type { SignatureChecks } from './signature-checks.js';
import { isHeldUnlike } from './unlike.js';
import { isHeldText, isSent, tokenOf } from './whose-value.js';

/** A parameter, or of the only one a member: what a library hands in there is known once the project is linked. */
export function paramChecks(
  fn: FunctionNode,
  param: Extract<Binding, { kind: 'param' }>,
  inner: readonly string[],
  unlike: Unlike | undefined,
): CheckFact[] {
  const { index } = param;
  const [name, ...deeper] = [...param.path, ...inner];
  const isWhole = unlike === undefined && param.path.length === 0;
  const isMember =
    name !== undefined && fn.params.length === 1 && !param.rest && param.defaults.length === 0 && isHeldUnlike(unlike);
  // Of something deeper it is certain only that it was read.
  const isAsked = isMember && (deeper.length === 0 || unlike === undefined);
  return [
    ...(isWhole ? [{ kind: 'param' as const, index }] : []),
    ...(isAsked ? [{ kind: 'param' as const, index, member: name }] : []),
  ];
}

/** `keys.includes(token)`: a parameter is one of the secrets of a list. */
export function heldInList(file: FileAnalysis, fn: FunctionNode, at: Node, list: Node, sought: Node): CheckFact | null {
  if (!isHeldSecret(file, list) || isHeldText(file, list)) return null;
  const param = heldAgainstSecret(file, fn, [sought, list]);
  const elsewhere = importedAs(file, list);
  return param && { kind: 'compared', at: at.range, ...param, ...(elsewhere && { list: elsewhere }) };
}

/** What a function of a library found to be equal. `signatures`: where it tells at once. */
export function comparedByCall(
  file: FileAnalysis,
  fn: FunctionNode,
  node: TSESTree.CallExpression,
  signatures: SignatureChecks | null,
): CheckFact[] {
  const [one, other] = node.arguments;
  if (one && other && haveOneStandIn(file, one, other)) return [];
  const isHeld =
    node.arguments.some((argument) => isCredentialBytes(file, argument)) &&
    node.arguments.some((argument) => !isSent(file, argument));
  const signed = signatures?.compared(node, node.arguments, 'compared') ?? null;
  const param = !isHeld && one && other ? heldAgainstSecret(file, fn, [one, other]) : null;
  return [
    ...(signed ? [signed] : []),
    ...(isHeld ? [{ kind: 'compared' as const, at: node.range }] : []),
    ...(param ? [{ kind: 'compared' as const, at: node.range, ...param }] : []),
  ];
}

/** A library has verified it. */
export function verifiedBy(file: FileAnalysis, fn: FunctionNode, node: Node, signatures: SignatureChecks): CheckFact {
  const key = signatures.openKey(node);
  const isSigned = file.libraryCall(node)?.call.duty?.includes('signature');
  const token = node.type === 'CallExpression' || node.type === 'NewExpression' ? tokenOf(file, node) : undefined;
  const over = token && verifiedOver(file, fn, token);
  return {
    kind: 'verified',
    at: node.range,
    ...(isSigned && { signed: true as const }),
    ...(key !== undefined && { key }),
    ...(over && { over }),
  };
}
