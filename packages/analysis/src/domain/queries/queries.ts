import { isHanded } from '../calls/handed-along.js';
import type { FileAnalysis } from '../../vocabulary/analysis.js';
import type { QueryModel } from '../../vocabulary/library-model.js';
import { hasOwnClient } from '../transactions/own-client.js';
import { argAt, hasProperty, propertyAt } from './arg-access.js';
import { targetOf, type LibraryTarget } from './library-target.js';
import { lookupsOf } from './lookups.js';
import { readSql, type SqlReading } from '../sql/sql-text.js';
import type { ArgFact, CallFact, QueryFact } from '../../vocabulary/facts.js';

/** What members that count, sum or ask whether there is one are called in every library. */
const COUNTS =
  /[.#$](?:count\w*|estimatedDocumentCount|getCount|sum|avg|average|min|minimum|max|maximum|aggregate|exists?|exists?By|getExists)$/;

/** Database calls this file can recognise by itself. */
export function queriesOf(file: FileAnalysis, calls: readonly CallFact[]): QueryFact[] {
  const byRange = new Map(calls.map((call) => [`${call.at[0]}:${call.at[1]}`, call]));
  const modelled = file.libraryCalls.flatMap((library): QueryFact[] => {
    const call = byRange.get(`${library.node.range[0]}:${library.node.range[1]}`);
    const query = call && queryOf(call, targetOf(library));
    if (!query) return [];
    return [isChange(query) && hasOwnClient(file, library.node) ? { ...query, ownClient: true } : query];
  });
  return [...modelled, ...lookupsOf(calls)];
}

/** It writes or deletes rows. */
export function isChange({ operation }: Pick<QueryFact, 'operation'>): boolean {
  return operation === 'write' || operation === 'delete';
}

/**
 * What a call does to the database, or null when its model says it is no query. Also used when linking finds the
 * callee.
 */
export function queryOf(call: CallFact, target: LibraryTarget): QueryFact | null {
  const model = target.call.query;
  if (!model || call.fragment || isChained(call, model.unlessChained)) return null;
  const text = textOf(call, model, target);
  const sql = text === null ? null : readSql(text);
  const operation = model.operation === 'raw' && sql ? sql.operation : model.operation;
  const many = sql ? sql.many : model.many === true;
  const entity = target.entity ?? entityOf(call, target) ?? sql?.table;
  const bounded = many ? boundedOf(call, model, sql, target) : 'yes';
  const binding = bindingOf(call, model, target, text);
  return {
    call: call.at,
    fn: call.fn,
    operation,
    ...(entity === undefined ? call.tableParam !== undefined && { entityParam: call.tableParam } : { entity }),
    many,
    bounded,
    filtered: filteredOf(call, model, sql, target),
    transaction: transactionOf(call, model, target),
    atomic: model.atomic === true,
    ...((sql ? sql.aggregate : COUNTS.test(target.symbol) && !readsRows(call)) && { counts: true as const }),
    ...(many && bounded === 'yes' && (sql ? sql.searches : isSearch(call)) && { searches: true as const }),
    ...(model.batched && { batched: true as const }),
    rung: target.rung,
    symbol: target.symbol,
    ...(binding && { binding }),
  };
}

/** Operators that look for a piece of a text, as clients of objects and builders call them. */
const SEARCH_KEYS =
  /^(?:contains|search|startsWith|endsWith|i?[lL]ike|\$text|\$regex|.*\b(?:iLike|like|substring|startsWith)\])$/;
const SEARCH_STEPS = /^(?:(?:or|and)?where(?:I?Like|_?full_?text)|textSearch|ilike|like)$/i;

function isSearch(call: CallFact): boolean {
  return (
    [...(call.chain ?? []), ...(call.chainBefore ?? [])].some((name) => SEARCH_STEPS.test(name)) ||
    call.args.some((arg) => hasSearch(arg, 4))
  );
}

function hasSearch(arg: ArgFact, depth: number): boolean {
  if (depth === 0) return false;
  return (
    Object.entries(arg.properties ?? {}).some(([key, value]) => SEARCH_KEYS.test(key) || hasSearch(value, depth - 1)) ||
    (arg.list ?? []).some((one) => hasSearch(one, depth - 1))
  );
}

function textOf(call: CallFact, model: QueryModel, target: LibraryTarget): string | null {
  const arg =
    target.form === 'tag' ? call.args[0] : model.textArg === undefined ? undefined : argAt(call.args, model.textArg);
  return sqlOf(arg) ?? sqlOf(propertyAt(arg, 'text')) ?? sqlOf(propertyAt(arg, 'sql'));
}

function sqlOf(arg: ArgFact | undefined): string | null {
  return arg?.sql ?? arg?.text ?? null;
}

function entityOf(call: CallFact, target: LibraryTarget): string | undefined {
  const { entity } = target.call;
  return typeof entity === 'object'
    ? (call.args[entity.arg]?.text ?? call.names?.[entity.arg] ?? undefined)
    : undefined;
}

function boundedOf(
  call: CallFact,
  model: QueryModel,
  sql: SqlReading | null,
  target: LibraryTarget,
): QueryFact['bounded'] {
  if (sql) return sql.bounded ? 'yes' : 'no';
  const { bounds } = model;
  if (!bounds) return 'unknown';
  if (isChained(call, bounds.chained)) return 'yes';
  if (isOpenBuilder(call, model, target)) return 'unknown';
  const option =
    bounds.arg === undefined || !bounds.properties
      ? 'no'
      : hasProperty(argAt(call.args, bounds.arg), bounds.properties);
  if (option !== 'no') return option;
  // A builder kept in a variable may be bounded later, or was before.
  return bounds.chained && (isKeptForLater(call) || isBuiltBefore(call)) ? 'unknown' : 'no';
}

