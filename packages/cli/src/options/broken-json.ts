import { printParseErrorCode, type ParseError } from 'jsonc-parser';
import { settingsTree, type JsonDialect } from './parse-settings.js';

/**
 * Why a text is no JSON object, in a few words with line and column (`merge conflict markers at 3:1`); null when it is
 * one. `package.json` is strict, tools read their own files with comments and trailing commas.
 */
export function brokenJson(raw: string, dialect: JsonDialect): string | null {
  const text = raw.replace(/^\uFEFF/, '');
  const marker = mergeMarker(text);
  if (marker !== null) return marker;
  if (text.trim() === '') return 'empty';
  const errors: ParseError[] = [];
  const tree = settingsTree(text, dialect, errors);
  if (tree === 'too-deep') return 'nests too deeply';
  const [first] = errors;
  if (first) return `not valid JSON at ${placeIn(text, first.offset)} (${wordsOf(printParseErrorCode(first.error))})`;
  return tree?.type === 'object' ? null : 'not a JSON object';
}

/** Where a merge was left half done (`merge conflict markers at 3:1`); null when it was not. */
export function mergeMarker(text: string): string | null {
  const found = /^(?:<{7}|>{7}) /m.exec(text);
  return found && `merge conflict markers at ${placeIn(text, found.index)}`;
}

/** `3:14`: 1-based line and UTF-16 column of an offset. */
export function placeIn(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return `${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

function wordsOf(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
