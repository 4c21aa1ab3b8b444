import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** Text of a configuration file below the root (package.json, tsconfig.json); null when there is none or it cannot be read, which `lostSettings` tells apart. */
export function readText(root: string, file: string): string | null {
  try {
    return readFileSync(resolve(root, file), 'utf8');
  } catch {
    return null;
  }
}
