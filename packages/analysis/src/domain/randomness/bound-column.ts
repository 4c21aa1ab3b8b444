import { keyOf } from '../../syntax/keys.js';
import { outer } from '../../syntax/wrappers.js';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { TSESTree } from '@typescript-eslint/types';

const INSERTED = /\binsert\s+into\s+[\w."`]+\s*\(([^()]*)\)\s*values\s*\(([^()]*)\)/i;

/**
 * Column that an element of a list of bound values is written to: `update users set token = $1`, `insert into users
 * (token) values (?)`; null when it cannot be read.
 */
export function boundColumn(file: FileAnalysis, value: Node): string | null {
  const list = value.parent;
  if (list?.type !== 'ArrayExpression') return null;
  const index = list.elements.indexOf(value as TSESTree.Expression);
  const text = index < 0 ? null : textBeside(file, list);
  return text === null ? null : columnOf(text.replace(/--[^\n]*/g, ' '), index);
}

/** `query(text, [values])` and `query({ text, values: [...] })`. */
function textBeside(file: FileAnalysis, list: TSESTree.ArrayExpression): string | null {
  const { parent } = outer(list);
  let text: Node | undefined;
  if (parent?.type === 'CallExpression')
    text = parent.arguments[parent.arguments.indexOf(outer(list) as TSESTree.CallExpressionArgument) - 1];
  if (
    parent?.type === 'Property' &&
    keyOf(parent.key, parent.computed) === 'values' &&
    parent.parent.type === 'ObjectExpression'
  ) {
    const held = parent.parent.properties.find(
      (property) => property.type === 'Property' && /^(?:text|sql)$/.test(keyOf(property.key, property.computed) ?? ''),
    );
    text = held?.type === 'Property' ? held.value : undefined;
  }
  const constant = text && file.valueOf(text).constant;
  return typeof constant === 'string' ? constant : null;
}

function columnOf(text: string, index: number): string | null {
  const numbered = /\$\d/.test(text);
  let seen = -1;
  // One mark for the value that is looked for, so that both styles read alike.
  const marked = text.replace(/\$(\d+)|\?/g, (hole, number?: string) => {
    seen += 1;
    return (numbered ? Number(number) - 1 === index : seen === index) ? '\u0000' : hole;
  });
  const [, columns = '', values = ''] = INSERTED.exec(marked) ?? [];
  const place = values.split(',').findIndex((value) => value.trim().startsWith('\u0000'));
  const inserted = place < 0 ? undefined : columns.split(',')[place];
  const set = /\bset\b(.*?)(?:\bwhere\b|$)/is.exec(marked)?.[1] ?? '';
  const assigned = /([\w."`]+)\s*=\s*\u0000/.exec(set)?.[1];
  const name = (inserted ?? assigned)
    ?.replace(/["`\s]/g, '')
    .split('.')
    .at(-1);
  return name === undefined || name === '' ? null : name;
}
