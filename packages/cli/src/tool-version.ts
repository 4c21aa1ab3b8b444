import { readFileSync } from 'node:fs';

/** Version of this package, from its own package.json: one level above `src` and above `dist`. */
export function toolVersion(): string {
  return ownManifest().version;
}

/** Home of this package, where its package.json names one. */
export function toolHomepage(): string | undefined {
  return ownManifest().homepage;
}

function ownManifest(): { readonly version: string; readonly homepage?: string } {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
    homepage?: string;
  };
}
