import { readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import ignore from 'ignore';
import { registryOf, type AnalysisSettings, type FileFacts } from '@backend-architect/analysis';
import { count } from '../count.js';
import { excludedPlace, mayBeBuildOutput } from '../files/excluded-place.js';
import type { FileList, SkippedFile } from '../files/source-file.js';
import { createPathAliases } from './path-aliases.js';
import type { Project } from './types.js';
import { ASSET } from './unknown-aliases.js';
import { spellingsOf } from './unread-imports.js';

export interface MissingImportsInput {
  readonly root: string;
  readonly project: Pick<Project, 'files' | 'modules'>;
  readonly list: Pick<FileList, 'sources' | 'skipped' | 'leftOut' | 'packages'>;
  /** Patterns of the config: what a person leaves out is no gap. */
  readonly ignore: readonly string[];
  /** Models say what generated clients of libraries mean: they need not be there. */
  readonly settings: AnalysisSettings;
}

/**
 * What files that were read import from where nothing lies, as generated code in a fresh checkout: routes may be among
 * it. One entry for each file, or for a whole folder that is not there, with how many imports lead there and an
 * example. No gap: types, build output of what was read, tests, what is loaded in a `try`, and what lies there under
 * another ending (`./logo` for `logo.svg`).
 */
export function missingImports({
  root,
  project,
  list,
  ignore: patterns,
  settings,
}: MissingImportsInput): readonly SkippedFile[] {
  const aliases = createPathAliases(root);
  const registry = registryOf(settings);
  const linked = new Set(project.modules.map((edge) => `${edge.from}\n${edge.specifier}`));
  const known = new Set([...list.sources, ...list.skipped].map(({ file }) => file).concat(list.leftOut));
  const closed = [...known].filter((file) => file.endsWith('/'));
  const packages = new Set(list.packages);
  const unwanted = ignore().add([...patterns]);
  const folders = createFolders(root);
  const isThere = (path: string): boolean =>
    spellingsOf(path).some((spelling) => known.has(spelling)) ||
    closed.some((folder) => path.startsWith(folder)) ||
    folders.hasName(path);
  const isBuilt = (path: string): boolean => {
    const file = `${path}.js`;
    if (excludedPlace(file, packages) !== null) return true;
    const [top = ''] = file.split('/', 1);
    return mayBeBuildOutput(file, packages) && !list.sources.some((source) => source.file.startsWith(`${top}/`));
  };
  const found = new Map<string, { readonly files: Set<string>; imports: number; readonly example: string }>();
  for (const { file, imports, role } of project.files.values()) {
    if (LEFT_ALONE.has(role)) continue;
    for (const one of imports) {
      const plain = one.specifier.replace(/[?#].*$/, '');
      if (
        linked.has(`${file}\n${one.specifier}`) ||
        one.optional ||
        isErased(one) ||
        MADE_UP.test(plain) ||
        ASSET.test(plain) ||
        registry.moduleOf(plain) !== null
      )
        continue;
      const paths = /^\.{1,2}\//.test(plain)
        ? [posix.join(posix.dirname(file), plain)]
        : /^(?:@|~\w*)\//.test(plain) && aliases.isAliased(file, plain)
          ? aliases.candidates(file, plain)
          : [];
      const [path] = paths;
      if (
        path === undefined ||
        paths.some(
          (candidate) =>
            /^\.{1,2}(?:\/|$)/.test(candidate) ||
            isThere(candidate) ||
            isBuilt(candidate) ||
            unwanted.ignores(candidate),
        )
      )
        continue;
      const place = folders.missingFolder(path) ?? path;
      const entry = found.get(place) ?? {
        files: new Set<string>(),
        imports: 0,
        example: `${file} imports ${one.specifier}`,
      };
      found.set(place, entry);
      entry.files.add(file);
      entry.imports += 1;
    }
  }
  return [...found].map(([place, { files, imports, example }]) => ({
    file: place,
    reason:
      `not there, and ${count(imports, 'import')} in ${count(files.size, 'file')} ` +
      `${imports === 1 ? 'leads' : 'lead'} to it: ${example}`,
  }));
}

/** Code that no request reaches: what it calls is not judged. */
const LEFT_ALONE: ReadonlySet<FileFacts['role']> = new Set(['test', 'client', 'generated', 'vendored']);
/** Modules that frameworks make up: types for a route, mostly. */
const MADE_UP = /(?:^|\/)(?:\$types|\+types\/)/;

/** The compiler takes such an import out. */
function isErased({ typeOnly, names }: FileFacts['imports'][number]): boolean {
  return typeOnly || (names.length > 0 && names.every((name) => name.typeOnly || name.used === 'type'));
}

interface Folders {
  /** Something of that name lies there, whatever it ends in. */
  hasName(path: string): boolean;
  /** `a/b/` when nothing lies at a/b, the shortest such folder; null when only the file is missing. */
  missingFolder(path: string): string | null;
}

function createFolders(root: string): Folders {
  const listed = new Map<string, ReadonlySet<string> | null>();
  const namesIn = (folder: string): ReadonlySet<string> | null => {
    const before = listed.get(folder);
    if (before !== undefined) return before;
    let names: ReadonlySet<string> | null = null;
    try {
      names = new Set(readdirSync(join(root, folder)).flatMap((name) => [name, ...endingsOf(name)]));
    } catch {
      // Not there, or no folder.
    }
    listed.set(folder, names);
    return names;
  };
  return {
    hasName(path) {
      const plain = path.replace(/\/$/, '');
      const name = posix.basename(plain);
      const names = namesIn(posix.dirname(plain));
      return (
        names !== null && (names.has(name) || (/\.[mc]?jsx?$/.test(name) && names.has(name.replace(/\.\w+$/, ''))))
      );
    },
    missingFolder(path) {
      const parts = path.split('/').slice(0, -1);
      const end = parts.findIndex((_, index) => namesIn(parts.slice(0, index + 1).join('/')) === null);
      return end < 0 ? null : `${parts.slice(0, end + 1).join('/')}/`;
    },
  };
}

/** `a.b.c` without what may be its ending: `a.b`, `a`. */
function endingsOf(name: string): readonly string[] {
  const parts = name.split('.');
  return parts
    .slice(1)
    .map((_, index) => parts.slice(0, index + 1).join('.'))
    .filter((short) => short !== '');
}
