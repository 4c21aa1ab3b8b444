import { bare, type FileAnalysis, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import type { Edit } from '../define-rule.js';
import { ownIndentAt, textStyleOf } from './text-style.js';
import { wholeRange } from './whole-range.js';

/** Puts properties behind those an object has, each on a line of its own where the others have one. */
export function addProperties(
  file: FileAnalysis,
  object: TSESTree.ObjectExpression,
  properties: readonly string[],
): Edit {
  const last = object.properties.at(-1);
  return last ? behind(file, last, properties) : intoEmpty(file, object, properties);
}

/** Puts properties before those an object has: what is spread in behind them still wins. */
export function addPropertiesFirst(
  file: FileAnalysis,
  object: TSESTree.ObjectExpression,
  properties: readonly string[],
): Edit {
  const [first] = object.properties;
  if (!first) return intoEmpty(file, object, properties);
  const at = first.range[0];
  const separator = separatorAt(file, at);
  return { range: [at, at], text: properties.map((property) => `${property},${separator}`).join('') };
}

/** Puts elements or arguments behind one that is there. */
export function addBehind(file: FileAnalysis, last: Node, texts: readonly string[]): Edit {
  return behind(file, last, texts);
}

function behind(file: FileAnalysis, last: Node, texts: readonly string[]): Edit {
  const [start, end] = wholeRange(file, last);
  // An argument that begins its line because the call is broken stands below others or below the bracket.
  const separator = separatorAt(file, start);
  return { range: [end, end], text: texts.map((text) => `,${separator}${text}`).join('') };
}

/** A line break and the indentation of the neighbour when that begins its line, else a space. */
function separatorAt(file: FileAnalysis, at: number): string {
  const indent = ownIndentAt(file, at);
  return indent === null ? ' ' : `${textStyleOf(file).lineEnd}${indent}`;
}

function intoEmpty(file: FileAnalysis, object: TSESTree.ObjectExpression, properties: readonly string[]): Edit {
  const [start, end] = object.range;
  const text = ` ${properties.join(', ')} `;
  // What stands between the brackets of an empty object is a comment, and stays.
  const isEmpty = file.text.slice(start + 1, end - 1).trim() === '';
  return isEmpty
    ? { range: object.range, text: `{${text}}` }
    : { range: [start + 1, start + 1], text: `${text.trimEnd()},` };
}

/** Takes properties out of an object, with their commas and the lines they leave empty. */
export function removeProperties(
  file: FileAnalysis,
  object: TSESTree.ObjectExpression,
  removed: ReadonlySet<Node>,
): readonly Edit[] {
  const kept = object.properties.filter((property) => !removed.has(property));
  if (kept.length === 0) return [{ range: object.range, text: '{}' }];
  const lastKept = object.properties.findLastIndex((property) => !removed.has(property));
  const between = object.properties
    .slice(0, lastKept)
    .filter((property) => removed.has(property))
    .map(({ range: [start, end] }): Edit => {
      const comma = /^\s*,(?:[ \t]*(?:\r\n|\n))?[ \t]*/.exec(file.text.slice(end))?.[0].length ?? 0;
      return { range: [start, end + comma], text: '' };
    });
  return [...between, ...afterLast(file, object.properties.slice(lastKept + 1))];
}

/**
 * What stands behind the last property that stays goes back to what stands before it, so that no line is left empty.
 */
function afterLast(file: FileAnalysis, properties: readonly Node[]): Edit[] {
  const [first, last] = [properties[0], properties.at(-1)];
  if (!first || !last) return [];
  const from = file.text.slice(0, first.range[0]).trimEnd().length;
  const comma = /^\s*,/.exec(file.text.slice(last.range[1]))?.[0].length ?? 0;
  // One comma at the end is allowed; it goes where there was none. Behind a comment it stays where it is.
  const takesComma = comma === 0 && file.text[from - 1] === ',';
  return [{ range: [takesComma ? from - 1 : from, last.range[1] + comma], text: '' }];
}

/** The object a property stands in, when it is written out. */
export function objectOf(property: Node): TSESTree.ObjectExpression | null {
  const { parent } = property;
  const object = parent && bare(parent);
  return object?.type === 'ObjectExpression' ? object : null;
}
