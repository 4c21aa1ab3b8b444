/**
 * Where in a SQL text a hole stands.
 * `value`: a placeholder may stand there. `argument`: of a function, where a value and a column are alike. `quoted`:
 * inside '...', so the quotes go with it; `double-quoted`: inside "...", where the database reads text there. `name`: a table, column or
 * direction, where no placeholder is allowed. `clause`: a piece of grammar. `statement`: a whole query stands there, or
 * the text before says nothing yet. `placeholder`: its name, under which the value is bound.
 */
export type HolePosition =
  | 'value' | 'argument' | 'quoted' | 'double-quoted' | 'name' | 'clause' | 'statement' | 'placeholder';

/** Position of a hole after this text, in which earlier holes are written as `?`. */
export function holePosition(before: string, doubleQuoted: 'text' | 'name' = 'name'): HolePosition {
  const { open, plain } = withoutLiterals(before);
  if (open === "'") return 'quoted';
  if (open === '"' && doubleQuoted === 'text') return 'double-quoted';
  if (open === '"' || open === '`' || open === '[') return 'name';
  const text = plain.replace(/\s+/g, ' ').trimEnd();
  if (text === '' || /;$/.test(text) || /^explain(?: [\w, ()]*)?$/i.test(text.trim())) return 'statement';
  if (
    /(?:[=<>]|\b(?:i?like|rlike|regexp|glob|similar to|limit|offset|between|is|then|else|when|any|top|interval|escape)|\barray\[)$/i.test(
      text,
    )
  )
    return 'value';
  if (/\bbetween \S+ and$/i.test(text)) return 'value';
  if (/(?:\|\||[-+*/%])$/.test(text) && !/\b(?:select|distinct) \*$/i.test(text) && !/\.\*$/.test(text)) return 'value';
  if (/[,(]$/.test(text)) return positionInList(text);
  if (
    new RegExp(
      String.raw`\.$|\b(?:from|join|into|update|table|by|select|distinct|all|as|set|index|view|column|schema|` +
        String.raw`database|using|collate|on conflict|user|role|add|drop|rename to|only|exists)$`,
      'i',
    ).test(text)
  )
    return 'name';
  if (/\border by [^()]*$/i.test(text)) return 'name'; // the direction after the column
  if (/\b(?:where|and|or|not|on|having|values|in)$/i.test(text)) return 'clause';
  return 'clause';
}

/** After `(` or `,`: a list of values (`VALUES (`, `IN (`, `lower(`) or of names (`INTO t (`, `SELECT a,`). */
function positionInList(text: string): HolePosition {
  let depth = 0;
  for (let index = text.length - 1; index >= 0; index -= 1) {
    const char = text[index];
    if (char === ')') depth += 1;
    else if (char === '(') {
      if (depth > 0) depth -= 1;
      else return positionInParentheses(text.slice(0, index).trimEnd());
    }
  }
  return positionInClause(text);
}

function positionInParentheses(head: string): HolePosition {
  if (/\b(?:values|in|any|all)$/i.test(head) || /\bvalues\b.*,$/i.test(head)) return 'value';
  if (/\b(?:from|join|as|exists|union(?: all)?)$/i.test(head)) return 'statement'; // a whole query, handed on inside another
  if (/\b(?:where|and|or|not|on|having)$/i.test(head) || /[=<>,(]$/.test(head) || head === '') return 'clause';
  if (
    /\b(?:into|table|index|on conflict|references|using|primary key|unique|key|partition by|order by)(?: [\w".`?]+)?$/i.test(
      head,
    )
  )
    return 'name';
  return /\w$/.test(head) ? 'argument' : 'clause';
}

function positionInClause(text: string): HolePosition {
  const clauses = [
    ...text.matchAll(/\b(select|from|set|where|order by|group by|values|returning|limit|having|on)\b/gi),
  ];
  switch (clauses.at(-1)?.[1]?.toLowerCase()) {
    case 'limit':
      return 'value';
    case 'select':
    case 'from':
    case 'set':
    case 'order by':
    case 'group by':
    case 'returning':
      return 'name';
    default:
      return 'clause';
  }
}

/** The text without what stands in quotes and comments, and the quote that is still open at its end. */
function withoutLiterals(text: string): { readonly open: string | null; readonly plain: string } {
  let plain = '';
  let open: string | null = null;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    if (open !== null) {
      if (char === (open === '[' ? ']' : open)) {
        if (open !== '[' && text[index + 1] === open) index += 1; // a doubled quote is part of the text
        else {
          open = null;
          plain += 'q';
        }
      }
      continue;
    }
    if (char === "'" || char === '"' || char === '`') open = char;
    else if (char === '[' && /[\s.,(]$|^$/.test(plain)) open = char;
    else if (char === '-' && text[index + 1] === '-') {
      const end = text.indexOf('\n', index);
      index = end < 0 ? text.length : end;
      plain += ' ';
    } else if (char === '/' && text[index + 1] === '*') {
      const end = text.indexOf('*/', index);
      index = end < 0 ? text.length : end + 1;
      plain += ' ';
    } else plain += char;
  }
  return { open, plain };
}
