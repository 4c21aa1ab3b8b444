import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import ignore from 'ignore';
import { declaredDependencies, type FileFacts } from '@backend-architect/analysis';
import { count } from '../count.js';
import type { FileList, SkippedFile } from '../files/source-file.js';
import { parseSettings } from '../options/parse-settings.js';
import { createPathAliases } from './path-aliases.js';
import { readText } from './read-text.js';
import type { Project } from './types.js';

export interface UnknownAliasesInput {
  readonly root: string;
  readonly project: Pick<Project, 'files' | 'modules'>;
  readonly list: Pick<FileList, 'packages'>;
  /** Patterns of the config: `@/*` is meant to stay out. */
  readonly ignore: readonly string[];
}

/**
 * Imports that lead to sources by a name that nothing explains: `@/db`, `~/db`, `#db`, `src/db`. They look like
 * packages and are none, so that calls through them end there. One entry for each name, with how many there are and an
 * example; `leftOut`: the names that the config takes out.
 */
export function unknownAliases({ root, project, list, ignore: patterns }: UnknownAliasesInput): {
  readonly unknown: readonly SkippedFile[];
  readonly leftOut: readonly string[];
} {
  const aliases = createPathAliases(root);
  const linked = new Set(project.modules.map((edge) => `${edge.from}\n${edge.specifier}`));
  const manifests = list.packages.map((directory) => manifestIn(root, directory));
  const declared = new Set(manifests.flatMap((manifest) => [...declaredDependencies(manifest).keys()]));
  const own = ownFolders([...project.files.keys()], list.packages);
  const isPackage = (name: string): boolean =>
    declared.has(name) ||
    ['', ...list.packages].some((directory) => existsSync(join(root, directory, 'node_modules', name)));
  const found = new Map<string, { readonly files: Set<string>; imports: number; readonly example: string }>();
  for (const { file, imports, role } of project.files.values()) {
    if (LEFT_ALONE.has(role)) continue;
    for (const { specifier, typeOnly } of imports) {
      if (typeOnly || linked.has(`${file}\n${specifier}`)) continue;
      const alias = aliasOf(specifier, own);
      if (alias === null || aliases.isAliased(file, specifier.replace(/[?#].+$/, ''))) continue;
      if (
        specifier.startsWith('#')
          ? manifests.some((manifest) => leadsToPackage(manifest, specifier))
          : isPackage(posix.dirname(alias))
      )
        continue;
      const entry = found.get(alias) ?? {
        files: new Set<string>(),
        imports: 0,
        example: `${file} imports ${specifier}`,
      };
      found.set(alias, entry);
      entry.files.add(file);
      entry.imports += 1;
    }
  }
  const unwanted = ignore().add([...patterns]);
  const unknown = [...found]
    .filter(([alias]) => !unwanted.ignores(alias))
    .map(([file, { files, imports, example }]) => ({
      file,
      reason:
        `${count(imports, 'import')} in ${count(files.size, 'file')} ${imports === 1 ? 'leads' : 'lead'} nowhere, ` +
        `as ${whyNowhere(file)} (${example})`,
    }));
  return { unknown, leftOut: [...found.keys()].filter((alias) => unwanted.ignores(alias)) };
}

function whyNowhere(alias: string): string {
  return alias.startsWith('#')
    ? '"imports" of package.json does not lead it to a file that was read'
    : 'no compiler settings say what it means';
}

/** Code that no request reaches: what it calls is not judged. */
const LEFT_ALONE: ReadonlySet<FileFacts['role']> = new Set(['test', 'client', 'generated', 'vendored']);
/** Files that are no code say nothing of calls. */
export const ASSET = new RegExp(
  String.raw`\.(?:css|s[ac]ss|less|styl|svg|png|jpe?g|gif|webp|avif|ico|woff2?|ttf|otf|eot|mp[34]|webm|pdf|` +
    String.raw`mdx?|txt|html?|json5?|ya?ml|graphql|gql|vue|svelte|astro|wasm|node|sql|proto|hbs|ejs|pug)$`,
  'i',
);
/** Modules that frameworks make up: no file lies behind them. */
const MADE_UP =
  /^(?:#(?:imports|build|app|components|internal|content|shared)\b|~icons\/|~build|~pages|\$(?:app|env|service-worker|fresh)\b)/;

/**
 * `@/*`, `~/*`, `~name/*`, `#*`, `$name/*`, or `src/*` for a folder of sources; null for relative paths, packages and
 * what is no code.
 */
function aliasOf(specifier: string, own: ReadonlySet<string>): string | null {
  const plain = specifier.replace(/\?.*$/, '');
  if (ASSET.test(plain) || MADE_UP.test(plain)) return null;
  if (plain.startsWith('#')) return '#*';
  const [first = ''] = plain.split('/', 1);
  if (!plain.includes('/')) return null;
  return first === '@' || /^[~$]/.test(first) || own.has(first) ? `${first}/*` : null;
}

/** Folders of sources beside a package.json: `src/db` may mean one where a compiler or a loader is told so. */
function ownFolders(files: readonly string[], packages: readonly string[]): ReadonlySet<string> {
  const prefixes = ['', ...packages.filter((directory) => directory !== '').map((directory) => `${directory}/`)];
  return new Set(
    files.flatMap((file) =>
      prefixes.flatMap((prefix) => {
        const [folder, rest] = file.startsWith(prefix) ? file.slice(prefix.length).split('/', 2) : [];
        return folder !== undefined && rest !== undefined ? [folder] : [];
      }),
    ),
  );
}

function manifestIn(root: string, directory: string): Record<string, unknown> {
  const text = readText(root, posix.join(directory, 'package.json'));
  const manifest = text === null ? null : parseSettings(text);
  return isRecord(manifest) ? manifest : {};
}

/** `"#dep": "dep"`: a package under another name. */
function leadsToPackage({ imports }: Record<string, unknown>, specifier: string): boolean {
  if (!isRecord(imports)) return false;
  return Object.entries(imports).some(([key, target]) => {
    const [before = '', after] = key.split('*', 2);
    const matches = after === undefined ? key === specifier : specifier.startsWith(before) && specifier.endsWith(after);
    return matches && targetsIn(target).some((text) => !text.startsWith('.'));
  });
}

function targetsIn(target: unknown): readonly string[] {
  if (typeof target === 'string') return [target];
  return typeof target === 'object' && target !== null ? Object.values(target).flatMap(targetsIn) : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
