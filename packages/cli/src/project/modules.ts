import { isBuiltin } from 'node:module';
import { posix, resolve as resolvePath, sep } from 'node:path';
import { ResolverFactory } from 'oxc-resolver';
import { createPathAliases } from './path-aliases.js';
import { createWorkspacePackages, type WorkspacePackages } from './workspace-packages.js';

/** What an import specifier leads to. */
export type Resolved =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'package'; readonly specifier: string }
  | { readonly kind: 'missing' };

export interface Modules {
  resolve(from: string, specifier: string): Resolved;
  /** Packages whose sources are part of the project. */
  readonly packages: Pick<WorkspacePackages, 'all' | 'around'>;
}

/** What an import without extension may mean, in this order. */
export const EXTENSIONS = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** A TypeScript project names the file it will emit. */
export const EMITTED: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

/**
 * Module resolution over the files that were read: relative paths, path aliases of tsconfig and jsconfig, packages of
 * the workspace, and at last the package resolver. What is not a project file is a package, or missing.
 */
export function createModules(root: string, files: ReadonlySet<string>): Modules {
  const memo = new Map<string, Resolved>();
  /** The same by the file that asks: every name is asked for many times. */
  const asked = new Map<string, Map<string, Resolved>>();
  const aliases = createPathAliases(root);
  const workspace = createWorkspacePackages(root, files);
  const packages = new ResolverFactory({
    tsconfig: 'auto',
    extensions: EXTENSIONS,
    extensionAlias: Object.fromEntries(Object.entries(EMITTED).map(([from, to]) => [from, [...to]])),
    conditionNames: ['node', 'import', 'require', 'default'],
    mainFields: ['module', 'main'],
  });
  const find = (path: string): string | null => fileAt(files, path);

  const look = (from: string, specifier: string): Resolved => {
    if (/^\.{1,2}(?:\/|$)/.test(specifier)) {
      const path = posix.join(posix.dirname(from), specifier);
      const file =
        find(path) ??
        firstOf(workspace.entriesOf(path.replace(/\/$/, '')), find) ??
        firstOf(workspace.builtFrom(path), find);
      return file === null ? { kind: 'missing' } : { kind: 'file', file };
    }
    if (isBuiltin(specifier)) return { kind: 'package', specifier };
    for (const candidate of [...aliases.candidates(from, specifier), ...workspace.candidates(specifier)]) {
      const file = find(candidate);
      if (file !== null) return { kind: 'file', file };
    }
    if (specifier.startsWith('#')) {
      const file = throughResolver(packages, root, from, specifier);
      const found = (file === null ? null : find(file)) ?? firstOf(workspace.within(from, specifier), find);
      if (found !== null) return { kind: 'file', file: found };
    }
    return { kind: 'package', specifier };
  };

  const fromFolder = (from: string, specifier: string): Resolved => {
    const plain = specifier.replace(/[?#].*$/, (query) => (specifier.startsWith('#') ? query : ''));
    const key = `${posix.dirname(from)}\n${plain}`;
    const known = memo.get(key);
    if (known) return known;
    const found = look(from, plain);
    memo.set(key, found);
    return found;
  };

  return {
    packages: workspace,
    resolve(from, specifier) {
      const told = asked.get(from) ?? new Map<string, Resolved>();
      asked.set(from, told);
      const found = told.get(specifier) ?? fromFolder(from, specifier);
      told.set(specifier, found);
      return found;
    },
  };
}

function firstOf(paths: readonly string[], find: (path: string) => string | null): string | null {
  for (const path of paths) {
    const file = find(path);
    if (file !== null) return file;
  }
  return null;
}

/** The project file a path without or with extension means; a folder means its index. */
function fileAt(files: ReadonlySet<string>, path: string): string | null {
  const plain = posix.normalize(path).replace(/^\.\//, '').replace(/\/$/, '');
  if (files.has(plain)) return plain;
  const extension = posix.extname(plain);
  for (const other of EMITTED[extension] ?? []) {
    const candidate = plain.slice(0, -extension.length) + other;
    if (files.has(candidate)) return candidate;
  }
  for (const added of EXTENSIONS) if (files.has(plain + added)) return plain + added;
  const folder = plain === '.' || plain === '' ? '' : `${plain}/`;
  for (const added of EXTENSIONS) if (files.has(`${folder}index${added}`)) return `${folder}index${added}`;
  return null;
}

/** Subpath imports of package.json (`#db`). A tsconfig that cannot be read is no reason to stop. */
function throughResolver(resolver: ResolverFactory, root: string, from: string, specifier: string): string | null {
  try {
    const { path } = resolver.resolveFileSync(resolvePath(root, from), specifier);
    return path === undefined
      ? null
      : path
          .slice(root.length + 1)
          .split(sep)
          .join('/');
  } catch {
    return null;
  }
}
