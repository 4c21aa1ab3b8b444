import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Our own code as a folder, one below our package.json: where it was compiled to, or, in a tarball, bundled. */
export const OWN_CODE = new URL('.', import.meta.url);

/** The packages our code comes from beside this one; what is bundled into it is none. */
const OWN_PACKAGES = ['@backend-architect/analysis', '@backend-architect/rules'];

/** The folders that hold the code of this release, as paths. */
export function ownCodeFolders(): string[] {
  const { resolve } = createRequire(import.meta.url);
  const others = OWN_PACKAGES.flatMap((name) => {
    try {
      return [dirname(resolve(name))];
    } catch {
      return [];
    }
  });
  return [fileURLToPath(OWN_CODE), ...others];
}
