import {
  argumentsOf,
  bare,
  enclosingFunction,
  type FileAnalysis,
  isChange,
  nameOf,
  namesWholeTable,
  type Node,
  type QueryCall,
  queryCalls,
  requestHandlerAround,
  saysWholeTable,
  vanishingFilter,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText, evidence, excerpt, sourceSubject } from '../evidence.js';
import { isSetBack } from './set-anew.js';

const INSERTS = /^\s*(?:insert\s+into|replace\s+into|copy)\b/i;
const CHANGES_ROWS = /^\s*(?:delete\s+from|update|truncate)\b/i;

/** Updates and deletes that mean every row of a table, or do so when a value is missing. */
export default defineRule({
  id: 'no-unscoped-mutation',
  meta: {
    severity: 'critical',
    weight: 'sender',
    cwe: [1284, 20],
    owasp: ['A06:2025', 'A04:2021'],
    docs: {
      description: 'Reports updates and deletes without a filter, and filters that vanish when a value is undefined',
      impact: 'One call changes or removes every row of the table',
      fix: 'Say which rows are meant, and refuse the request when the value that selects them is missing',
      refactoring:
        'Parse the request with a schema before the data layer sees it, so that a key is either there or an error',
    },
    messages: {
      everyRow: '`{{call}}` has no filter: it {{verb}} every row{{of}}. Say which rows are meant.',
      refused: '`{{call}}` has no filter, and without one it fails. Say which rows are meant.',
      vanishes:
        '{{source}} may lack `{{value}}`. An undefined value is left out of the filter, ' +
        'and then `{{call}}` {{verb}} every row{{of}}. Refuse the request when it is missing.',
    },
    schema: [],
    gate: /delete|update|destroy|truncate|remove|clear|restore|\bdel\b|execute/i,
  },
  *problems(file) {
    for (const query of queriesThatChange(file)) {
      const problem = withoutFilter(file, query) ?? withVanishingFilter(file, query);
      if (problem) yield problem;
    }
  },
});

function queriesThatChange(file: FileAnalysis): readonly QueryCall[] {
  return queryCalls(file, 'named').filter(
    ({ library: { call }, query }) =>
      isChange(query) && (call.query?.everyRow !== undefined || call.query?.textArg !== undefined),
  );
}

function withoutFilter(file: FileAnalysis, found: QueryCall): Problem | null {
  const { library, query } = found;
  const everyRow = library.call.query?.everyRow;
  const reaches = everyRow?.always
    ? requestHandlerAround(file, library.node) !== null
    : query.filtered === 'no' && (everyRow ? stands(found) : changesRows(file, found));
  if (!reaches || isMeant(file, library.node) || isRebuild(file, found) || isSetBack(file, found, tableOf)) return null;
  if (emptiesOthers(file, found)) return null;
  const at = library.node.range;
  return isRefused(found)
    ? { at, messageId: 'refused', data: words(file, found), severity: 'medium', impact: REFUSED }
    : { at, messageId: 'everyRow', data: words(file, found) };
}

const REFUSED = 'The call fails whenever it runs: nothing is changed, and the request behind it is not served';

/** The library runs it only with one of some options, and none of them is given. */
function isRefused({ library, call }: QueryCall): boolean {
  const { where, everyRow } = library.call.query ?? {};
  const given = typeof where?.arg === 'number' ? call.args[where.arg] : undefined;
  return (
    everyRow?.refusedWithout !== undefined &&
    everyRow.refusedWithout.every((name) => !Object.hasOwn(given?.properties ?? {}, name))
  );
}

/** `execute()` ends other statements too: only behind `update` or `delete` it changes rows. */
function stands({ library, call }: QueryCall): boolean {
  const after = library.call.query?.everyRow?.after;
  return after === undefined || (call.chainBefore ?? []).some((name) => after.includes(name));
}

/** A constant statement without `where`; of one with holes, what stands in them is not known. */
function changesRows(file: FileAnalysis, { library }: QueryCall): boolean {
  const [argument] = argumentsOf(library, library.call.query?.textArg ?? 0);
  const plain = argument && bare(argument);
  const text = plain && library.form === 'call' ? file.valueOf(plain).constant : undefined;
  return typeof text === 'string' && CHANGES_ROWS.test(text) && !/\b(?:where|using|join|limit)\b/i.test(text);
}

