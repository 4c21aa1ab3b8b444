/** Documents in which a program ships what its settings are where nobody sets them. They are read as data, never run. */
import { posix } from 'node:path';
import type { FileFacts } from '@backend-architect/analysis';
import { parseSettings } from '../options/parse-settings.js';
import { deployDocument } from './deployed/deploy-document.js';
import { readText } from './read-text.js';
import { valueBelow } from './routes/value-below.js';
import { presetText } from './routes/preset-text.js';

export interface ShippedSettings {
  /**
   * The text below these names in the documents of this place, looked for in the folder of `from` and those around it;
   * null where none of them says it.
   */
  textAt(from: string, documents: readonly string[], path: readonly string[]): string | null;
  /** The same of one document that a file imports: `./settings.json`. */
  textIn(from: string, specifier: string, path: readonly string[]): string | null;
}

export function shippedSettings(root: string, files: ReadonlyMap<string, FileFacts>): ShippedSettings {
  const read = new Map<string, unknown>();
  /** Null where there is no such document; undefined where it says nothing. */
  const document = (file: string): unknown => {
    if (!read.has(file)) read.set(file, documentAt(root, file));
    return read.get(file);
  };
  const ofCode = (file: string, path: readonly string[]): string | null => {
    const main = files.get(file)?.exports.find(({ name }) => name === 'default');
    return presetText(valueBelow(main?.value, path));
  };
  return {
    textAt(from, documents, path) {
      for (const folder of foldersAround(from)) {
        const here = documents.map((name) => posix.join(folder, name));
        const there = here.filter((file) => files.has(file) || document(file) !== null);
        if (there.length === 0) continue;
        for (const file of there) {
          const text = files.has(file) ? ofCode(file, path) : textBelow(document(file), path);
          if (text !== null) return text;
        }
        return null;
      }
      return null;
    },
    textIn(from, specifier, path) {
      const file = posix.join(posix.dirname(from), specifier);
      return specifier.startsWith('.') && !file.startsWith('..') ? textBelow(document(file), path) : null;
    },
  };
}

function foldersAround(file: string): readonly string[] {
  const folders: string[] = [];
  for (let folder = posix.dirname(file); ; folder = posix.dirname(folder)) {
    folders.push(folder);
    if (folder === '.' || folder.startsWith('..')) return folders;
  }
}

function documentAt(root: string, file: string): unknown {
  const text = /\.(?:json5?|ya?ml)$/.test(file) ? readText(root, file) : null;
  if (text === null) return null;
  if (file.endsWith('.json')) return parseSettings(text);
  // Without its comments, JSON5 is written as YAML may be.
  return deployDocument(file.endsWith('.json5') ? withoutComments(text) : text) ?? undefined;
}

/** `//` and `/* *\/`, where they stand in no text. */
function withoutComments(text: string): string {
  return text.replaceAll(
    /("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|\/\/[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, said?: string) => said ?? '',
  );
}

function textBelow(held: unknown, path: readonly string[]): string | null {
  const found = path.reduce<unknown>(
    (of, key) =>
      typeof of === 'object' && of !== null && Object.hasOwn(of, key)
        ? (of as Record<string, unknown>)[key]
        : undefined,
    held,
  );
  return typeof found === 'string' ? found : null;
}
