import { dottedName, outer, type FileAnalysis, type Node } from '@backend-architect/analysis';

const HASHES = /hash|crypt|digest|derive|scrypt|pbkdf|hmac|argon|md5|sha\d|update|sign/i;
const MAX_VISITS = 40;

/**
 * Is every read of a value a piece of a text that is never hashed: the part of a name that keeps it apart from others?
 */
export function isNameSuffix(file: FileAnalysis, reads: readonly Node[]): boolean {
  const open = [...reads];
  const seen = new Set<Node>();
  if (open.length === 0) return false;
  for (let next = open.pop(); next && seen.size < MAX_VISITS; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    const whole = outer(next);
    const text = textAround(whole);
    if (text === null && reads.includes(next)) return false;
    const { parent } = outer(text ?? whole);
    if (
      parent?.type === 'CallExpression' &&
      parent.callee !== outer(text ?? whole) &&
      HASHES.test(dottedName(parent.callee) ?? lastName(file, parent.callee))
    )
      return false;
    if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') continue;
    for (const reference of file.variableOf(parent.id)?.references ?? [])
      if (reference.isRead()) open.push(reference.identifier);
  }
  return open.length === 0;
}

/** The outermost template or sum a value is a piece of. */
function textAround(node: Node): Node | null {
  let found: Node | null = null;
  for (let current: Node = node; ; current = outer(current)) {
    const { parent }: { readonly parent?: Node | undefined } = current;
    if (parent?.type !== 'TemplateLiteral' && !(parent?.type === 'BinaryExpression' && parent.operator === '+'))
      return found;
    found = parent;
    current = parent;
  }
}

/** Name of the member that is called on a longer expression: `createHash('md5').update`. */
function lastName(file: FileAnalysis, callee: Node): string {
  return /[\w$]+$/.exec(file.text.slice(...callee.range))?.[0] ?? '';
}
