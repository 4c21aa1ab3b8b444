import { bare, outer, unwrap } from '../../syntax/wrappers.js';
import { bindingOf } from '../../symbols/binding.js';
import { dottedName } from '../../syntax/functions.js';
import type { CallNode, FileAnalysis, Node, Sink } from '../../vocabulary/analysis.js';
import type { PlaceholderModel } from '../../vocabulary/sink-shapes.js';
import type { Range } from '../../vocabulary/concepts.js';
import type { Step, Value } from '../../vocabulary/value.js';
import type { TSESTree } from '@typescript-eslint/types';
import { doubleQuoted } from './double-quotes.js';
import { isSqlStatement } from './grammar.js';
import { holePosition, type HolePosition } from './hole-position.js';
import { isPlaceholderName } from './placeholder-name.js';

/** A text that a database call receives, with the holes that are not provably harmless. */
export interface SqlText {
  /** The argument that arrives there. */
  readonly node: Node;
  readonly value: Value;
  readonly verdict: 'safe' | 'unknown' | 'tainted';
  readonly call: CallNode;
  /** The call as a person names it: `pool.query`. */
  readonly name: string;
  readonly holes: readonly SqlHole[];
  /** A raw piece inside a tagged template: all of it is one hole. */
  readonly isFragment: boolean;
  /** How values are bound here, when the model says. */
  readonly placeholder?: PlaceholderModel;
  /** Absent where only its words tell that the text is SQL. */
  readonly sink?: Sink;
}

export interface SqlHole {
  readonly at: Range;
  readonly value: Value;
  readonly position: HolePosition;
  readonly verdict: 'unknown' | 'tainted';
}

/** From where a value enters to the statement it ends up in, by way of the place where the text is put together. */
export function sqlEvidence(sql: SqlText, hole: SqlHole | undefined): readonly Step[] {
  const [start, end] = sql.node.range;
  const { steps } = hole && !isHandedOn(sql, hole) ? hole.value : sql.value;
  const isElsewhere =
    hole !== undefined && (hole.at[0] < start || hole.at[1] > end) && steps.every(({ at }) => at[0] !== hole.at[0]);
  return [
    ...steps,
    ...(isElsewhere ? [{ at: hole.at, what: 'becomes part of the text' }] : []),
    { at: sql.node.range, what: 'is given to the database as SQL text' },
  ];
}

/** The text was put together before it came here: what is open in it is the whole argument. */
export function isHandedOn({ node, isFragment }: SqlText, { at }: SqlHole): boolean {
  return !isFragment && at[0] === node.range[0] && at[1] === node.range[1];
}

/** A wrapper that passes a whole text on concatenates nothing. */
export function hasOwnText(sql: SqlText): boolean {
  return sql.isFragment || (sql.value.parts?.some((part) => 'text' in part && /\w/.test(part.text)) ?? false);
}

const cache = new WeakMap<FileAnalysis, readonly SqlText[]>();

/**
 * Every SQL text of a file: arguments at modelled sinks, then SQL-shaped text given to a call that is named like a
 * query.
 */
export function sqlTexts(file: FileAnalysis): readonly SqlText[] {
  const known = cache.get(file);
  if (known) return known;
  const sinks = file.sinks('sql-text');
  const taken = new Set<Node>(sinks.map((sink) => sink.call.node));
  // `db.execute(raw(text))`: the text arrives at the inner call, one report is enough.
  const modelled = sinks
    .filter((sink) => !taken.has(unwrap(sink.node)))
    .map((sink) => ({ ...describe(file, sink.node, sink.call.node, sink), sink }));
  const found = [...modelled, ...shapedTexts(file, taken)];
  cache.set(file, found);
  return found;
}

function describe(file: FileAnalysis, node: Node, call: CallNode, sink?: Sink): SqlText {
  const placeholder = sink?.model.placeholder;
  const value = file.valueFor(node, 'sql-text');
  const callee = call.type === 'TaggedTemplateExpression' ? call.tag : call.callee;
  const judged = file.judge(value, 'sql-text');
  const settled = judged === 'safe' ? null : settledByQuotes(file, value);
  const verdict = settled ?? judged;
  const around = verdict === 'safe' || value.parts ? null : textAround(call);
  const holes: readonly SqlHole[] =
    around === null || verdict === 'safe'
      ? holesOf(file, value, call, sink)
      : [{ at: node.range, value, position: holePosition(around, doubleQuoted(file, sink)), verdict }];
  return {
    node,
    value,
    verdict,
    call,
    name: dottedName(callee) ?? 'this call',
    holes,
    isFragment: around !== null,
    ...(placeholder && { placeholder }),
  };
}

/**
 * What is left of a verdict where values between quotes have been escaped for them; null where none has been. A text
 * that may be another one as well is judged as a whole.
 */
