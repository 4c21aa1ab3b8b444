/** Functions that make one row of however many there are. */
const AGGREGATE =
  /\b(?:count|sum|total|max|min|avg|every|bool_or|bool_and|any_value|group_concat|string_agg|array_agg|jsonb?_agg|jsonb?_object_agg)\s*\(/;
const OUTER_TEST = /^(?:coalesce|ifnull|nvl|any|all|some|nullif)$/;

/**
 * A `select` that gives rows only where a column equals the value at this placeholder: `$1`, `?` by its position, or a
 * name. What is not one plain statement, or may be longer than is seen, is none.
 */
export function isKeyIn(sql: string, place: { readonly index: number } | { readonly name: string }): boolean {
  const text = marked(
    sql
      .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
      .replace(/'(?:[^']|'')*'/g, "''")
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/;$/, ''),
    place,
  );
  if (text === null || !/^select\b/.test(text) || /\b(?:union|intersect|except|minus)\b/.test(text)) return false;
  const from = topLevelWord(text, 0, /^from\b/);
  const where = from < 0 ? -1 : topLevelWord(text, from, /^where\b/);
  if (where < 0) return false;
  const end = topLevelWord(text, where + 1, /^(?:group by|having|order by|limit|offset|fetch|for|window)\b/);
  const isGrouped = end >= 0 && topLevelWord(text, where + 1, /^group by\b/) >= 0;
  if (
    !isGrouped &&
    listed(text.slice('select'.length, from)).some(
      (column) => !/^\(\s*select\b/.test(column) && AGGREGATE.test(column) && !/\bover\s*\(/.test(column),
    )
  )
    return false;
  return conjuncts(text.slice(where + 'where'.length, end < 0 ? undefined : end)).some(isEquality);
}

/** The text in lower case, with `@key` for the placeholder and `@other` for the others; null where it is not there. */
function marked(sql: string, place: { readonly index: number } | { readonly name: string }): string | null {
  let asked = -1;
  const text = sql
    .replace(
      /::|\$(\d+)|\?|[:@$](?:\{|\()?(\w+)(?:\}|\))?/g,
      (whole: string, number: string | undefined, name: string | undefined) => {
        if (whole === '::') return whole;
        if (whole === '?') asked += 1;
        const isKey =
          'name' in place
            ? name === place.name
            : number === undefined
              ? name === undefined && asked === place.index
              : Number(number) === place.index + 1;
        return isKey ? ' @key ' : ' @other ';
      },
    )
    .replace(/\s+/g, ' ')
    .toLowerCase();
  return text.includes('@key') ? text : null;
}

/** Where a word begins that no parentheses hold, or -1. */
function topLevelWord(text: string, start: number, word: RegExp): number {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    else if (
      depth === 0 &&
      at >= start &&
      (at === 0 || /[\s)]/.test(text[at - 1]!)) &&
      word.test(text.slice(at, at + 12))
    )
      return at;
  }
  return -1;
}

/** Parts that all must hold. Where one of several is enough, there are none. */
function conjuncts(condition: string): readonly string[] {
  const plain = condition.trim();
  if (topLevelWord(plain, 0, /^(?:or|xor)\b/) >= 0 || plain.includes('||')) return [];
  const and = topLevelWord(plain, 0, /^and\b/);
  if (and >= 0) return [...conjuncts(plain.slice(0, and)), ...conjuncts(plain.slice(and + 'and'.length))];
  return isWrapped(plain) ? conjuncts(plain.slice(1, -1)) : [plain];
}

/** One pair of parentheses around everything. */
function isWrapped(text: string): boolean {
  if (!text.startsWith('(') || !text.endsWith(')')) return false;
  let depth = 0;
  for (let at = 0; at < text.length - 1; at += 1) {
    depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
    if (depth === 0) return false;
  }
  return true;
}

/** `token = @key`, `t.token = sha256(@key)`, either way round. */
function isEquality(part: string): boolean {
  const [left, right, ...more] = part.split('=').map((side) => side.trim());
  if (left === undefined || right === undefined || more.length > 0 || /[<>!:]$/.test(left)) return false;
  return (isColumn(left) && isValue(right)) || (isColumn(right) && isValue(left));
}

function isColumn(text: string): boolean {
  const inner = /^(?:lower|upper|trim|binary)\s*\((.*)\)$/.exec(text)?.[1]?.trim() ?? text;
  return (
    /^(?:["`[]?[a-z_]\w*["`\]]?\.){0,2}["`[]?[a-z_]\w*["`\]]?$/.test(inner) && !/^(?:true|false|null)$/.test(inner)
  );
}

function isValue(text: string): boolean {
  const called = /^((?:[a-z_]\w*\s*\(\s*)*)@key(?:\s*::\s*\w+)?(?:\s*,\s*'')*(?:\s*\))*(?:\s*::\s*\w+)?$/.exec(
    text,
  )?.[1];
  return called !== undefined && called.split('(').every((name) => !OUTER_TEST.test(name.trim()));
}

/** Parts of a list that no parentheses hold together. */
function listed(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text) {
    depth += char === '(' ? 1 : char === ')' ? -1 : 0;
    if (char === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim());
}
