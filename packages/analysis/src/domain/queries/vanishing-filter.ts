import { bare } from '../../syntax/wrappers.js';
import { objectBehind } from '../calls/sinks.js';
import { propertyOf } from '../../syntax/keys.js';
import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import { maybeMissing, type MaybeMissing } from './maybe-missing.js';

/**
 * A value of the filter of a call when every one of them may be undefined and the client leaves undefined values out:
 * then every row is meant.
 */
export function vanishingFilter(file: FileAnalysis, library: LibraryCall): MaybeMissing | null {
  const model = library.call.query;
  if (!model?.everyRow?.dropsUndefined || !model.where || library.node.type === 'TaggedTemplateExpression') return null;
  const given = library.node.arguments[model.where.arg];
  const filter =
    given && model.where.property !== undefined ? file.optionOf(library, model.where.arg, model.where.property) : given;
  return filter && filter !== 'unknown' && filter.type !== 'SpreadElement' ? vanishing(file, filter) : null;
}

/** The first of the values when every one of them may be undefined; one that is always there still selects. */
function vanishing(file: FileAnalysis, filter: Node): MaybeMissing | null {
  const literal = objectBehind(file, filter);
  if (!literal || literal.properties.length === 0) return null;
  const values = literal.properties.map((property) => {
    if (property.type !== 'Property' || property.computed) return null;
    const held = bare(property.value);
    // `{ in: undefined }` selects as little as `undefined` does.
    return held.type === 'ObjectExpression'
      ? propertyOf(held, 'not') === null
        ? vanishing(file, held)
        : null
      : maybeMissing(file, property.value);
  });
  return values.every((value) => value !== null) ? (values[0] ?? null) : null;
}
