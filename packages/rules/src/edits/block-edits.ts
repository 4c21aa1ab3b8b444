import type { FileAnalysis, Range } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import type { Edit } from '../define-rule.js';
import { indentAt, textStyleOf } from './text-style.js';

/**
 * The statements of a block in a `try` whose `catch (error)` runs the code; null where a directive must stay the first
 * statement.
 */
export function inTry(file: FileAnalysis, block: TSESTree.BlockStatement, code: string): Edit | null {
  if (
    block.body.some((statement) => statement.type === 'ExpressionStatement' && typeof statement.directive === 'string')
  )
    return null;
  const { lineEnd, indent, semicolon } = textStyleOf(file);
  const around = indentAt(file, block.range[0]);
  const [start, end] = [block.range[0] + 1, block.range[1] - 1];
  const inside = file.text.slice(start, end);
  const isBroken = /[\n\r]/.test(inside);
  const leading = /^\s*/.exec(inside)?.[0].length ?? 0;
  const from = start + leading;
  const to = start + inside.trimEnd().length;
  // Lines keep their distance to each other: all of them move by one level.
  const body = isBroken
    ? shifted(file, [from, Math.max(from, to)], '', indent)
    : file.text.slice(from, Math.max(from, to));
  const own = isBroken && /[\n\r]/.test(inside.slice(0, leading)) ? indentAt(file, from) : `${around}${indent}`;
  const line = (level: string, text: string): string => `${lineEnd}${level}${text}`;
  const inner = `${around}${indent}`;
  return {
    range: [block.range[0], block.range[1]],
    text: [
      '{',
      line(inner, 'try {'),
      line(`${own}${indent}`, body),
      line(inner, '} catch (error) {'),
      line(`${inner}${indent}`, `${code}${semicolon}`),
      line(inner, '}'),
      line(around, '}'),
    ].join(''),
  };
}

/**
 * Text of a range whose lines, from the second on, begin with `to` in place of `from`. Texts of several lines stay as
 * they are.
 */
export function shifted(file: FileAnalysis, [start, end]: Range, from: string, to: string): string {
  const templates = file.nodes('TemplateLiteral').flatMap(({ quasis }) => quasis.map(({ range }) => range));
  const fixed = [...templates, ...file.nodes('Literal', 'JSXText').map(({ range }) => range)].filter(
    (range) => range[1] > start && range[0] < end && /[\n\r]/.test(file.text.slice(...range)),
  );
  return file.text
    .slice(start, end)
    .replace(/(\r\n|\n|\r)([ \t]*)(?=[^\s]|$)/g, (whole, lineEnd: string, indent: string, at: number) => {
      const place = start + at + lineEnd.length;
      if (fixed.some((range) => range[0] < place && place < range[1]) || !indent.startsWith(from)) return whole;
      return `${lineEnd}${to}${indent.slice(from.length)}`;
    });
}
