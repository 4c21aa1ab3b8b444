import { resolve } from 'node:path';
import { readSettings } from '../options/read-settings.js';

/**
 * Text of a configuration file below the root (package.json, tsconfig.json); null when there is none or it cannot be
 * read, which `lostSettings` tells apart.
 */
export function readText(root: string, file: string): string | null {
  const read = readSettings(resolve(root, file));
  return read.kind === 'text' ? read.text : null;
}
