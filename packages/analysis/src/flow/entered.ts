import type { Range, Shape } from '../vocabulary/concepts.js';
import type { SourceModel } from '../vocabulary/value-model.js';
import type { Value } from '../vocabulary/value.js';
import type { Engine } from './evaluation.js';
import { tainted } from './lattice.js';
import { entryPointsHere } from '../symbols/entry-places.js';
import { pathSegments } from '../syntax/path-segments.js';

const TEXTS: readonly Shape[] = ['str', 'arr', 'null'];

/** A source, as what the project puts in front of it leaves it, and as the path of this file fills it. */
export function asEntered(e: Engine, source: SourceModel): SourceModel & Pick<Value, 'segments'> {
  if (source.withSegments) return { ...source, segments: segmentsHere(e) };
  return source.parsed && e.r.project?.bodiesOfTexts ? { ...source, shapes: ['obj'], memberShapes: TEXTS } : source;
}

function segmentsHere(e: Engine): NonNullable<Value['segments']> {
  const segments = entryPointsHere(e.r).flatMap(({ place }) => (place === undefined ? [] : pathSegments(place)));
  return Object.fromEntries(
    segments.flatMap(({ name, rest, optional }) => (optional ? [] : [[name, [rest ? 'arr' : 'str']]])),
  );
}

/** What comes in from outside at this place. */
export function entered(e: Engine, source: SourceModel, at: Range): Value {
  return tainted(asEntered(e, source), at);
}
