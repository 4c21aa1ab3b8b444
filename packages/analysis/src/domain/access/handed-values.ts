/** What calls are handed, read once for each call, however it comes back. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { lookupUses } from '../queries/lookup-uses.js';
import type { SentPart } from '../../vocabulary/facts.js';
import { isCredential } from './credentials.js';
import { sentParts } from './sent-parts.js';
import type { SignatureChecks } from './signature-checks.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

interface Handed {
  /** Positions of the arguments that are credentials. */
  readonly credentials: readonly number[];
  readonly sent: readonly SentPart[];
  /** What something can be looked up by, and the key that tells whether it is there; true where it always is. */
  readonly sought: Readonly<Record<number, string | true>>;
  readonly values: ReturnType<SignatureChecks['handed']>;
}

/** An argument itself, that a client cannot send as an object. */
function soughtBy(file: FileAnalysis, fn: FunctionNode, node: TSESTree.CallExpression): Handed['sought'] {
  const uses = lookupUses(file, fn, node).filter(
    ({ by, path, in: inner, open }) => by === 'credential' && !path && !inner && !open,
  );
  return Object.fromEntries(uses.map(({ arg, of }) => [arg, of ?? true]));
}

export function handedValues(
  file: FileAnalysis,
  fn: FunctionNode,
  signatures: SignatureChecks,
): (node: Call) => Handed {
  const known = new Map<Node, Handed>();
  return (node) => {
    const before = known.get(node);
    if (before) return before;
    const found: Handed = {
      credentials: node.arguments.flatMap((argument, index) => (isCredential(file, argument) ? [index] : [])),
      sent: sentParts(file, fn, node.arguments),
      sought: node.type === 'CallExpression' ? soughtBy(file, fn, node) : {},
      values: signatures.handed(node.arguments),
    };
    known.set(node, found);
    return found;
  };
}
