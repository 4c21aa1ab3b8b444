/** What exports are run for by the place of their file and their names. */
import { isFunction } from '../syntax/functions.js';
import type { EntryPoint, FileAnalysis } from '../vocabulary/analysis.js';
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
  if (found === undefined || !isNamed(file, fact, point)) return [];
  const [, member] = found.split('.', 2);
  const held = fact.ref?.kind === 'object' ? fact.ref.members : {};
  if (member !== undefined && member !== '*' && !Object.hasOwn(held, member)) return [];
  return [
    { kind, library: model.library, ...(member !== undefined && { member }), ...(place !== undefined && { place }) },
  ];
}

function isNamed(file: FileAnalysis, { ref }: ExportFact, { named }: EntryPoint): boolean {
  if (!named) return true;
  if (ref?.kind !== 'function' || ref.path?.length) return false;
  const fn = file
    .nodes('FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression')
    .find(({ range }) => range[0] === ref.fn);
  return isFunction(fn) && file.entries.isNamedSo(fn, named);
}
