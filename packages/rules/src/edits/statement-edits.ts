import type { FileAnalysis, Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import type { Edit } from '../define-rule.js';
import { indentAt, ownIndentAt, textStyleOf } from './text-style.js';

/** Characters that continue the line above when it ends without a semicolon. */
const CONTINUES = /^[([`+\-/*,.]/;

/** Puts a statement before another one of the same list: on a line of its own where that one has one. */
export function statementBefore(file: FileAnalysis, statement: Node, code: string): Edit {
  const { semicolon, lineEnd } = textStyleOf(file);
  const at = statement.range[0];
  const indent = ownIndentAt(file, at);
  if (indent === null) return { range: [at, at], text: `${guardAt(file, statement, code)}${code}; ` };
  const end = CONTINUES.test(file.text.slice(at)) ? ';' : semicolon;
  return { range: [at, at], text: `${guardAt(file, statement, code)}${code}${end}${lineEnd}${indent}` };
}

/** Puts a statement on the line below another one, behind a comment that ends its line. */
export function statementAfter(file: FileAnalysis, statement: Node, code: string): Edit {
  const { semicolon, lineEnd } = textStyleOf(file);
  const end = statement.range[1];
  const rest = /^[^\n\r]*/.exec(file.text.slice(end))?.[0] ?? '';
  const isFree = /^\s*(?:\/\/.*)?$/.test(rest);
  const at = isFree ? end + rest.trimEnd().length : end;
  const close = endsOpen(file, statement) && (CONTINUES.test(code) || !isFree) ? ';' : '';
  const indent = indentAt(file, statement.range[0]);
  return { range: [at, at], text: `${close}${lineEnd}${indent}${code}${isFree ? semicolon : ';'}` };
}

/** Puts a statement at the end of a block, in the style of the one before it. */
export function statementAtEnd(file: FileAnalysis, block: TSESTree.BlockStatement, code: string): Edit {
  const { semicolon, lineEnd, indent } = textStyleOf(file);
  const last = block.body.at(-1);
  const inner = last && ownIndentAt(file, last.range[0]);
  if (last && typeof inner === 'string') {
    const close = endsOpen(file, last) && CONTINUES.test(code) ? ';' : '';
    // A comment stays beside the statement it speaks of.
    const comment = close === '' ? (/^[ \t]*\/\/.*/.exec(file.text.slice(last.range[1]))?.[0].trimEnd() ?? '') : '';
    const end = last.range[1] + comment.length;
    return { range: [end, end], text: `${close}${lineEnd}${inner}${code}${semicolon}` };
  }
  const [at, around] = [block.range[1] - 1, indentAt(file, block.range[0])];
  if (last)
    return { range: [last.range[1], last.range[1]], text: `${endsOpen(file, last) ? ';' : ''} ${code}${semicolon}` };
  const inside = file.text.slice(block.range[0] + 1, at);
  if (inside.trim() === '' && !/[\n\r]/.test(inside)) return { range: block.range, text: `{ ${code}${semicolon} }` };
  if (!/[\n\r]/.test(inside)) return { range: [at, at], text: `${/\s$/.test(inside) ? '' : ' '}${code}${semicolon} ` };
  // Comments alone: behind them.
  const from = block.range[0] + 1 + inside.trimEnd().length;
  return { range: [from, from], text: `${lineEnd}${around}${indent}${code}${semicolon}` };
}

/** `;` where code that is put at the head of a statement would continue the statement before it. */
export function guardAt(file: FileAnalysis, statement: Node, code: string): ';' | '' {
  if (!CONTINUES.test(code)) return '';
  const list = siblingsOf(statement);
  const before = list?.[list.indexOf(statement) - 1];
  return before && endsOpen(file, before) ? ';' : '';
}

function siblingsOf({ parent }: Node): readonly Node[] | null {
  switch (parent?.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
      return parent.body;
    case 'SwitchCase':
      return parent.consequent;
    default:
      return null;
  }
}

/** Does a statement end with an expression that the next line can continue? */
function endsOpen(file: FileAnalysis, node: Node): boolean {
  switch (node.type) {
    case 'IfStatement':
      return endsOpen(file, node.alternate ?? node.consequent);
    case 'ForStatement':
    case 'ForInStatement':
    case 'ForOfStatement':
    case 'WhileStatement':
    case 'WithStatement':
    case 'LabeledStatement':
      return endsOpen(file, node.body);
    case 'ExportNamedDeclaration':
      return node.declaration ? endsOpen(file, node.declaration) : !isEnded(file, node);
    case 'BlockStatement':
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
    case 'TryStatement':
    case 'SwitchStatement':
    case 'EmptyStatement':
    case 'TSInterfaceDeclaration':
    case 'TSEnumDeclaration':
    case 'TSModuleDeclaration':
      return false;
    default:
      return !isEnded(file, node);
  }
}

function isEnded(file: FileAnalysis, { range }: Node): boolean {
  return file.text[range[1] - 1] === ';';
}
