import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { Admitted } from '../vocabulary/admitted.js';
import { bindingOf } from '../symbols/binding.js';
import { isClass, isFunction } from '../syntax/functions.js';

/** Longer descriptions are not kept: whoever asks is told nothing. */
const MAX_LENGTH = 12_000;

/**
 * What an exported schema, an object of schemas or a class with decorated fields lets through; null where it says
 * nothing.
 */
export function admittedFact(file: FileAnalysis, node: Node): Admitted | null {
  if (isFunction(node) || !mayBeSchema(file, node)) return null;
  const admitted = file.admittedBy(node);
  return tells(admitted) && JSON.stringify(admitted).length <= MAX_LENGTH ? admitted : null;
}

function mayBeSchema(file: FileAnalysis, node: Node): boolean {
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const binding = variable && bindingOf(variable);
  const holder = binding?.kind === 'class' ? binding.node : node;
  if (isClass(holder))
    return (
      holder.superClass !== null ||
      holder.body.body.some((member) => member.type === 'PropertyDefinition' && member.decorators.length > 0)
    );
  return file.libraries.some(({ family }) => family === 'validation');
}

/** A constant admits itself, and whatever is no schema is not seen. */
function tells(admitted: Admitted): boolean {
  switch (admitted.is) {
    case 'unseen':
    case 'listed':
    case 'elsewhere':
      return false;
    case 'object':
      return (
        Object.values(admitted.fields).some(tells) || (admitted.rest !== undefined && admitted.rest.is !== 'unseen')
      );
    case 'one-of':
    case 'all-of':
      return admitted.of.some(tells);
    default:
      return true;
  }
}
