import { lstatSync, realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import ignore from 'ignore';
import { excludedContent } from '../files/excluded-content.js';
import { excludedPlace } from '../files/excluded-place.js';
import { readSource } from '../files/read-source.js';
import type { FileList, SkippedFile } from '../files/source-file.js';
import { EMITTED, EXTENSIONS } from './modules.js';
import { createPathAliases } from './path-aliases.js';
import type { Project } from './types.js';

export interface UnreadImportsInput {
  readonly root: string;
  readonly project: Pick<Project, 'files' | 'modules'>;
  readonly list: Pick<FileList, 'sources' | 'skipped' | 'leftOut' | 'hidden' | 'packages'>;
  /** Patterns of the config: what a person leaves out is no gap. */
  readonly ignore: readonly string[];
  /** As the files were listed. */
  readonly of: 'work-tree' | 'index';
}

/**
 * Source files that lie on the disk, that a file which was read imports, and that were not read themselves: what git
 * ignores, what is reached through a link, what lies outside of the root. Generated code, build output and packages are
 * none.
 */
export function unreadImports({
  root,
  project,
  list,
  ignore: patterns,
  of,
}: UnreadImportsInput): readonly SkippedFile[] {
  const aliases = createPathAliases(root);
  const linked = new Set(project.modules.map((edge) => `${edge.from}\n${edge.specifier}`));
  const known = new Set([
    ...list.sources.map(({ file }) => file),
    ...list.leftOut,
    ...list.skipped.map(({ file }) => file),
  ]);
  const closed = list.skipped.map(({ file }) => file).filter((file) => file.endsWith('/'));
  const packages = new Set(list.packages);
  const unwanted = ignore().add([...patterns]);
  const isLeftOut = (file: string): boolean => {
    if (!file.startsWith('../') && unwanted.ignores(file)) return true;
    if (excludedPlace(file, packages) !== null) return true;
    const read = readSource(join(root, file));
    return read.kind === 'text' && excludedContent(file, read.text, packages) !== null;
  };
  const found = new Map<string, string>();
  const looked = new Map<string, string | null>();
  const hiddenFiles = new Set(list.hidden);
  const hiddenPlaces = list.hidden.filter((path) => path.endsWith('/'));
  // Everything else below the root was listed: nothing is looked for where nothing can be.
  const isHidden = (file: string): boolean =>
    file.startsWith('../') || hiddenFiles.has(file) || hiddenPlaces.some((place) => file.startsWith(place));
  const onDisk = (path: string): string | null => {
    const before = looked.get(path);
    if (before !== undefined) return before;
    const file = spellingsOf(path).find((spelling) => isHidden(spelling) && isFile(join(root, spelling))) ?? null;
    looked.set(path, file);
    return file;
  };
  for (const facts of project.files.values()) {
    for (const { specifier, typeOnly } of facts.imports) {
      if (typeOnly || linked.has(`${facts.file}\n${specifier}`)) continue;
      const plain = specifier.replace(/[?#].*$/, '');
      const paths = /^\.{1,2}(?:\/|$)/.test(plain)
        ? [posix.join(posix.dirname(facts.file), plain)]
        : aliases.candidates(facts.file, plain);
      for (const path of paths) {
        const file = onDisk(path);
        if (
          file === null ||
          known.has(file) ||
          found.has(file) ||
          closed.some((directory) => file.startsWith(directory)) ||
          isLeftOut(file)
        )
          continue;
        found.set(file, `${reasonOf(root, file, of)}, and ${facts.file} imports it`);
        break;
      }
    }
  }
  return [...found].map(([file, reason]) => ({ file, reason }));
}

function reasonOf(root: string, file: string, of: UnreadImportsInput['of']): string {
  if (file.startsWith('../')) return 'outside of the project';
  if (realpathSync(join(root, file)) !== join(realpathSync(root), file))
    return 'reached through a symbolic link, which is not followed';
  return of === 'index' ? 'not part of the next commit' : 'ignored by git';
}

/** The files an import path may mean, in the order in which they are tried; only sources. */
export function spellingsOf(path: string): readonly string[] {
  const plain = posix.normalize(path).replace(/\/$/, '');
  const extension = posix.extname(plain);
  const emitted = (EMITTED[extension] ?? []).map((other) => plain.slice(0, -extension.length) + other);
  const written = EXTENSIONS.includes(extension) ? [plain] : [];
  return [
    ...written,
    ...emitted,
    ...(/(?:^|\/)\.{1,2}$/.test(plain) ? [] : EXTENSIONS.map((added) => plain + added)),
    ...EXTENSIONS.map((added) => `${plain === '.' ? '' : `${plain}/`}index${added}`),
  ];
}

function isFile(path: string): boolean {
  try {
    return lstatSync(realpathSync(path)).isFile();
  } catch {
    return false;
  }
}
