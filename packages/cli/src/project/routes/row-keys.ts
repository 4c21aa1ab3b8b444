import { isKeyIn, type ArgFact, type CallFact, type LookupUse, type QueryModel } from '@backend-architect/analysis';

/** `if-present`: a value that is undefined finds rows all the same. */
export type RowKey = 'yes' | 'if-present' | 'no';

/** What is taken for true of a look-up whose library is not known. */
const UNKNOWN: QueryModel = { operation: 'read', where: { arg: 0, loose: true } };
/** Texts are kept to this length: what is cut off may say anything. */
const MOST_TEXT = 600;

/** Whether a query finds rows only where they equal what it is handed there. */
export function rowKey(call: CallFact, use: LookupUse, model: QueryModel = UNKNOWN): RowKey {
  if (model.always) return 'no';
  if (model.textArg !== undefined) return isInText(call, use, model.textArg) ? 'yes' : 'no';
  const { where } = model;
  const path = use.path ?? [];
  if (path.length === 0)
    return use.arg === (where?.arg ?? 0) && where?.property === undefined
      ? where?.loose
        ? 'if-present'
        : 'yes'
      : 'no';
  if (use.arg !== (where?.arg ?? 0)) return 'no';
  const isUnder = where?.property !== undefined && path[0] === where.property;
  // The filter itself, as older versions took it.
  const isOld = where?.options !== undefined && !where.options.includes(path[0] ?? '');
  if (where?.property !== undefined && !isUnder && !isOld) return model === UNKNOWN ? 'if-present' : 'no';
  const inner = isUnder || (model === UNKNOWN && path[0] === 'where') ? path.slice(1) : path;
  return isEqual(inner, where?.words ?? {}) ? (where?.loose ? 'if-present' : 'yes') : 'no';
}

/** The same of a member that is chained to the query: `where('token', token)`, `where({ token })`, `where(eq(...))`. */
export function chainedKey(name: string, call: CallFact, use: LookupUse, model: QueryModel | undefined): RowKey {
  if (!model?.where?.equal?.includes(name)) return 'no';
  if (use.equal) return 'yes';
  const path = use.path ?? [];
  if (path.length > 0) return use.arg === 0 && isEqual(path, model.where.words ?? {}) ? 'yes' : 'no';
  const [, second] = call.args;
  const isKeyed = use.arg === 1 && call.args.length === 2;
  return isKeyed || (use.arg === 2 && /^={1,3}$/.test(second?.text ?? '')) ? 'yes' : 'no';
}

const ORDER: readonly RowKey[] = ['no', 'if-present', 'yes'];

/** The least, or the most, that is known of several; `no` of none. */
export function weakest(keys: readonly RowKey[]): RowKey {
  return keys.length === 0 ? 'no' : (ORDER.find((key) => keys.includes(key)) ?? 'no');
}

export function strongest(keys: readonly RowKey[]): RowKey {
  return ORDER.findLast((key) => keys.includes(key)) ?? 'no';
}

/** One column, in what must all hold, and nothing but equality behind it. */
function isEqual(
  path: readonly string[],
  { all = [], same = [], nested }: NonNullable<NonNullable<QueryModel['where']>['words']>,
): boolean {
  const rest: string[] = [];
  for (const [index, name] of path.entries()) {
    const before = path[index - 1];
    const isEntry = before !== undefined && all.includes(before) && /^\d+$/.test(name);
    if (isEntry || all.includes(name)) continue;
    // The first name is that of a column, whatever it is called.
    if (rest.length > 0 && same.includes(name)) continue;
    rest.push(name);
  }
  if (rest.length === 0 || rest.some((name) => /^\d+$|^[$*]/.test(name) || nested?.includes(name))) return false;
  return rest.length === 1 || nested !== undefined;
}

/** The place of the value in the text: the list behind it, the arguments behind it, or a list beside the text. */
function isInText(call: CallFact, use: LookupUse, textArg: number): boolean {
  const given: ArgFact | undefined = call.args[textArg];
  const beside = given?.properties?.['text'] ?? given?.properties?.['sql'];
  const sql = textOf(given) ?? textOf(beside);
  if (sql === undefined || sql.length >= MOST_TEXT) return false;
  const [first, second, ...more] = use.path ?? [];
  if (use.arg === textArg)
    return (
      beside !== undefined &&
      (first === 'values' || first === 'bindings') &&
      second !== undefined &&
      more.length === 0 &&
      isAt(sql, second)
    );
  if (use.arg < textArg || second !== undefined) return false;
  if (first === undefined) return isAt(sql, String(use.arg - textArg - 1));
  return use.arg === textArg + 1 && isAt(sql, first);
}

function isAt(sql: string, place: string): boolean {
  return isKeyIn(sql, /^\d+$/.test(place) ? { index: Number(place) } : { name: place });
}

function textOf(arg: ArgFact | undefined): string | undefined {
  return arg?.sql ?? arg?.text;
}
