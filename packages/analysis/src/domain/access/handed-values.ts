/** What calls are handed, read once for each call, however it comes back. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { isCredential } from './caller-evidence.js';
import type { SignatureChecks } from './signature-checks.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

interface Handed {
  /** Positions of the arguments that are credentials. */
  readonly credentials: readonly number[];
  readonly values: ReturnType<SignatureChecks['handed']>;
}

export function handedValues(file: FileAnalysis, signatures: SignatureChecks): (node: Call) => Handed {
  const known = new Map<Node, Handed>();
  return (node) => {
    const before = known.get(node);
    if (before) return before;
    const found: Handed = {
      credentials: node.arguments.flatMap((argument, index) => (isCredential(file, argument) ? [index] : [])),
      values: signatures.handed(node.arguments),
    };
    known.set(node, found);
    return found;
  };
}
