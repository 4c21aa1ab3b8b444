import {
  hasOwnText,
  SQL_GATE,
  sqlEvidence,
  type SqlHole,
  type SqlText,
  sqlTexts,
  type UnknownReason,
} from '@backend-architect/analysis';
import { defineRule } from '../define-rule.js';
import { excerpt } from '../evidence.js';
import { escapesQuotes } from './escaped-quotes.js';
import { placeholderEdit } from '../sql/placeholder-edit.js';
import { valueCauseAt } from '../value-cause.js';

export default defineRule({
  id: 'no-raw-sql-concatenation',
  meta: {
    severity: 'high',
    weight: 'unseen',
    cwe: [89],
    owasp: ['A05:2025', 'A03:2021'],
    api: ['API8:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports values in SQL text that are not provably a constant, a number or an allow-listed choice',
      impact: 'The day one caller passes what a user typed, the query can be rewritten by that user.',
      fix: 'Write a placeholder and bind the value; choose names and sort orders from a list of allowed ones.',
      refactoring:
        'Give the repository one function that takes constant SQL text and a list of values, ' +
        'and let nothing else talk to the driver.',
    },
    messages: {
      value: '`{{hole}}` becomes part of the SQL text of `{{call}}`. Write a placeholder there and bind the value.',
      name:
        '`{{hole}}` chooses a name in the SQL text of `{{call}}`, where no placeholder is allowed. ' +
        'Look it up in a list of allowed names.',
      clause:
        '`{{hole}}` becomes a piece of the SQL text of `{{call}}`. ' +
        'Build it from constant text with placeholders and bind the values.',
      fragment:
        '`{{hole}}` is put into the statement by `{{call}}` without being bound. Write `${ {{hole}} ' +
        '}` in the tagged template instead, and it is bound.',
      bind: 'Bind the value with a placeholder.',
    },
    schema: [],
    gate: SQL_GATE,
  },
  *problems(file) {
    const reported = new Set<number>();
    for (const sql of textsByPlace(sqlTexts(file))) {
      if (sql.verdict !== 'unknown') continue; // untrusted text at this sink belongs to no-sql-injection
      const open = sql.holes.filter((candidate) => isOpen(candidate) && !reported.has(candidate.at[0]));
      const isEscaped = ({ position, at }: SqlHole): boolean => position === 'quoted' && escapesQuotes(file, at);
      const hole = open.find((candidate) => !isEscaped(candidate)) ?? open[0];
      if (!hole || !hasOwnText(sql)) continue;
      sql.holes.forEach(({ at }) => reported.add(at[0]));
      // Bound as it is, the value would be stored with doubled quotes.
      const edits = sql.holes.some(isEscaped) ? null : placeholderEdit(file, sql);
      yield {
        at: sql.node.range,
        messageId: messageOf(sql, hole),
        data: { hole: excerpt(file.text, hole.at), call: sql.name },
        steps: sqlEvidence(sql, hole),
        focus: hole.at,
        ...(isEscaped(hole) ? { severity: 'low' as const } : isForValues(hole) ? {} : { severity: 'medium' as const }),
        ...valueCauseAt(file, hole.at),
        ...(edits && { suggestions: [{ messageId: 'bind', edits }] }),
      };
    }
  },
});

/**
 * Where names and grammar stand, what a project puts there is mostly its own; where values stand, it is mostly data.
 */
function isForValues({ position }: SqlHole): boolean {
  return position === 'value' || position === 'quoted' || position === 'double-quoted';
}

function messageOf(sql: SqlText, hole: SqlHole): string {
  const { position } = hole;
  if (isForValues(hole) || position === 'argument') return sql.isFragment ? 'fragment' : 'value';
  return position === 'name' ? 'name' : 'clause';
}

/** Where the text is written comes before where a wrapper hands it on: one text, one report, at its own place. */
function textsByPlace(texts: readonly SqlText[]): SqlText[] {
  const isOwn = (sql: SqlText): boolean =>
    sql.holes.some(({ at }) => at[0] >= sql.node.range[0] && at[1] <= sql.node.range[1]);
  return [...texts.filter(isOwn), ...texts.filter((sql) => !isOwn(sql))];
}

/**
 * A hole that somebody could fill with anything. Where a name, a piece of grammar or an argument that may be a column
 * stands, a value of the project's own modules, of a field of the object, or made by a function is as good as constant:
 * `FROM ${config.schema}.users`, `FROM ${this.table}`, `${filterQuery}` from a builder of fragments, and a field whose
 * type stands in another file, as `sortBy` of a checked request does. A parameter is not: nobody in sight says what it
 * is.
 */
function isOpen(hole: SqlHole): boolean {
  const { position, value, verdict } = hole;
  if (verdict !== 'unknown' || position === 'statement' || position === 'placeholder') return false;
  const isOwn = isForValues(hole) ? isFragmentBuilder : isOwnPiece;
  return !(value.unknown.length > 0 && value.unknown.every(isOwn));
}

function isOwnPiece(reason: UnknownReason): boolean {
  if (reason.kind === 'param') return reason.typedElsewhere === true && reason.path.length > 0;
  return (
    reason.kind === 'import' || reason.kind === 'call' || (reason.kind === 'member' && reason.name.startsWith('this.'))
  );
}

/**
 * Where a value stands, only a function that says it makes SQL is believed: `getDateSQL(column)`,
 * `escapeLiteral(name)`.
 */
function isFragmentBuilder(reason: UnknownReason): boolean {
  return (
    reason.kind === 'call' &&
    /(?:sql|query|clause|condition|filter|fragment|expression|placeholders?|interval|escape|quote)\w*$/i.test(
      reason.name,
    )
  );
}
