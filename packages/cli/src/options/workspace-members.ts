import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** True when `member` (relative to `directory`, POSIX) is a package of the workspace declared in `directory`. */
export function isWorkspaceMember(directory: string, member: string): boolean {
  const patterns = workspacePatterns(directory);
  const matches = (pattern: string): boolean => memberPattern(pattern).test(member);
  return patterns.some((pattern) => !pattern.startsWith('!') && matches(pattern)) && !patterns.some((pattern) => pattern.startsWith('!') && matches(pattern.slice(1)));
}

/** Member globs of package.json `workspaces` and pnpm-workspace.yaml `packages`; none when it is no workspace. */
export function workspacePatterns(directory: string): readonly string[] {
  return [...packageJsonWorkspaces(readText(join(directory, 'package.json'))), ...pnpmPackages(readText(join(directory, 'pnpm-workspace.yaml')))];
}

function packageJsonWorkspaces(text: string): readonly string[] {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text || '{}');
  } catch {
    return [];
  }
  const declared = (manifest as { workspaces?: unknown } | null)?.workspaces;
  const list = Array.isArray(declared) ? declared : (declared as { packages?: unknown } | undefined)?.packages;
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
}

/** The one list we need from the file, in both YAML spellings; not a YAML parser. */
function pnpmPackages(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^packages\s*:/.test(line));
  if (start < 0) return [];
  const inline = /\[(.*)\]/.exec(lines[start] ?? '');
  if (inline) return (inline[1] ?? '').split(',').map(unquoted).filter(Boolean);
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
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