/** The function, the comment above it, or one beside the statement, says that the whole table is meant. */
function isMeant(file: FileAnalysis, node: Node): boolean {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn))
    if (namesWholeTable(nameOf(fn) ?? '') || isSaidAbove(file, fn)) return true;
  let statement: Node = node;
  while (statement.parent && !/Statement$|^VariableDeclaration$|^Program$/.test(statement.type))
    statement = statement.parent;
  const [start, end] = statement.range;
  return file.comments.some(
    ({ range, value }) =>
      saysWholeTable(value) &&
      (isJust(/^\s*$/, file.text, range[1], start) || isJust(/^[ \t]*$/, file.text, end, range[0])),
  );
}

/** On the line above the declaration of this very function. */
function isSaidAbove(file: FileAnalysis, fn: Node): boolean {
  const declared = declarationOf(fn);
  return (
    declared !== null &&
    file.comments.some(
      ({ range, value }) =>
        saysWholeTable(value) && isJust(/^[ \t]*\r?\n?[ \t]*$/, file.text, range[1], declared.range[0]),
    )
  );
}

function declarationOf(fn: Node): Node | null {
  const { parent } = fn;
  if (parent?.type === 'MethodDefinition' || parent?.type === 'PropertyDefinition') return parent;
  const declared =
    fn.type === 'FunctionDeclaration' ? fn : parent?.type === 'VariableDeclarator' ? (parent.parent ?? null) : null;
  return declared?.parent?.type.startsWith('Export') ? declared.parent : declared;
}

/** A delete after which the same function writes rows of the same table anew. */
function isRebuild(file: FileAnalysis, found: QueryCall): boolean {
  const { library, query } = found;
  const table = tableOf(found);
  if (query.operation !== 'delete' || table === null) return false;
  const fn = file.functionOf(library.node);
  return queryCalls(file).some(
    (other) =>
      tableOf(other) === table &&
      other.library.node.range[0] > library.node.range[1] &&
      file.functionOf(other.library.node) === fn &&
      inserts(file, other),
  );
}

/** A function no request runs that empties several tables, and asks the database for nothing else: every row is meant. */
function emptiesOthers(file: FileAnalysis, found: QueryCall): boolean {
  if (found.query.operation !== 'delete' || requestHandlerAround(file, found.library.node) !== null) return false;
  const fn = file.functionOf(found.library.node);
  const all = queryCalls(file).filter(({ library }) => file.functionOf(library.node) === fn);
  return (
    fn !== null &&
    all.every(({ query }) => query.operation === 'delete' && query.filtered === 'no') &&
    all.some((other) => tableOf(other) !== tableOf(found))
  );
}

/** The table by its name, else the variable that holds it and is given first: `db.delete(users)`. */
function tableOf({ library, query }: QueryCall): string | null {
  if (query.entity !== undefined) return query.entity;
  const [given] = library.form === 'tag' ? [] : argumentsOf(library, 0);
  return given?.type === 'Identifier' && library.call.query?.textArg === undefined ? `(${given.name})` : null;
}

/** Writes new rows: a write that has no place for a filter, or a statement that begins with the word. */
function inserts(file: FileAnalysis, { library, query }: QueryCall): boolean {
  const { textArg, where, everyRow } = library.call.query ?? {};
  if (textArg === undefined) return query.operation === 'write' && where === undefined && everyRow === undefined;
  const [argument] = library.form === 'tag' ? [] : argumentsOf(library, textArg);
  const text = library.node.type === 'TaggedTemplateExpression' ? library.node.quasi : argument && bare(argument);
  return (
    text !== undefined &&
    INSERTS.test(String(text.type === 'TemplateLiteral' ? text.quasis[0]?.value.raw : file.valueOf(text).constant))
  );
}

/** Nothing but space stands between the comment and the statement. */
function isJust(space: RegExp, text: string, from: number, to: number): boolean {
  return from <= to && space.test(text.slice(from, to));
}

function withVanishingFilter(file: FileAnalysis, found: QueryCall): Problem | null {
  const missing = vanishingFilter(file, found.library);
  if (!missing) return null;
  return {
    at: found.library.node.range,
    messageId: 'vanishes',
    severity: 'high',
    data: {
      ...words(file, found),
      source: sourceSubject(missing.value),
      value: excerpt(file.text, missing.node.range),
    },
    steps: evidence(missing.value, missing.node.range, 'is the only thing that selects rows, and may be undefined'),
  };
}

function words(file: FileAnalysis, { library, query }: QueryCall): Record<string, string> {
  return {
    call: calleeText(file, library.node),
    verb: query.operation === 'delete' ? 'deletes' : 'changes',
    of: query.entity === undefined ? '' : ` of \`${query.entity}\``,
  };
}
