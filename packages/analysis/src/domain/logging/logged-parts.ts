import { bare } from '../../syntax/wrappers.js';
import { keyOf } from '../../syntax/keys.js';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';

/** One thing that is written by a call of a logger. */
export interface LoggedPart {
  readonly node: Node;
  /** The property it is written as, where it stands in an object: loggers can be told to leave such out. */
  readonly key?: string;
}

/**
 * What an argument of a logger writes: the holes of a text, the properties of an object, what is turned into text for
 * it.
 */
export function loggedParts(file: FileAnalysis, argument: Node, key?: string): LoggedPart[] {
  const plain = bare(argument);
  switch (plain.type) {
    case 'TemplateLiteral':
      return plain.expressions.flatMap((expression) => loggedParts(file, expression));
    case 'BinaryExpression':
      return plain.operator === '+' ? [...loggedParts(file, plain.left), ...loggedParts(file, plain.right)] : [];
    case 'ObjectExpression':
      return plain.properties.flatMap((property) =>
        property.type === 'SpreadElement'
          ? loggedParts(file, property.argument, '*')
          : loggedParts(file, property.value, keyOf(property.key, property.computed) ?? '*'),
      );
    case 'ArrayExpression':
      return plain.elements.flatMap((element) =>
        element ? loggedParts(file, element.type === 'SpreadElement' ? element.argument : element, key) : [],
      );
    case 'LogicalExpression':
      return [
        ...(plain.operator === '&&' ? [] : loggedParts(file, plain.left, key)),
        ...loggedParts(file, plain.right, key),
      ];
    case 'CallExpression':
      return isPrinted(file, plain) && plain.arguments[0] ? loggedParts(file, plain.arguments[0], key) : [];
    case 'Identifier':
    case 'MemberExpression':
      return [{ node: plain, ...(key !== undefined && { key }) }];
    default:
      return [];
  }
}

/** A call of the runtime that writes its argument out: `JSON.stringify(body)`, `String(token)`. */
function isPrinted(file: FileAnalysis, call: Node): boolean {
  const known = file.libraryCall(call);
  const result = known?.call.result;
  return (
    known?.symbol.model.family === 'runtime' &&
    result?.is === 'derived' &&
    result.from[0] === 0 &&
    result.shapes?.length === 1 &&
    result.shapes[0] === 'str'
  );
}
