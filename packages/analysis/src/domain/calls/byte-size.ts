import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { bare } from '../../syntax/wrappers.js';

const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 2 ** 10, mb: 2 ** 20, gb: 2 ** 30, tb: 2 ** 40 };

/**
 * A size in bytes as settings write it: a number, `'500mb'`, `500 * 1024 * 1024`, `Infinity`; null when it cannot be
 * seen.
 */
export function byteSize(file: FileAnalysis, node: Node): number | null {
  const plain = bare(node);
  if (plain.type === 'Identifier' && plain.name === 'Infinity') return Infinity;
  if (plain.type === 'BinaryExpression') return product(file, plain.operator, plain.left, plain.right);
  return sizeOf(file.valueOf(plain).constant);
}

export function sizeOf(constant: string | number | boolean | null | undefined): number | null {
  if (typeof constant === 'number') return constant;
  const said = typeof constant === 'string' ? /^\s*(\d+(?:\.\d+)?)\s*([kmgt]?b)?\s*$/i.exec(constant) : null;
  return said ? Number(said[1]) * (UNITS[(said[2] ?? 'b').toLowerCase()] ?? 1) : null;
}

function product(file: FileAnalysis, operator: string, left: Node, right: Node): number | null {
  const [a, b] = [byteSize(file, left), byteSize(file, right)];
  if (a === null || b === null) return null;
  return operator === '*' ? a * b : operator === '**' ? a ** b : null;
}
