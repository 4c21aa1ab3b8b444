import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { unwrap } from '../../syntax/wrappers.js';

const STATEMENT = new RegExp(
  String.raw`^[\s(]*(?:select|insert|update|delete|replace|merge|upsert|with|truncate|create|alter|drop|` +
    String.raw`begin|start\s+transaction|commit|rollback|savepoint|set|call|exec|explain|show|vacuum|copy|` +
    String.raw`listen|notify|lock|grant|do)\b`,
  'i',
);
const MAX_LENGTH = 600;
/** What bounds a statement stands at its end. */
const TAIL = 150;

/**
 * Text of an expression that begins like a SQL statement, with `?` for every hole; null otherwise.
 * It is for reading operation, table and bounds, never for proving safety.
 */
export function sqlTextOf(file: FileAnalysis, node: Node): string | null {
  const text = pieces(file, node, 0);
  return text !== null && STATEMENT.test(text) ? shortened(text) : null;
}

function shortened(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const plain = text.replace(/--[^\n]*/g, ' ').replace(/\s+/g, ' ');
  return plain.length <= MAX_LENGTH ? plain : `${plain.slice(0, MAX_LENGTH - TAIL - 1)} ${plain.slice(-TAIL)}`;
}

export interface SqlReading {
  readonly operation: 'read' | 'write' | 'delete' | 'raw' | 'transaction-control';
  readonly table?: string;
  readonly many: boolean;
  /** Counts and sums, and no rows. */
  readonly aggregate?: true;
  readonly bounded: boolean;
  readonly filtered: boolean;
  /** Looks for words or for a piece of a text, and not for a key. */
  readonly searches?: true;
}

const SEARCH =
  /\bi?like\b|\b(?:plainto_|phraseto_|websearch_)?to_?tsquery\s*\(|\bmatch\s*\([^)]*\)\s*against\b|\bsimilarity\s*\(/i;

/** What a SQL text does, as far as its words tell. */
export function readSql(text: string): SqlReading {
  const plain = text
    .replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const verb = /^\(*\s*([a-z]+)/i.exec(plain)?.[1]?.toLowerCase() ?? '';
  // A `with` that writes in one of its parts writes, whatever it selects in the end.
  const main =
    verb === 'with'
      ? (
          /\(\s*(insert|update|delete)\b/i.exec(plain)?.[1] ??
          /\)\s*(select|insert|update|delete)\b/i.exec(plain)?.[1] ??
          'select'
        ).toLowerCase()
      : verb;
  const filtered = /\bwhere\b/i.test(plain);
  const table = tableOf(plain, main);
  const named = table === undefined ? {} : { table };
  switch (main) {
    case 'select':
    case 'show': {
      const aggregate = isAggregate(plain) || undefined;
      const one =
        /\blimit\s+1\b(?!\s*,)|\bfetch first (?:1 )?row\b|\btop\s*\(?1\)?\b/i.test(plain) || !/\bfrom\b/i.test(plain);
      return {
        operation: 'read',
        ...named,
        many: !aggregate && !one,
        ...(aggregate && { aggregate }),
        bounded: /\blimit\b|\bfetch (?:first|next)\b|\btop\b/i.test(plain),
        filtered,
        ...(SEARCH.test(plain) && { searches: true as const }),
      };
    }
    case 'insert':
    case 'update':
    case 'replace':
    case 'merge':
    case 'upsert':
      return { operation: 'write', ...named, many: false, bounded: true, filtered };
    case 'delete':
    case 'truncate':
      return { operation: 'delete', ...named, many: false, bounded: true, filtered };
    case 'begin':
    case 'start':
    case 'commit':
    case 'rollback':
    case 'savepoint':
      return { operation: 'transaction-control', many: false, bounded: true, filtered: true };
    default:
      return { operation: 'raw', ...named, many: false, bounded: true, filtered };
  }
}

/**
 * Functions that make one value of many rows, in the dialects there are. Those that collect the rows into one value are
 * lists all the same.
 */
const AGGREGATE = new RegExp(
  String.raw`^(?:count|count_big|approx_count_distinct|sum|total|max|min|avg|exists|coalesce|ifnull|nullif|` +
    String.raw`round|bool_or|bool_and|every|stddev\w*|std|variance|var_\w+|median|mode|percentile_\w+|corr|` +
    String.raw`bit_and|bit_or|bit_xor|uniq\w*|quantile\w*|any_value)\s*\(`,
  'i',
);

/** Counts and sums: one row, or one for each group. Groups by the key of a table are as many as its rows. */
function isAggregate(plain: string): boolean {
  const columns = /^\(*\s*(?:with\b.*\)\s*)?select\s+(?:distinct\s+|all\s+)?(.*?)\sfrom\s/i.exec(plain)?.[1];
  if (columns === undefined) return false;
  const groups = /\bgroup by\s+(.*?)(?:\s+(?:having|order|limit|union|window|offset)\b|[;)]|$)/i.exec(plain)?.[1];
  const parts = topLevel(columns);
  if (groups === undefined)
    return parts.length > 0 && parts.every((part) => AGGREGATE.test(part) && !/\bover\s*\(/i.test(part));
  const isKey = topLevel(groups).some((column) =>
    /^["'`[]?(?:\w+["'`\]]?\.["'`[]?)?(?:_?id|[gu]{2}id)["'`\]]?$/i.test(column),
  );
  return !isKey && parts.some((part) => AGGREGATE.test(part) && !/\bover\s*\(/i.test(part));
}

/** The parts of a list that no parentheses hold together. */
function topLevel(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < list.length; at += 1) {
    const char = list[at];
    if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === ',' && depth === 0) {
      parts.push(list.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, list.slice(from).trim()].filter((part) => part !== '');
}

function tableOf(text: string, verb: string): string | undefined {
  const name = '[`"\\[]?([A-Za-z_][\\w$]*)[`"\\]]?(?:\\.[`"\\[]?([A-Za-z_][\\w$]*)[`"\\]]?)?';
  const before =
    verb === 'select'
      ? '\\bfrom\\s+'
      : verb === 'insert' || verb === 'replace' || verb === 'merge'
        ? '\\binto\\s+'
        : verb === 'update'
          ? '\\bupdate\\s+(?:only\\s+)?'
          : '\\b(?:from|table|truncate)\\s+';
  const match = new RegExp(before + name, 'i').exec(text);
  const found = match?.[2] ?? match?.[1];
  return found === undefined || /^(select|lateral|unnest)$/i.test(found) ? undefined : found;
}

function pieces(file: FileAnalysis, node: Node, depth: number): string | null {
  const plain = unwrap(node);
  if (depth > 6) return null;
  switch (plain.type) {
    case 'Literal':
      return typeof plain.value === 'string' ? plain.value : null;
    case 'TemplateLiteral':
      return plain.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join('?');
    case 'TaggedTemplateExpression':
      return pieces(file, plain.quasi, depth + 1);
    case 'BinaryExpression': {
      if (plain.operator !== '+') return null;
      const left = pieces(file, plain.left, depth + 1);
      return left === null ? null : left + (pieces(file, plain.right, depth + 1) ?? '?');
    }
    case 'Identifier': {
      const variable = file.variableOf(plain);
      const binding = variable && bindingOf(variable);
      return binding?.kind === 'value' && binding.init && binding.path.length === 0
        ? pieces(file, binding.init, depth + 1)
        : null;
    }
    default:
      return null;
  }
}
