/** Does the last matching of these .gitignore-like patterns leave the file out? `file` is root-relative with `/`. */
export function ignores(patterns: readonly string[], file: string): boolean {
  const segments = file.split('/');
  // As in git: a file cannot come back once a folder above it is left out.
  for (let depth = 1; depth <= segments.length; depth += 1) {
    if (decisionFor(patterns, segments.slice(0, depth).join('/'), depth < segments.length ? 'folder' : 'file'))
      return true;
  }
  return false;
}

function decisionFor(patterns: readonly string[], path: string, kind: 'file' | 'folder'): boolean {
  let ignored = false;
  for (const line of patterns) {
    const pattern = compiled(line);
    if (pattern && (kind === 'folder' || !pattern.folderOnly) && pattern.test.test(path)) ignored = !pattern.negated;
  }
  return ignored;
}

interface Pattern {
  readonly test: RegExp;
  readonly negated: boolean;
  readonly folderOnly: boolean;
}

const cache = new Map<string, Pattern | null>();

function compiled(line: string): Pattern | null {
  const known = cache.get(line);
  if (known !== undefined) return known;
  const pattern = compile(line.trim());
  cache.set(line, pattern);
  return pattern;
}

function compile(line: string): Pattern | null {
  if (line === '' || line.startsWith('#')) return null;
  const negated = line.startsWith('!');
  const body = line
    .replace(/^!/, '')
    .replace(/^\\(?=[#!])/, '')
    .replace(/\/+$/, '');
  if (body === '') return null;
  // A slash before the end ties the pattern to the root; without one it matches at any depth.
  const anchored = body.includes('/');
  const source = globSource(body.replace(/^\//, ''));
  return { test: new RegExp(`^${anchored ? '' : '(?:.*/)?'}${source}$`), negated, folderOnly: /\/$/.test(line) };
}

function globSource(glob: string): string {
  return glob.replace(/^\*\*\/|\/\*\*\/|\/\*\*$|\*+|\?|\[!?[^\]/]*\]|[\\^$.|+(){}[\]]/g, (token) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '/**/') return '/(?:.*/)?';
    if (token === '/**') return '/.+';
    if (token.startsWith('*')) return '[^/]*';
    if (token === '?') return '[^/]';
    if (token.length > 2 && token.startsWith('[')) return token.replace(/^\[!/, '[^');
    return `\\${token}`;
  });
}
