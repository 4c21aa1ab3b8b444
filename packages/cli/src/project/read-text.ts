import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Text of a configuration file below the root (package.json, tsconfig.json), or null. */
export function readText(root: string, file: string): string | null {
  const path = resolve(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}
