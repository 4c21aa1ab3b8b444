/**
 * Runs as `prepack` in packages/cli: what stands at the top of the repository and ships inside its tarball. The copies
 * are not tracked.
 */
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const TOP = new URL('..', import.meta.url).pathname;

for (const path of ['README.md', 'agents']) {
  const target = join(TOP, 'packages/cli', path);
  rmSync(target, { recursive: true, force: true });
  cpSync(join(TOP, path), target, { recursive: true });
}
