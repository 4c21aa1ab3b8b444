import { join, posix } from 'node:path';
import { settingsText } from '../options/read-settings.js';

/**
 * Text of the package.json of a directory: the one given for it, else the one on the disk; empty when there is none
 * that can be read.
 */
export function manifestText(root: string, directory: string, manifests: ReadonlyMap<string, string>): string {
  return manifests.get(posix.join(directory, 'package.json')) ?? settingsText(join(root, directory, 'package.json'));
}
