/** What exports are run for by the place of their file and their names. */
import type { EntryPoint, FileAnalysis, FunctionNode } from '../vocabulary/analysis.js';
import type { ExportRunsAs } from '../vocabulary/entry-shapes.js';
import type { ExportFact } from '../vocabulary/facts.js';

export function withPlace(file: FileAnalysis, fact: ExportFact): ExportFact {
  const runsAs = file.entries.points.flatMap((point) => runsIn(file, fact, point));
  return runsAs.length === 0 ? fact : { ...fact, runsAs };
}

function runsIn(file: FileAnalysis, fact: ExportFact, point: EntryPoint): readonly ExportRunsAs[] {
  const { kind, model, place, directive, exports } = point;
  if (!kind || fact.typeOnly || fact.name === '*' || fact.what === 'class') return [];
  if (directive !== undefined && !file.entries.begins(directive)) return [];
  const found = exports.find((pattern) => [fact.name, '*'].includes(pattern.split('.', 1)[0]!));
  // A constant beside the functions of the file runs nothing.
  if (found === undefined || (!fact.ref && fact.value) || !isNamed(file, fact, point)) return [];
  const [, member] = /^[^.]+\.(.+)$/.exec(found) ?? [];
  const [first = ''] = member?.split('.') ?? [];
  const held = fact.ref?.kind === 'object' ? fact.ref.members : {};
  const named = fact.texts?.find(({ path }) => path.length === 1 && path[0] === point.nameIn);
  const as = {
    kind,
    library: model.library,
    ...(member !== undefined && { member }),
    ...(point.runs && { runs: point.runs }),
    ...(place !== undefined && { place }),
    ...(named && 'text' in named && { named: named.text }),
  };
  if (member === undefined || member === '*' || Object.hasOwn(held, first)) return [as];
  const later = functionsOf(file).find((fn) => file.entries.exportedAs(fn).includes(found));
  return later ? [{ ...as, fn: later.range[0] }] : [];
}

function functionsOf(file: FileAnalysis): readonly FunctionNode[] {
  return file.nodes('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression');
}

function isNamed(file: FileAnalysis, { ref }: ExportFact, { named }: EntryPoint): boolean {
  if (!named) return true;
  if (ref?.kind !== 'function' || ref.path?.length) return false;
  const fn = functionsOf(file).find(({ range }) => range[0] === ref.fn);
  return fn !== undefined && file.entries.isNamedSo(fn, named);
}