function settledByQuotes(file: FileAnalysis, value: Value): SqlText['verdict'] | null {
  if (!value.parts || value.partsOfOne) return null;
  const [verdicts, before] = [[] as SqlText['verdict'][], { text: '' }];
  let isSettled = false;
  for (const part of value.parts) {
    if ('hole' in part) {
      const isEscaped = isEscapedAt(file, part.hole, before.text);
      isSettled ||= isEscaped;
      verdicts.push(isEscaped ? 'safe' : file.judge(part.hole, 'sql-text'));
    }
    before.text += 'text' in part ? part.text : '?';
  }
  if (!isSettled) return null;
  return verdicts.includes('tainted') ? 'tainted' : verdicts.includes('unknown') ? 'unknown' : 'safe';
}

/** The hole stands between quotes, and what comes there cannot end them. */
function isEscapedAt(file: FileAnalysis, hole: Value, before: string): boolean {
  return (
    file.judge(hole, 'sql-text') !== 'safe' &&
    file.judge(hole, 'sql-quoted') === 'safe' &&
    holePosition(before) === 'quoted'
  );
}

/** `` sql`... ${raw(x)}` ``: the text before a raw piece inside a tagged template; null when the call stands alone. */
function textAround(call: Node): string | null {
  const whole = outer(call);
  const template = whole.parent;
  if (template?.type !== 'TemplateLiteral' || template.parent.type !== 'TaggedTemplateExpression') return null;
  const index = template.expressions.indexOf(whole as TSESTree.Expression);
  return template.quasis
    .slice(0, index + 1)
    .map((quasi) => quasi.value.cooked ?? quasi.value.raw)
    .join('?');
}

function holesOf(file: FileAnalysis, value: Value, call: CallNode, sink: Sink | undefined): SqlHole[] {
  const quotes = doubleQuoted(file, sink);
  const holes: SqlHole[] = [];
  let before = '';
  for (const part of value.parts ?? []) {
    if ('text' in part) before += part.text;
    else {
      const verdict = file.judge(part.hole, 'sql-text');
      if (verdict !== 'safe' && !isEscapedAt(file, part.hole, before)) {
        const isName = isPlaceholderName(file, part.hole, before, call, sink);
        holes.push({
          at: part.at,
          value: part.hole,
          position: isName ? 'placeholder' : holePosition(before, quotes),
          verdict,
        });
      }
      before += '?';
    }
  }
  return holes;
}

const QUERY_NAMES = new Set([
  'query', 'execute', 'exec', 'run', 'raw', 'unsafe', 'prepare', 'queryRaw', 'rawQuery', 'executeSql', 'executeQuery',
  'runQuery', 'one', 'oneOrNone', 'many', 'manyOrNone', 'none', 'any', 'each', 'all', 'get', 'multi', 'result',
]);

/** Rung 5: nothing is known of the receiver, but the text is SQL and the call is named like a query. */
function shapedTexts(file: FileAnalysis, taken: ReadonlySet<Node>): SqlText[] {
  return file.callsNamed(...QUERY_NAMES).flatMap((call) => {
    const first = call.type === 'CallExpression' ? call.arguments[0] : undefined;
    if (call.type !== 'CallExpression' || !first || first.type === 'SpreadElement' || taken.has(call)) return [];
    // A call that a model knows and that has no SQL in it is something else: a cache, a router, a process.
    if (file.libraryCall(call) || isOfTheLanguage(file, call.callee)) return [];
    if (!canBeBuilt(file, first)) return [];
    const text = describe(file, first, call);
    return isSqlStatement(skeleton(text.value)) ? [text] : [];
  });
}

/** Text that is put together here, under a name, or by a function of this file. */
function canBeBuilt(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  if (plain.type === 'AwaitExpression') return canBeBuilt(file, plain.argument);
  if (plain.type === 'CallExpression') return file.localFunctionOf(plain.callee) !== null;
  return (
    plain.type === 'TemplateLiteral' ||
    plain.type === 'TaggedTemplateExpression' ||
    plain.type === 'BinaryExpression' ||
    plain.type === 'Identifier'
  );
}

/** `/x/.exec(...)`, `new Map().get(...)`: an object that the language itself makes talks to no database. */
function isOfTheLanguage(file: FileAnalysis, callee: Node): boolean {
  const plain = bare(callee);
  if (plain.type !== 'MemberExpression') return false;
  let object = bare(plain.object);
  for (let hops = 0; object.type === 'Identifier' && hops < 4; hops += 1) {
    const variable = file.variableOf(object);
    const binding = variable && bindingOf(variable);
    if (binding?.kind !== 'value' || !binding.init || binding.path.length > 0) return false;
    object = bare(binding.init);
  }
  if (object.type === 'NewExpression')
    return object.callee.type === 'Identifier' && file.variableOf(object.callee) === null;
  return object.type === 'Literal' || object.type === 'ArrayExpression';
}

/** The fixed text of a value, with `?` for every hole. */
function skeleton(value: Value): string {
  return (value.parts ?? []).map((part) => ('text' in part ? part.text : '?')).join('');
}
