import { join } from 'node:path';
import { findNodeAtLocation, getNodeValue, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import type { z } from 'zod';
import type { Config } from './config.js';
import { configSchema } from './config-schema.js';
import { settingsTree } from './parse-settings.js';
import { readSettings } from './read-settings.js';
import { ConfigError } from './user-error.js';

export const CONFIG_FILE = 'backend-architect.json';

/** Settings of the project at `root`; an empty object when there is no file. Never executes anything. */
export function readConfig(root: string): Config {
  const read = readSettings(join(root, CONFIG_FILE));
  if (read.kind === 'absent') return {};
  if (read.kind !== 'text') throw new ConfigError(`${CONFIG_FILE}: cannot be read: ${read.problem}`);
  return parseConfig(read.text);
}

/** True when a project has settings of its own, whether they can be read or not. */
export function hasConfig(root: string): boolean {
  return readSettings(join(root, CONFIG_FILE)).kind !== 'absent';
}

/** Parses and validates the text of a config file. Errors name place, key, and what is allowed there. */
export function parseConfig(text: string): Config {
  const errors: ParseError[] = [];
  const tree = settingsTree(text, 'with-comments', errors);
  if (tree === 'too-deep') throw new ConfigError(`${CONFIG_FILE}: nests too deeply to be settings`);
  const first = errors[0];
  if (first)
    throw new ConfigError(
      `${placeOf(text, first.offset)}: not valid JSON (${wordsOf(printParseErrorCode(first.error))})`,
    );
  if (!tree) throw new ConfigError(`${CONFIG_FILE}: the file is empty; write {} or delete it`);
  const parsed = configSchema.safeParse(getNodeValue(tree));
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => describe(issue, tree, text));
  throw new ConfigError(issues.length === 1 ? (issues[0] ?? '') : `${issues[0]} (and ${issues.length - 1} more)`);
}

function describe(issue: z.core.$ZodIssue, tree: Node, text: string): string {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const node = findNodeAtLocation(tree, unknown === undefined ? path : [...path, unknown]) ?? tree;
  // The key is what a person looks for; its value may be lines away.
  const offset = unknown !== undefined && node.parent?.type === 'property' ? node.parent.offset : node.offset;
  const key = path.join('.');
  return `${placeOf(text, offset)}:${key ? ` ${key}:` : ''} ${issue.message}`;
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return `${CONFIG_FILE}:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

function wordsOf(code: string): string {
  return code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
}
