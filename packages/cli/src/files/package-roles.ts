import { join } from 'node:path';
import { packageRole, type Manifest, type PackageRole } from '@backend-architect/analysis';
import { isWorkspaceMember } from '../options/workspace-members.js';
import { manifestText } from './manifest-text.js';

/** What each package of a project is for, by its root-relative directory. `directories` are those with a package.json. */
export function packageRoles(root: string, directories: readonly string[], manifests: ReadonlyMap<string, string> = new Map()): Readonly<Record<string, PackageRole>> {
  const ofRoot = manifestIn(root, '', manifests);
  return Object.fromEntries(directories.map((directory) => {
    if (directory === '') return [directory, packageRole(ofRoot ?? {}, 'root', null)];
    const around = directories.filter((other) => directory.startsWith(other === '' ? '' : `${other}/`) && other !== directory);
    const isMember = around.some((other) => isWorkspaceMember(join(root, other), other === '' ? directory : directory.slice(other.length + 1)));
    return [directory, packageRole(manifestIn(root, directory, manifests) ?? {}, isMember ? 'member' : 'folder', ofRoot)];
  }));
}

/** Null where it cannot be read: then nothing is known of the package. */
function manifestIn(root: string, directory: string, manifests: ReadonlyMap<string, string>): Manifest | null {
  try {
    const manifest: unknown = JSON.parse(manifestText(root, directory, manifests));
    return typeof manifest === 'object' && manifest !== null ? (manifest as Manifest) : null;
  } catch {
    return null;
  }
}
