import {
  type FileAnalysis,
  hasOwnText,
  isHandedOn,
  SQL_GATE,
  sqlEvidence,
  type SqlText,
  sqlTexts,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { askedOf, excerpt, handedIn, severityOf, sourceSubject } from '../evidence.js';
import { placeholderEdit } from '../sql/placeholder-edit.js';
import { valueCauseAt } from '../value-cause.js';

export default defineRule({
  id: 'no-sql-injection',
  meta: {
    severity: 'critical',
    weight: 'sender',
    cwe: [89],
    owasp: ['A05:2025', 'A03:2021'],
    api: ['API8:2023'],
    hasSuggestions: true,
    docs: {
      description: 'Reports request input in SQL text',
      impact: 'Whoever sends the request can read, change or delete any row the database user may touch.',
      fix: 'Keep the SQL text constant and bind the value; choose names and sort orders from a list of allowed ones.',
      refactoring:
        'Move SQL into repository functions that take values and bind them; then no handler ever writes SQL text.',
    },
    messages: {
      value:
        '{{source}} becomes part of the SQL text of `{{call}}` through `{{hole}}`. ' +
        'Write a placeholder there and bind the value.',
      name:
        '{{source}} chooses a name or a piece of grammar in the SQL text of `{{call}}` through `{{hole}}`, ' +
        'where no placeholder is allowed. Look it up in a list of allowed names.',
      fragment:
        '{{source}} is put into the statement by `{{call}}` without being bound. Write `${ {{hole}} ' +
        '}` in the tagged template instead, and it is bound.',
      whole: '{{source}} arrives in the SQL text of `{{call}}`. Keep the text constant and bind values.',
      unseen: 'Can request input become part of the text that {{receiver}} gives to the database as SQL?',
      bind: 'Bind the value with a placeholder.',
    },
    schema: [],
    speaksOf: ['sql-text'],
    gate: SQL_GATE,
  },
  *problems(file) {
    for (const sql of sqlTexts(file)) {
      if (sql.verdict === 'unknown' && sql.sink && !hasOwnText(sql))
        yield* askedOf(file, sql.sink, sql.value, 'is given to the database as SQL text');
      if (sql.verdict !== 'tainted') continue;
      yield problem(file, sql, placeholderEdit(file, sql));
    }
  },
});

function problem(file: FileAnalysis, sql: SqlText, edits: ReturnType<typeof placeholderEdit>): Problem {
  const bad = sql.holes.filter((hole) => hole.verdict === 'tainted');
  // A name cannot be bound: when one is among the holes, that is the harder part of the repair.
  const hole = bad.find(({ position }) => position === 'name' || position === 'clause') ?? bad[0];
  const bindable =
    hole?.position === 'value' ||
    hole?.position === 'argument' ||
    hole?.position === 'quoted' ||
    hole?.position === 'double-quoted';
  const data = {
    source: sourceSubject(hole?.value ?? sql.value),
    call: sql.name,
    ...(hole && { hole: excerpt(file.text, hole.at) }),
  };
  return {
    at: sql.node.range,
    messageId:
      !hole || hole.position === 'statement' || isHandedOn(sql, hole)
        ? 'whole'
        : bindable
          ? sql.isFragment
            ? 'fragment'
            : 'value'
          : 'name',
    data,
    ...handedIn(sql.value),
    steps: sqlEvidence(sql, hole),
    focus: hole?.at,
    ...(hole && valueCauseAt(file, hole.at)),
    severity: severityOf(sql.value),
    ...(edits && { suggestions: [{ messageId: 'bind', edits }] }),
  };
}
