import type { TableModel } from '../types.js';
import { isSecretColumn } from '@backend-architect/analysis';

const NAME = '(?:[`"\\[]?\\w+[`"\\]]?\\.)?[`"\\[]?(\\w+)[`"\\]]?';
const CREATE = new RegExp(`\\bcreate\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?${NAME}\\s*\\(`, 'gi');

/**
 * Tables that SQL files create. Only what CREATE TABLE and CREATE INDEX say in plain words; anything cleverer is left
 * out.
 */
export function sqlTables(files: readonly { readonly file: string; readonly text: string }[]): TableModel[] {
  const tables = new Map<string, TableModel>();
  for (const { file, text } of files) {
    const plain = withoutComments(text);
    for (const match of plain.matchAll(CREATE)) {
      const name = match[1] ?? '';
      const body = bracketed(plain, match.index + match[0].length);
      if (body !== null && !tables.has(name))
        tables.set(name, tableFrom(file, name, [match.index, match.index + match[0].length - 1], body));
    }
  }
  for (const { text } of files) {
    for (const match of withoutComments(text).matchAll(
      new RegExp(
        `\\bcreate\\s+(?:unique\\s+)?index\\b[^;(]*?\\bon\\s+(?:only\\s+)?${NAME}\\s*(?:using\\s+\\w+\\s*)?\\(([^()]*)\\)`,
        'gi',
      ),
    )) {
      const table = tables.get(match[1] ?? '');
      if (table) tables.set(table.name, { ...table, indexes: [...table.indexes, columnNames(match[2] ?? '')] });
    }
  }
  return [...tables.values()];
}

/** Same length, so that offsets hold. */
function withoutComments(text: string): string {
  return text.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}

function bracketed(text: string, start: number): string | null {
  let depth = 1;
  for (let index = start; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    else if (text[index] === ')') depth -= 1;
    if (depth === 0) return text.slice(start, index);
  }
  return null;
}

function tableFrom(file: string, name: string, at: TableModel['at'], body: string): TableModel {
  const columns: TableModel['columns'][number][] = [];
  const relations: TableModel['relations'][number][] = [];
  const indexes: string[][] = [];
  for (const part of topLevelParts(body)) {
    const keys = /^(?:constraint\s+\S+\s+)?(?:primary\s+key|unique(?:\s+(?:key|index))?)\s*\S*?\s*\(([^()]*)\)/i.exec(
      part,
    );
    if (keys) {
      indexes.push(columnNames(keys[1] ?? ''));
      continue;
    }
    const foreign = new RegExp(`\\breferences\\s+${NAME}`, 'i').exec(part)?.[1];
    if (/^(?:constraint|foreign\s+key|check|exclude|index|key|like)\b/i.test(part)) {
      const column = /foreign\s+key\s*\(\s*[`"]?(\w+)/i.exec(part)?.[1];
      if (foreign && column) relations.push({ name: column, to: foreign });
      continue;
    }
    const column = /^[`"[]?(\w+)[`"\]]?\s+([\w ]+)?/.exec(part);
    if (!column?.[1]) continue;
    const id = /\bprimary\s+key\b/i.test(part);
    const unique = /\bunique\b/i.test(part);
    columns.push({
      name: column[1],
      ...(column[2] && { type: column[2].trim().split(/\s+/)[0] ?? '' }),
      ...(unique && { unique }),
      ...(id && { id }),
      ...(isSecretColumn(column[1]) && { secret: true }),
    });
    if (id || unique) indexes.push([column[1]]);
    if (foreign) relations.push({ name: column[1], to: foreign });
  }
  return { name, file, at, source: 'sql', columns, relations, indexes };
}

function topLevelParts(body: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < body.length; index += 1) {
    if (body[index] === '(') depth += 1;
    else if (body[index] === ')') depth -= 1;
    else if (body[index] === ',' && depth === 0) {
      parts.push(body.slice(start, index));
      start = index + 1;
    }
  }
  return [...parts, body.slice(start)].map((part) => part.trim()).filter((part) => part !== '');
}

function columnNames(list: string): string[] {
  return list
    .split(',')
    .map(
      (column) =>
        column
          .trim()
          .replace(/[`"[\]]/g, '')
          .split(/\s+/)[0] ?? '',
    )
    .filter((column) => column !== '');
}
