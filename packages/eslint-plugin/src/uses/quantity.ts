import { bare, dottedName, outer, type FileAnalysis, type Node } from '@backend-architect/analysis';
import { nameTokens } from '../secrets/name-tokens.js';

/** Is a value a number that is counted with: under a name for many of them, or ordered, multiplied and subtracted where it is read? */
export function isQuantity(file: FileAnalysis, name: string, made: Node, reads: readonly Node[]): boolean {
  const { shapes } = file.valueOf(made);
  if (shapes.length !== 1 || shapes[0] !== 'num') return false;
  return /^(?:tokens|credentials|codes|keys|secrets)$/.test(nameTokens(name).at(-1) ?? '') || reads.some(isCountedWith);
}

function isCountedWith(read: Node): boolean {
  const whole = outer(read);
  const { parent } = whole;
  if (parent?.type === 'BinaryExpression') return /^(?:[-*/]|[<>]=?)$/.test(parent.operator);
  return parent?.type === 'CallExpression' && parent.callee !== whole && /^Math\.(?:min|max)$/.test(dottedName(bare(parent.callee)) ?? '');
}
