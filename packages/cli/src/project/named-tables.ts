import { targetOf } from './library-things.js';
import type { Resolver } from './resolution.js';
import type { Thing } from './things.js';

/** What a function or a client gives back, `result`, speaks of the table that `of` was given. */
export function ofTable(
  resolver: Resolver,
  result: Thing,
  of: Thing,
  names: readonly (string | null)[] | undefined,
): Thing {
  const position = names && tablePosition(resolver, of);
  const entity = position === undefined ? null : (names?.[position] ?? null);
  if (entity === null || result.kind !== 'library' || result.meaning.kind !== 'instance') return result;
  return { ...result, meaning: { kind: 'instance', ref: { ...result.meaning.ref, entity } } };
}

function tablePosition({ registry, functionFact }: Resolver, of: Thing): number | undefined {
  if (of.kind === 'function') return functionFact(of.file, of.fn)?.tableParam;
  const entity = of.kind === 'library' ? targetOf(registry, of.meaning, 'call')?.call.entity : undefined;
  return typeof entity === 'object' ? entity.arg : undefined;
}
