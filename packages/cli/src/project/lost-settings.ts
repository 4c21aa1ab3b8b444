import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { FileList, SkippedFile } from '../files/source-file.js';
import { brokenJson } from '../options/broken-json.js';
import { parseSettings } from '../options/parse-settings.js';
import { readSettings } from '../options/read-settings.js';
import { brokenWorkspaceFile, oddMembers } from '../options/workspace-members.js';
import { ALIAS_FILES, extendedPackages, outsideParents, parentsOf, referencesOf } from './path-aliases.js';

/**
 * Settings the project's files depend on and that cannot be read: compiler settings with path aliases, and what they
 * extend, and files that declare a workspace. A package they extend and that is not installed is one of them: it may
 * hold aliases.
 */
export function lostSettings(root: string, { sources }: Pick<FileList, 'sources'>): readonly SkippedFile[] {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (file: string, by: string | null): void => {
    if (seen.has(file) || file.startsWith('..')) return;
    seen.add(file);
    const read = readSettings(join(root, file));
    if (read.kind === 'absent' || read.kind === 'directory') {
      if (by !== null) found.set(file, `not there, and ${by} extends it: its path aliases are not known`);
      return;
    }
    // An empty file of settings says nothing, and the compiler takes it.
    const problem =
      read.kind === 'closed' ? read.problem : read.text.trim() === '' ? null : brokenJson(read.text, 'with-comments');
    if (problem !== null) found.set(file, `${problem}: its path aliases are not known`);
    else if (read.kind === 'text') {
      const config = parseSettings(read.text);
      for (const parent of parentsOf(config, file)) visit(withExtension(root, parent), file);
      const lost = extendedPackages(config).filter((name) => !isInstalled(join(root, posix.dirname(file)), name));
      const pointedAt = referencesOf(config, file).filter(
        (path) => !path.startsWith('..') && !existsSync(join(root, path)),
      );
      const outside = outsideParents(config, file);
      if (outside.length > 0)
        found.set(file, `extends ${outside.join(' and ')}, outside of the project: its path aliases are not known`);
      if (lost.length > 0)
        found.set(file, `extends ${lost.join(' and ')}, which is not installed: its path aliases are not known`);
      for (const path of pointedAt)
        found.set(path, `not there, and ${file} refers to it: its path aliases are not known`);
    }
  };
  for (const folder of foldersOf(sources.map(({ file }) => file)))
    for (const name of ALIAS_FILES) visit(posix.join(folder, name), null);
  for (const file of ['pnpm-workspace.yaml', 'lerna.json'] as const) {
    const problem = brokenWorkspaceFile(root, file);
    if (problem !== null) found.set(file, problem);
  }
  for (const { file, problem } of oddMembers(root)) if (!found.has(file)) found.set(file, problem);
  return [...found].map(([file, reason]) => ({ file, reason }));
}

function foldersOf(files: readonly string[]): readonly string[] {
  const folders = new Set<string>(['.']);
  for (const file of files)
    for (let folder = posix.dirname(file); !folders.has(folder); folder = posix.dirname(folder)) folders.add(folder);
  return [...folders].sort();
}

/** The compiler takes `./base` for `./base.json` when there is no file of that name. */
function withExtension(root: string, file: string): string {
  return file.endsWith('.json') || readSettings(join(root, file)).kind === 'text' ? file : `${file}.json`;
}

/** In a folder of packages there or above. Yarn may keep them in archives, which its own file knows. */
function isInstalled(from: string, specifier: string): boolean {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  for (let at = from; ; at = dirname(at)) {
    if (existsSync(join(at, 'node_modules', name)) || existsSync(join(at, '.pnp.cjs'))) return true;
    if (dirname(at) === at) return false;
  }
}
