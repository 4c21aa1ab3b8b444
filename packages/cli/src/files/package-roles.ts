import { join } from 'node:path';
import { isCopiedCode, packageRole, type Manifest, type PackageRole } from '@backend-architect/analysis';
import { settingsText } from '../options/read-settings.js';
import { isWorkspaceMember } from '../options/workspace-members.js';
import { manifestText } from './manifest-text.js';

/**
 * What each package of a project is for, by its root-relative directory, and each folder that is a copy of what others
 * publish.
 * @param directories Those with a package.json.
 * @param licences Files with a licence, root-relative.
 * @param manifests Texts in place of those on the disk, by root-relative path.
 */
export function packageRoles(
  root: string,
  directories: readonly string[],
  licences: readonly string[] = [],
  manifests: ReadonlyMap<string, string> = new Map(),
): Readonly<Record<string, PackageRole>> {
  const ofRoot = manifestIn(root, '', manifests);
  return Object.fromEntries([
    ...copies(root, directories, licences),
    ...directories.map((directory): [string, PackageRole] => {
      if (directory === '') return [directory, packageRole(ofRoot ?? {}, 'root', null)];
      const around = directories.filter(
        (other) => directory.startsWith(other === '' ? '' : `${other}/`) && other !== directory,
      );
      const isMember = around.some((other) =>
        isWorkspaceMember(join(root, other), other === '' ? directory : directory.slice(other.length + 1)),
      );
      return [
        directory,
        packageRole(manifestIn(root, directory, manifests) ?? {}, isMember ? 'member' : 'folder', ofRoot),
      ];
    }),
  ]);
}

/** Folders without a package.json that keep the licence of somebody else. */
function copies(root: string, directories: readonly string[], licences: readonly string[]): [string, PackageRole][] {
  const ofRoot = licences
    .filter((path) => !path.includes('/'))
    .map((path) => settingsText(join(root, path)))
    .join('\n');
  return licences.flatMap((path): [string, PackageRole][] => {
    const directory = path.split('/').slice(0, -1).join('/');
    return directory !== '' && !directories.includes(directory) && isCopiedCode(settingsText(join(root, path)), ofRoot)
      ? [[directory, 'vendored']]
      : [];
  });
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
