import { bare, conditionsAt, type FileAnalysis, type Node } from '@backend-architect/analysis';
import type { Claim } from './claimed-roles.js';

const HOPS = 8;

/** Amounts of a payment that the client names, however they are rounded and multiplied on the way. */
export function* claimedAmounts(file: FileAnalysis): Generator<Claim & { readonly call: Node }> {
  for (const sink of file.sinks('charged-amount')) {
    const claim = claimIn(file, sink.node, 0);
    if (claim && !isCompared(file, sink.node)) yield { ...claim, node: sink.node, call: sink.call.node };
  }
}

/** Arithmetic makes numbers of anything, and a number is safe for every sink but this one. */
function claimIn(file: FileAnalysis, node: Node, hops: number): Claim | null {
  const plain = bare(node);
  if (hops > HOPS) return null;
  switch (plain.type) {
    case 'BinaryExpression':
      return claimIn(file, plain.left, hops + 1) ?? claimIn(file, plain.right, hops + 1);
    case 'UnaryExpression':
      return claimIn(file, plain.argument, hops + 1);
    case 'CallExpression': {
      const result = file.libraryCall(plain)?.call.result;
      const numeric = result?.is === 'safe' && result.shapes.every((shape) => shape === 'num');
      return numeric && plain.arguments[0] ? claimIn(file, plain.arguments[0], hops + 1) : plainClaim(file, plain);
    }
    case 'Identifier': {
      const definition = file.variableOf(plain)?.defs[0]?.node as Node | undefined;
      const init =
        definition?.type === 'VariableDeclarator' && definition.id.type === 'Identifier' ? definition.init : null;
      return plainClaim(file, plain) ?? (init ? claimIn(file, init, hops + 1) : null);
    }
    default:
      return plainClaim(file, plain);
  }
}

function plainClaim(file: FileAnalysis, node: Node): Claim | null {
  const value = file.valueOf(node);
  return value.taint === 'tainted' && value.safeFor !== 'all' && value.source !== 'argv' && value.source !== 'message'
    ? { node, value }
    : null;
}

/** The amount is compared with what the server knows before it is charged. */
function isCompared(file: FileAnalysis, node: Node): boolean {
  return conditionsAt(node).some(
    ({ test }) =>
      /[=!]==?/.test(file.text.slice(...test.range)) && /price|amount|total|cost/i.test(file.text.slice(...test.range)),
  );
}