function filteredOf(
  call: CallFact,
  model: QueryModel,
  sql: SqlReading | null,
  target: LibraryTarget,
): QueryFact['filtered'] {
  if (sql) return sql.filtered ? 'yes' : 'no';
  const { where } = model;
  if (!where) return 'unknown';
  if (isChained(call, where.chained)) return 'yes';
  if (isOpenBuilder(call, model, target)) return 'unknown';
  if (where.chained && isBuiltBefore(call)) return 'unknown';
  const arg = argAt(call.args, where.arg);
  if (where.property !== undefined) {
    const present = hasProperty(arg, [where.property]);
    const joined =
      present === 'no' && where.joined
        ? joinFilters(propertyAt(arg, where.joined.property), where.property, where.joined)
        : 'no';
    if (joined !== 'no') return joined;
    if (
      present === 'no' &&
      where.options &&
      Object.keys(arg?.properties ?? {}).some((name) => !where.options?.includes(name))
    )
      return 'yes';
    if (present !== 'yes') return present === 'no' && where.chained && isKeptForLater(call) ? 'unknown' : present;
    return isEmptyObject(propertyAt(arg, where.property)) ? 'no' : 'yes';
  }
  if (!arg) return where.chained && isKeptForLater(call) ? 'unknown' : 'no';
  return isEmptyObject(arg) ? 'no' : arg.ref ? 'unknown' : 'yes';
}

/** A filter on a joined table leaves out the rows that have none there. */
function joinFilters(
  join: ArgFact | undefined,
  property: string,
  joined: { readonly property: string; readonly optional: string },
): QueryFact['filtered'] {
  if (!join) return 'no';
  if (join.list) return strongest(join.list.map((one) => joinFilters(one, property, joined)));
  // A model by name brings no filter; what is handed in, or nested too deep to be kept, may.
  const isHidden =
    join.spread ||
    (join.ref ? join.ref.kind === 'param' || join.ref.kind === 'unknown' : join.text === undefined && !join.properties);
  const present = isHidden ? 'unknown' : hasProperty(join, [property]) === 'yes' ? 'yes' : 'no';
  if (present === 'yes' && propertyAt(join, joined.optional)?.boolean !== false) return 'yes';
  const inner = joinFilters(propertyAt(join, joined.property), property, joined);
  return inner !== 'no' ? inner : present === 'unknown' ? 'unknown' : 'no';
}

function strongest(found: readonly QueryFact['filtered'][]): QueryFact['filtered'] {
  return found.includes('yes') ? 'yes' : found.includes('unknown') ? 'unknown' : 'no';
}

function isEmptyObject(arg: ArgFact | undefined): boolean {
  return !!arg?.properties && Object.keys(arg.properties).length === 0;
}

/** A member is chained that the program has given the builder, or one that runs code of the program. */
function isOpenBuilder(
  call: CallFact,
  { where, bounds, unlessChained }: QueryModel,
  { builder }: LibraryTarget,
): boolean {
  if (!builder) return false;
  const known = new Set(
    [Object.keys(builder.members ?? {}), where?.chained, bounds?.chained, unlessChained].flatMap(
      (names) => names ?? [],
    ),
  );
  return isChained(call, builder.openMembers) || call.chain?.some((name) => !known.has(name)) === true;
}

function isChained(call: CallFact, names: readonly string[] | undefined): boolean {
  return !!names?.some((name) => call.chain?.includes(name) || call.chainBefore?.includes(name));
}

/** The builder was made in this function, in a statement before: what was added to it since is not visible here. */
function isBuiltBefore(call: CallFact): boolean {
  const { callee, receiver = callee } = call;
  return (
    call.fn !== -1 &&
    receiver.kind === 'library' &&
    receiver.origin !== undefined &&
    receiver.origin > call.fn &&
    receiver.origin < call.at[0]
  );
}

function isKeptForLater(call: CallFact): boolean {
  return call.use === 'assigned' || call.use === 'argument' || call.use === 'returned' || call.use === 'chained';
}

function transactionOf(call: CallFact, model: QueryModel, target: LibraryTarget): QueryFact['transaction'] {
  if (target.transactional || isHanded(call.handed, model.transactionChained)) return 'inside';
  if (model.transactionOption) {
    const present = hasProperty(argAt(call.args, model.transactionOption.arg), [model.transactionOption.property]);
    if (present !== 'no') return present === 'yes' ? 'inside' : 'unknown';
  }
  return target.rung <= 3 ? 'outside' : 'unknown';
}

function bindingOf(
  call: CallFact,
  model: QueryModel,
  target: LibraryTarget,
  text: string | null,
): QueryFact['binding'] {
  if (target.form === 'tag') return 'parameters';
  if (call.sinks?.some((sink) => sink.kind === 'sql-text')) return 'concatenation';
  if (model.textArg === undefined) return model.operation === 'raw' ? undefined : 'parameters';
  const after = call.args[model.textArg + 1];
  const given = call.args[model.textArg];
  const bound =
    (after !== undefined && after.fn === undefined) ||
    !!given?.properties?.['values'] ||
    !!given?.properties?.['bindings'];
  if (bound) return 'parameters';
  return text === null ? undefined : 'none';
}

/** A pipeline, `[{ $match }, { $lookup }]`, that groups nothing: it gives rows. */
function readsRows({ args: [pipeline] }: CallFact): boolean {
  const stages = pipeline?.list?.flatMap(({ properties }) => Object.keys(properties ?? {})) ?? [];
  return stages.length > 0 && !stages.some((stage) => /^\$(?:count|group|bucket|bucketAuto|sortByCount)$/.test(stage));
}
