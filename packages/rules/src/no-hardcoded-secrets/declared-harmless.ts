import { keyOf, type FileAnalysis, type Node } from '@backend-architect/analysis';

const SAMPLE = /^(?:samples?|examples?|fixtures?|mocks?|dummy|fake)(?![a-z])|(?:Sample|Example|Fixture|Mock)s?$/;
/** "This is not actually a secret", "no secret". */
const DENIED = /\b(?:not|isn't|is no|no)\b[^.\n]{0,30}\bsecret\b/i;

/** Who wrote the text says that it is no secret: by the name of what holds it, or in a comment right before. */
export function isSaidToBeNone(file: FileAnalysis, literal: Node): boolean {
  let statement: Node = literal;
  for (let node: Node | undefined = literal; node && node.type !== 'Program'; node = node.parent) {
    const name =
      node.type === 'VariableDeclarator' && node.id.type === 'Identifier'
        ? node.id.name
        : node.type === 'Property' || node.type === 'PropertyDefinition'
          ? keyOf(node.key, node.computed)
          : null;
    if (name !== null && SAMPLE.test(name)) return true;
    statement = node;
    if (node.type === 'VariableDeclaration' || node.type === 'ExpressionStatement') break;
  }
  const [start] = statement.range;
  return file.comments.some(
    ({ range, value }) =>
      range[1] <= start && /^\s*(?:export\s+)?$/.test(file.text.slice(range[1], start)) && DENIED.test(value),
  );
}
