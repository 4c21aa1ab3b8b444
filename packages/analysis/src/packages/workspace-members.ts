/** Texts of the files in which a directory may declare its workspace; empty where there is none. */
export interface WorkspaceTexts {
  readonly packageJson: string;
  readonly pnpmWorkspace: string;
  readonly lerna: string;
}

/**
 * Member globs of package.json `workspaces`, pnpm-workspace.yaml `packages` and lerna.json `packages`; none when it is
 * no workspace. Broken files declare nothing.
 */
export function workspaceGlobs({ packageJson, pnpmWorkspace, lerna }: WorkspaceTexts): readonly string[] {
  const declared = (jsonOf(packageJson) as { readonly workspaces?: unknown } | null)?.workspaces;
  return [
    ...stringsOf(
      Array.isArray(declared) ? declared : (declared as { readonly packages?: unknown } | undefined)?.packages,
    ),
    ...pnpmPackages(pnpmWorkspace),
    ...stringsOf((jsonOf(lerna) as { readonly packages?: unknown } | null)?.packages),
  ];
}

/** Is `member` (relative to the workspace, POSIX separators) one of the packages these globs name? `!` takes out. */
export function isMemberOf(globs: readonly string[], member: string): boolean {
  const matches = (glob: string): boolean => memberPattern(glob).test(member);
  return (
    globs.some((glob) => !glob.startsWith('!') && matches(glob)) &&
    !globs.some((glob) => glob.startsWith('!') && matches(glob.slice(1)))
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '') || 'null');
  } catch {
    return null;
  }
}

function stringsOf(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
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
  const clean = glob
    .replace(/^\.\//, '')
    .replace(/\/+$/, '')
    .replace(/\/package\.json$/, '');
  const source = clean.replace(/\*\*\/?|\*|\?|\{[^}]*\}|[.+^$()|[\]\\]/g, (token) => {
    if (token === '**/') return '(?:[^/]+/)*';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.startsWith('{'))
      return `(?:${token
        .slice(1, -1)
        .split(',')
        .map((part) => part.replace(/[.+^$()|[\]\\*?]/g, '\\$&'))
        .join('|')})`;
    return `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}
