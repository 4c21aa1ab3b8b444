import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { isClass } from '../syntax/functions.js';
import { bare } from '../syntax/wrappers.js';
import { refOf, valueBehind } from './refs.js';
import type { Ref } from '../vocabulary/references.js';

const MAX_MIXINS = 8;

/**
 * The class at the bottom of mixins: `Model` in `Dated(Named(Model))` and in `compose(Dated, Named)(Model)`. What a
 * mixin makes of a class is an heir of it, or nothing could extend it in its place. Null when what is extended is no
 * call, or the class is written here.
 */
export function mixedInto(file: FileAnalysis, extended: Node): Ref | null {
  let current: Node = valueOf(file, extended);
  for (let mixins = 0; mixins < MAX_MIXINS; mixins += 1) {
    if (current.type !== 'CallExpression') return mixins === 0 || isClass(current) ? null : classRef(file, current);
    const [given, ...others] = current.arguments;
    if (!given || given.type === 'SpreadElement' || others.length > 0) return null;
    const next = valueOf(file, given);
    current = next.type === 'CallExpression' ? next : bare(given);
  }
  return null;
}

function classRef(file: FileAnalysis, node: Node): Ref | null {
  const ref = refOf(file, node);
  return ref.kind === 'class' || ref.kind === 'import' || ref.kind === 'library' ? ref : null;
}

function valueOf(file: FileAnalysis, node: Node): Node {
  const plain = bare(node);
  const value = plain.type === 'Identifier' ? valueBehind(file, plain) : null;
  return value && value.path.length === 0 ? bare(value.init) : plain;
}
