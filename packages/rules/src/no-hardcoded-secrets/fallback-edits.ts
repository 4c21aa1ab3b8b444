import { bare, memberName, type FileAnalysis, type Node, type TextBehind } from '@backend-architect/analysis';
import type { Suggestion } from '../define-rule.js';
import { statementAfter } from '../edits/statement-edits.js';
import { quoted } from '../edits/text-style.js';

/**
 * Drops a text that stands in for a missing secret. Where a constant of the module holds it, a check behind the
 * constant stops the start; elsewhere what takes the secret has to. Empty where the text is no right operand.
 */
export function fallbackSuggestions(file: FileAnalysis, { node, fallbackFor }: TextBehind): readonly Suggestion[] {
  const whole = node.parent;
  if (!fallbackFor || whole?.type !== 'LogicalExpression' || whole.left !== fallbackFor) return [];
  const dropped = { range: whole.range, text: file.text.slice(...fallbackFor.range) };
  const constant = constantOf(whole);
  if (!constant) return [{ messageId: 'noFallback', edits: [dropped] }];
  const says = quoted(file, `${variableOf(fallbackFor) ?? constant.name} is not set`);
  return [
    {
      messageId: 'stopAtStart',
      edits: [dropped, statementAfter(file, constant.statement, `if (!${constant.name}) throw new Error(${says})`)],
    },
  ];
}

/** The constant of the module whose whole value an expression is. */
function constantOf(value: Node): { readonly name: string; readonly statement: Node } | null {
  const declarator = value.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== value || declarator.id.type !== 'Identifier')
    return null;
  const declaration = declarator.parent;
  if (declaration.kind !== 'const' || declaration.declarations.length > 1) return null;
  const statement = declaration.parent.type === 'ExportNamedDeclaration' ? declaration.parent : declaration;
  return statement.parent?.type === 'Program' ? { name: declarator.id.name, statement } : null;
}

/** `JWT_SECRET` of `process.env.JWT_SECRET`. */
function variableOf(node: Node): string | null {
  const plain = bare(node);
  const name = plain.type === 'MemberExpression' ? memberName(plain) : null;
  return name !== null && /^[A-Z][A-Z0-9_]*$/.test(name) ? name : null;
}
