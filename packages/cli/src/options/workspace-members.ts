import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'jsonc-parser';
import { brokenJson, mergeMarker } from './broken-json.js';
import { ConfigError } from './user-error.js';

/** Files that may declare the members of a workspace. */
export const WORKSPACE_FILES = ['package.json', 'pnpm-workspace.yaml', 'lerna.json'] as const;

/**
 * True when `member` (relative to `directory`, POSIX) is a package of the workspace declared in `directory`. Throws
 * `ConfigError` when a file that would say so cannot be read: which project this is cannot be known then.
 */
export function isWorkspaceMember(directory: string, member: string): boolean {
  const patterns = workspacePatterns(directory);
  const matches = (pattern: string): boolean => memberPattern(pattern).test(member);
  const isMember = patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern)) && !patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)));
  if (isMember) return true;
  for (const file of WORKSPACE_FILES) {
    const problem = brokenWorkspaceFile(directory, file);
    if (problem !== null) throw new ConfigError(`${join(directory, file)}: ${problem}; mend it first: it may say which packages belong together`);
  }
  return false;
}

/** Member globs of package.json `workspaces`, pnpm-workspace.yaml `packages` and lerna.json `packages`; none when it is no workspace. */
export function workspacePatterns(directory: string): readonly string[] {
  return [
    ...packageJsonWorkspaces(readText(join(directory, 'package.json'))), ...pnpmPackages(readText(join(directory, 'pnpm-workspace.yaml'))),
    ...stringsOf((parse(readText(join(directory, 'lerna.json'))) as { readonly packages?: unknown } | undefined)?.packages),
  ];
}

/** Why a file that declares members cannot be read, in a few words; null when it can, or when there is none. */
export function brokenWorkspaceFile(directory: string, file: (typeof WORKSPACE_FILES)[number]): string | null {
  let text: string;
  try {
    text = readFileSync(join(directory, file), 'utf8');
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR' ? null : `not readable (${code})`;
  }
  switch (file) {
    case 'package.json':
      return brokenJson(text, 'strict');
    case 'lerna.json':
      return brokenJson(text, 'with-comments');
    case 'pnpm-workspace.yaml':
      return mergeMarker(text) ?? (hasPackagesKey(text) && pnpmPackages(text).length === 0 ? 'without a list of packages that can be read' : null);
    default:
      return file satisfies never;
  }
}

function packageJsonWorkspaces(text: string): readonly string[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text || '{}');
  } catch {
    return [];
  }
  const declared = (manifest as { workspaces?: unknown } | null)?.workspaces;
  return stringsOf(Array.isArray(declared) ? declared : (declared as { packages?: unknown } | undefined)?.packages);
}

function stringsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** `packages:` with something behind it; an empty list (`packages: []`) is one that says so. */
function hasPackagesKey(text: string): boolean {
  return /^packages\s*:/m.test(text) && !/^packages\s*:\s*\[\s*\]/m.test(text);
}

/** The one list we need from the file, in the spellings of YAML for lists; not a YAML parser. */
function pnpmPackages(text: string): readonly string[] {
  const inline = /^packages\s*:\s*\[([^\]]*)\]/m.exec(text.replace(/\s#.*$/gm, ''));
  if (inline) return (inline[1] ?? '').split(',').map(unquoted).filter(Boolean);
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^packages\s*:/.test(line));
  if (start < 0) return [];
  const found: string[] = [];
  for (const line of lines.slice(start + 1)) {
    const item = /^\s*-\s+(.*)$/.exec(line);
    if (item) found.push(unquoted((item[1] ?? '').replace(/\s+#.*$/, '')));
    else if (/^\S/.test(line) && !line.startsWith('#')) break;
  }
  return found.filter(Boolean);
}

function unquoted(text: string): string {
  return text.trim().replace(/^(['"])(.*)\1$/, '$2');
}

/** Package managers' globs: `*` inside one segment, `**` over many, `{a,b}`. */
function memberPattern(glob: string): RegExp {
  const clean = glob.replace(/^\.\//, '').replace(/\/+$/, '').replace(/\/package\.json$/, '');
  const source = clean.replace(/\*\*\/?|\*|\?|\{[^}]*\}|[.+^$()|[\]\\]/g, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.startsWith('{')) return `(?:${token.slice(1, -1).split(',').map((part) => part.replace(/[.+^$()|[\]\\*?]/g, '\\$&')).join('|')})`;
    return `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return '';
  }
}
