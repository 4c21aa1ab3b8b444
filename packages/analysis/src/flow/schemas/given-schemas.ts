import type { TSESTree } from '@typescript-eslint/types';
import type { Admitted } from '../../vocabulary/admitted.js';
import { callable } from '../../symbols/callable.js';
import { isFunction } from '../../syntax/functions.js';
import { textOf } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import type { Engine } from '../evaluation.js';
import { admittedBy, fieldName } from './admitted-by.js';
import { objectOf } from './admitted.js';
import { isPartName } from './request-parts.js';

type Node = TSESTree.Node;

/** The schema among what a middleware or a pipe is made with: one, or one for each part of the request. */
export function schemaAmong(e: Engine, given: readonly Node[]): Admitted | null {
  for (const node of given) {
    const plain = bare(node);
    if (plain.type === 'NewExpression') {
      const inner = schemaAmong(e, plain.arguments);
      if (inner) return inner;
      continue;
    }
    if (isFunction(plain) || textOf(plain) !== null || plain.type === 'Literal') continue;
    const admitted = admittedBy(e, plain);
    if (objectOf(admitted) && (plain.type !== 'ObjectExpression' || isByPart(e, plain))) return admitted;
  }
  return null;
}

/**
 * `{ body: schema, [Segments.QUERY]: schema }`: an object literal is a schema only where it names parts of a request.
 */
function isByPart(e: Engine, node: TSESTree.ObjectExpression): boolean {
  return (
    node.properties.length > 0 &&
    node.properties.every(
      (entry) => entry.type === 'Property' && isPartName(fieldName(entry) ?? '') && callableSchema(e, entry.value),
    )
  );
}

function callableSchema(e: Engine, node: Node): boolean {
  const plain = bare(node);
  return (
    objectOf(admittedBy(e, plain)) !== null ||
    (plain.type === 'CallExpression' && callable(e.r, plain.callee, 'call')?.model.admits !== undefined)
  );
}
