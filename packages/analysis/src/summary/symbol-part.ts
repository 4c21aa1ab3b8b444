/** What a reference keeps of a symbol or a type of a library. */
import type { SymbolRef, TypeRef } from '../vocabulary/symbol-refs.js';

export function symbolPart(
  symbol: SymbolRef | null,
  type: TypeRef | null,
): { symbol: string; rung: SymbolRef['rung']; entity?: string } {
  const entity = symbol?.entity ?? type?.entity;
  if (symbol) return { symbol: symbol.symbol, rung: symbol.rung, ...(entity !== undefined && { entity }) };
  if (type) return { symbol: typeName(type), rung: type.rung, ...(entity !== undefined && { entity }) };
  throw new TypeError('neither symbol nor type');
}

export function typeName(type: TypeRef): string {
  return `${type.model.library}#${type.name}`;
}
