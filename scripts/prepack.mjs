/**
 * Runs as `prepack` in a package folder: puts what stands at the top of the repository and ships inside a tarball beside
 * the package's own files. The copies are not tracked.
 */
import { cpSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';

const TOP = new URL('..', import.meta.url).pathname;
const SHIPPED = {
  cli: ['README.md', 'agents'],
  'eslint-plugin': ['README.md', 'docs/rules'],
};

for (const path of SHIPPED[basename(process.cwd())] ?? []) {
  const target = join(process.cwd(), path);
  rmSync(target, { recursive: true, force: true });
  cpSync(join(TOP, path), target, { recursive: true });
}
