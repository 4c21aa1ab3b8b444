import { madeNames, untrustedShapes, type FileAnalysis, type Value } from '@backend-architect/analysis';

/** Containers of further records: update operators, nested writes of relations, lists of writes. */
const HOLDS_RECORD = new Set([
  '$set', '$setOnInsert', '$push', '$addToSet', '$inc', '$mul', '$min', '$max', '$unset', '$rename', '$pull', 'create',
  'update', 'upsert', 'connectOrCreate', 'createMany',
]);
/** The record of a nested write: `update: { where, data }`. Of a record itself it is a column like any other. */
const RECORD_OF_NESTED = 'data';
const MAX_DEPTH = 4;

/**
 * The untrusted object whose keys become columns or fields; null when every key is written in the code or in a schema.
 */
export function openRecord(
  file: FileAnalysis,
  record: Value,
  depth = 0,
): { readonly value: Value; readonly how: 'whole' | 'spread' } | null {
  if (depth > MAX_DEPTH) return null;
  const isList = record.shapes.length === 1 && record.shapes[0] === 'arr';
  if (!record.properties && !record.spread) {
    return isUntrustedObject(file, record) ? { value: record, how: depth === 0 ? 'whole' : 'spread' } : null;
  }
  for (const [key, value] of Object.entries(record.properties ?? {})) {
    if (!HOLDS_RECORD.has(key) && !(depth > 0 && key === RECORD_OF_NESTED)) continue;
    const found = openRecord(file, value, depth + 1);
    if (found) return found;
  }
  const { spread } = record;
  if (!spread || (!isList && namesAreOurs(file, record))) return null;
  if (spread.properties || (isList && spread.spread)) return openRecord(file, spread, depth + 1);
  // What a schema has let through is one thing, whatever it keeps of it.
  const isWhole = isList || (depth === 0 && record.validated);
  return isUntrustedObject(file, spread) ? { value: spread, how: isWhole ? 'whole' : 'spread' } : null;
}

/** `for (const key of ['name', 'email']) patch[key] = body[key]`: whatever stands there, the code wrote its keys. */
function namesAreOurs(file: FileAnalysis, record: Value): boolean {
  const names = madeNames(record);
  return names !== null && file.judge(names, 'write-data') === 'safe';
}

function isUntrustedObject(file: FileAnalysis, value: Value): boolean {
  return (
    untrustedShapes(value).some((shape) => shape === 'obj' || shape === 'arr') &&
    file.judge(value, 'write-data') === 'tainted'
  );
}
