import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { Admitted } from '../vocabulary/admitted.js';
import { bindingOf } from '../symbols/binding.js';
import { isClass, isFunction } from '../syntax/functions.js';
import { propertyOf, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';

/** Longer descriptions are not kept: whoever asks is told nothing. */
const MAX_LENGTH = 12_000;

/**
 * What an exported schema, an object of schemas or a class with decorated fields lets through; null where it says
 * nothing.
 */
export function admittedFact(file: FileAnalysis, node: Node): Admitted | null {
  if (isFunction(node) || !mayBeSchema(file, node)) return null;
  const admitted = file.admittedBy(node);
  return (tells(admitted) || (admitted.is === 'object' && isMadeAsSchema(file, node))) &&
    JSON.stringify(admitted).length <= MAX_LENGTH
    ? admitted
    : null;
}

/** A library made it: an object of listed words is a schema then, and no object of settings. */
function isMadeAsSchema(file: FileAnalysis, node: Node): boolean {
  return file.libraryCall(heldBy(file, node))?.call.admits !== undefined;
}

function heldBy(file: FileAnalysis, node: Node): Node {
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const binding = variable && bindingOf(variable);
  return bare(binding?.kind === 'value' && binding.init && binding.path.length === 0 ? binding.init : node);
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
  return file.libraries.some(({ family }) => family === 'validation') || holdsJsonSchemas(heldBy(file, node));
}

/** A schema as data, or an object of such. */
function holdsJsonSchemas(node: Node): boolean {
  if (node.type !== 'ObjectExpression') return false;
  return isTyped(node) || node.properties.some((entry) => entry.type === 'Property' && isTyped(bare(entry.value)));
}

function isTyped(node: Node): boolean {
  const type = node.type === 'ObjectExpression' ? propertyOf(node, 'type') : null;
  return type !== null && type !== 'unknown' && textOf(type.value) !== null;
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
