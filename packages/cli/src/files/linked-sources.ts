import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isInside } from './git-program.js';
import { ignoredSources } from './ignored-sources.js';

/**
 * How many source files lie behind links to folders outside of the project, which are not followed. A folder of the
 * project is read where it lies, and one around the project is no part of it. `isWhole` is false when there was too
 * much to count.
 */
export function linkedSources(
  root: string,
  links: readonly string[],
  isSource: (file: string) => boolean,
  isLeftOut: (file: string) => boolean,
): { readonly count: number; readonly isWhole: boolean } {
  return ignoredSources(
    root,
    links.filter((link) => leadsOut(root, link)).map((link) => `${link}/`),
    isSource,
    isLeftOut,
  );
}

function leadsOut(root: string, link: string): boolean {
  const target = join(root, link);
  try {
    return statSync(target).isDirectory() && !isInside(root)(target) && !isInside(target)(root);
  } catch {
    // It leads nowhere, or to itself.
    return false;
  }
}
