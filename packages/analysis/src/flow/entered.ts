import type { Range, Shape } from '../vocabulary/concepts.js';
import type { SourceModel } from '../vocabulary/value-model.js';
import type { Value } from '../vocabulary/value.js';
import type { Engine } from './evaluation.js';
import { tainted } from './lattice.js';

const TEXTS: readonly Shape[] = ['str', 'arr', 'null'];

/** A source, as what the project puts in front of it leaves it. */
export function asEntered(e: Engine, source: SourceModel): SourceModel {
  return source.parsed && e.r.project?.bodiesOfTexts ? { ...source, shapes: ['obj'], memberShapes: TEXTS } : source;
}

/** What comes in from outside at this place. */
export function entered(e: Engine, source: SourceModel, at: Range): Value {
  return tainted(asEntered(e, source), at);
}
