const patterns = new Map<string, RegExp>();

/** Whether a root-relative path matches a glob: `*` inside one segment, `**` over many, `{a,b}` for a choice. */
export function matchesGlob(path: string, glob: string): boolean {
  let pattern = patterns.get(glob);
  if (!pattern) patterns.set(glob, (pattern = new RegExp(`^${sourceOf(glob.replace(/^\.?\//, ''))}$`)));
  return pattern.test(path);
}

function sourceOf(glob: string): string {
  return glob.replace(/\*\*\/|\*\*|\*|\?|\{([^{}]*)\}|[\\^$.|+()[\]]/g, (token, choices: string | undefined) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (choices !== undefined) return `(?:${choices.split(',').map(sourceOf).join('|')})`;
    return `\\${token}`;
  });
}
