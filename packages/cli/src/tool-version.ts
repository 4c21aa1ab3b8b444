import { readFileSync } from 'node:fs';

/** Version of this package, from its own package.json: one level above `src` and above `dist`. */
export function toolVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  return manifest.version;
}
