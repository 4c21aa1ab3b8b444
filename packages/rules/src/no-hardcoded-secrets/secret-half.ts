import { isPlaceholder, type Node, textOf } from '@backend-architect/analysis';

/**
 * Base64 of 30 bytes, as it follows a key that begins with AKIA or ASIA. A hash in hexadecimal digits is as long and is
 * none.
 */
const HALF = /^[A-Za-z0-9+/]{40}$/;
const HEX = /^[0-9a-f]{40}$/i;

/** What holds both halves of a pair: an object, a list, arguments, names declared or defaulted together. */
const HOLDERS = new Set<string>([
  'ObjectExpression', 'ArrayExpression', 'CallExpression', 'NewExpression', 'VariableDeclaration',
  'FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression',
]);

/**
 * The secret half of a key pair, given its public half: the id alone opens nothing, the text beside it does, whatever
 * its name and although slashes may make it look like a path. Null when nothing of that form stands beside it.
 */
export function secretHalf(id: Node): Node | null {
  let child: Node = id;
  let holder: Node | undefined = id.parent;
  for (let steps = 0; holder && !HOLDERS.has(holder.type); steps++) {
    if (steps > 2) return null;
    [child, holder] = [holder, holder.parent];
  }
  if (!holder) return null;
  return (
    entriesOf(holder)
      .filter((entry) => entry !== child)
      .map(valueOf)
      .find((value) => value !== null && isHalf(value)) ?? null
  );
}

function isHalf(node: Node): boolean {
  const text = textOf(node);
  return (
    text !== null &&
    HALF.test(text) &&
    !HEX.test(text) &&
    !isPlaceholder(text) &&
    /[A-Z]/.test(text) &&
    /[a-z]/.test(text) &&
    /[0-9+/]/.test(text) &&
    !/(.)\1{7}/.test(text)
  );
}

function entriesOf(holder: Node): readonly Node[] {
  switch (holder.type) {
    case 'ObjectExpression':
      return holder.properties;
    case 'ArrayExpression':
      return holder.elements.filter((element) => element !== null);
    case 'CallExpression':
    case 'NewExpression':
      return holder.arguments;
    case 'VariableDeclaration':
      return holder.declarations;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return holder.params;
    default:
      return [];
  }
}

function valueOf(entry: Node): Node | null {
  switch (entry.type) {
    case 'Property':
      return entry.value;
    case 'VariableDeclarator':
      return entry.init;
    case 'AssignmentPattern':
      return entry.right;
    default:
      return entry;
  }
}
