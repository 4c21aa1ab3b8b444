/** Ranges by the name of a catalog and the name of a package. The one without a name is `default`. */
export type Catalogs = ReadonlyMap<string, ReadonlyMap<string, string>>;

/**
 * Catalogs of a pnpm-workspace.yaml, from its text: block mappings of plain or quoted words, as pnpm writes them; not a
 * YAML parser.
 */
export function catalogsIn(yaml: string): Catalogs {
  const catalogs = new Map<string, Map<string, string>>();
  let section: 'catalog' | 'catalogs' | null = null;
  let named: string | null = null;
  let outerIndent = 0;
  for (const line of yaml.split(/\r?\n/)) {
    const entry = /^( *)(?:"([^"]*)"|'([^']*)'|([^\s#'"][^:]*?))\s*:(?:\s+(.*?))?\s*$/.exec(line);
    if (!entry) continue;
    const indent = entry[1]?.length ?? 0;
    const key = entry[2] ?? entry[3] ?? entry[4] ?? '';
    const value = scalar(entry[5] ?? '');
    if (indent === 0) {
      section = key === 'catalog' || key === 'catalogs' ? key : null;
      named = section === 'catalog' ? 'default' : null;
      outerIndent = 0;
    } else if (section === 'catalogs' && (named === null || indent <= outerIndent)) {
      named = key;
      outerIndent = indent;
    } else if (section !== null && named !== null && value !== '') {
      const ranges = catalogs.get(named) ?? new Map<string, string>();
      catalogs.set(named, ranges.set(key, value));
    }
  }
  return catalogs;
}

function scalar(text: string): string {
  const quoted = /^(["'])(.*?)\1\s*(?:#.*)?$/.exec(text);
  return quoted ? (quoted[2] ?? '') : text.replace(/(?:^|\s)#.*$/, '').trim();
}
