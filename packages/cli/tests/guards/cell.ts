/**
 * The matrix of guards: each kind of sink with what the documentation of its libraries names as a guard, each guard in
 * several spellings, each spelling in every form a program gives it. A cell is one spelling in one form.
 */

/** A place where a value does harm. */
export interface Kind {
  /** As it stands on the page: `file path`. */
  readonly name: string;
  readonly rule: string;
  /** Options of the rule, where it asks only with them. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly imports: string;
  /** Statements of the module. */
  readonly head?: string;
  /** Where the untrusted value comes from, an expression. */
  readonly source?: string;
  /** The statement that does harm with a value. */
  sink(value: string): string;
  readonly rows: readonly Row[];
  /** Forms that say nothing here. */
  readonly without?: readonly FormName[];
}

/**
 * One spelling of one guard, or of what looks like one. `test` is an expression that is true of what may pass; `make`
 * gives what is harmless. Both are given the text of the value they are about.
 */
export interface Row {
  /** What the documentation calls it: rows of one guard stand together. */
  readonly guard: string;
  readonly spelling: string;
  /** Looks like one, and lets harm through. */
  readonly isOpen?: true;
  /** Throws by itself where the value is none of those that may pass. */
  readonly refuses?: true;
  /** Forms it cannot be given. */
  readonly without?: readonly FormName[];
  /** Statements before the test, with the value. */
  before?(value: string): string;
  test?(value: string): string;
  make?(value: string): string;
  /** What is used in place of the value. */
  use?(value: string): string;
  /** Imports and statements of the module that the spelling needs. */
  readonly needs?: string;
}

export interface Cell {
  readonly kind: Kind;
  readonly row: Row;
  readonly form: FormName;
  /** Whether the rule has to be silent. */
  readonly isGuarded: boolean;
  readonly files: Readonly<Record<string, string>>;
}

/** What a form makes of a row: the body of the handler, and the other file. */
interface Made {
  readonly body: string;
  readonly helper?: string;
}

type Parts = { readonly kind: Kind; readonly row: Row };

const DENIED = `return res.sendStatus(400);`;

/** The value that is used once it has passed. */
function used({ row }: Parts, value = 'to'): string {
  return row.use ? row.use(value) : value;
}
const before = ({ row }: Parts, value = 'to'): string => row.before?.(value) ?? '';
const test = ({ row }: Parts, value = 'to'): string => row.test!(value);
const make = ({ row }: Parts, value = 'to'): string => row.make!(value);

/** A spelling of a test in its forms. What follows `open` must be reported. */
const TESTS = {
  refused: (p: Parts): Made => ({ body: `${before(p)} if (!(${test(p)})) ${DENIED} ${p.kind.sink(used(p))}` }),
  inside: (p: Parts): Made => ({
    body: `${before(p)} if (${test(p)}) { ${p.kind.sink(used(p))} } else res.sendStatus(400);`,
  }),
  named: (p: Parts): Made => ({
    body: `${before(p)} const fine = ${test(p)}; if (!fine) throw new Error('no'); ${p.kind.sink(used(p))}`,
  }),
  'and more': (p: Parts): Made => ({
    body: `${before(p)} if (!req.user || !(${test(p)})) ${DENIED} ${p.kind.sink(used(p))}`,
  }),
  'helper elsewhere': (p: Parts): Made => ({
    helper: `export function ok(value: any) { ${before(p, 'value')} return ${test(p, 'value')}; }`,
    body: `if (!ok(to)) ${DENIED} ${before(p)} ${p.kind.sink(used(p))}`,
  }),
  'throws elsewhere': (p: Parts): Made => ({
    helper:
      `export function ok(value: any) { ${before(p, 'value')} ` +
      `if (!(${test(p, 'value')})) throw new Error('no'); return ${used(p, 'value')}; }`,
    body: p.row.use ? `const good = ok(to); ${p.kind.sink('good')}` : `ok(to); ${p.kind.sink('to')}`,
  }),
  'open: negated': (p: Parts): Made => ({ body: `${before(p)} if (${test(p)}) ${DENIED} ${p.kind.sink(used(p))}` }),
  'open: unused': (p: Parts): Made => ({ body: `${before(p)} ${test(p)}; ${p.kind.sink(used(p))}` }),
  'open: or': (p: Parts): Made => ({
    body: `${before(p)} if (!(${test(p)} || req.query.force)) ${DENIED} ${p.kind.sink(used(p))}`,
  }),
  'open: another value': (p: Parts): Made => ({
    body: `${before(p, 'other')} if (!(${test(p, 'other')})) ${DENIED} ${p.kind.sink('to')}`,
  }),
  'open: afterwards': (p: Parts): Made => ({
    body: `${before(p)} ${p.kind.sink(used(p))} if (!(${test(p)})) ${DENIED}`,
  }),
  'open: a copy': (p: Parts): Made => ({
    body: `const copy = String(to).replace(/[^a-z]/g, ''); ${before(p, 'copy')} if (!(${test(p, 'copy')})) ${DENIED} ${p.kind.sink('to')}`,
  }),
  'open: written again': (p: Parts): Made => ({
    body: `let where = to; ${before(p, 'where')} if (!(${test(p, 'where')})) ${DENIED} where = other; ${p.kind.sink('where')}`,
  }),
  'open: only told': (p: Parts): Made => ({
    body: `${before(p)} if (!(${test(p)})) console.warn('odd'); ${p.kind.sink(used(p))}`,
  }),
  'open: helper unused': (p: Parts): Made => ({
    helper: `export function ok(value: any) { ${before(p, 'value')} return ${test(p, 'value')}; }`,
    body: `ok(to); ${before(p)} ${p.kind.sink(used(p))}`,
  }),
} as const satisfies Readonly<Record<string, (parts: Parts) => Made>>;

/** What is made harmless, in its forms. */
const VALUES = {
  'at once': (p: Parts): Made => ({ body: p.kind.sink(make(p)) }),
  kept: (p: Parts): Made => ({ body: `const clean = ${make(p)}; ${p.kind.sink('clean')}` }),
  'in its place': (p: Parts): Made => ({
    body: `let value = to; value = ${make(p, 'value')}; ${p.kind.sink('value')}`,
  }),
  'made elsewhere': (p: Parts): Made => ({
    helper: `export function clean(value: any) { return ${make(p, 'value')}; }`,
    body: p.kind.sink('clean(to)'),
  }),
  'made elsewhere, kept': (p: Parts): Made => ({
    helper: `export const clean = (value: any) => ${make(p, 'value')};`,
    body: `const good = clean(to); ${p.kind.sink('good')}`,
  }),
  'open: result unused': (p: Parts): Made => ({ body: `${make(p)}; ${p.kind.sink('to')}` }),
  'open: made of another value': (p: Parts): Made => ({
    body: `const clean = ${make(p, 'other')}; keep(clean); ${p.kind.sink('to')}`,
  }),
  'open: made afterwards': (p: Parts): Made => ({
    body: `${p.kind.sink('to')} const clean = ${make(p)}; keep(clean);`,
  }),
  'open: only sometimes': (p: Parts): Made => ({ body: p.kind.sink(`(req.query.raw ? to : ${make(p)})`) }),
  'open: or another': (p: Parts): Made => ({ body: p.kind.sink(`(other || ${make(p)})`) }),
  'open: elsewhere, unused': (p: Parts): Made => ({
    helper: `export function clean(value: any) { return ${make(p, 'value')}; }`,
    body: `clean(to); ${p.kind.sink('to')}`,
  }),
} as const satisfies Readonly<Record<string, (parts: Parts) => Made>>;

export type FormName = keyof typeof TESTS | keyof typeof VALUES;

export function cellsOf(kind: Kind): Cell[] {
  return kind.rows.flatMap((row) => {
    const forms: Readonly<Record<string, (parts: Parts) => Made>> = row.test ? TESTS : VALUES;
    return Object.entries(forms)
      .filter(([form]) => ![...(kind.without ?? []), ...(row.without ?? [])].includes(form as FormName))
      .filter(([form]) => !row.isOpen || !form.startsWith('open:'))
      .map(([form, made]): Cell => ({
        kind,
        row,
        form: form as FormName,
        isGuarded: !row.isOpen && (!form.startsWith('open:') || (row.refuses === true && form.endsWith('unused'))),
        files: filesOf(kind, row, made({ kind, row })),
      }));
  });
}

/** The name of a cell, which is also how a known wrong one is listed. */
export function nameOf({ kind, row, form }: Cell): string {
  return `${kind.name} | ${row.guard} | ${row.spelling} | ${form}`;
}

function filesOf(kind: Kind, row: Row, { body, helper }: Made): Record<string, string> {
  const [name] = /(?<=export (?:function|const) )\w+/.exec(helper ?? '') ?? [];
  const head = `${kind.imports}\n${kind.head ?? ''}\n`;
  // What the test needs stands where the test stands, what is made of it again in both files.
  const needs = row.needs ?? '';
  return {
    'app.ts': `import express from 'express';
${name ? `import { ${name} } from './helper.js';\n` : ''}${head}${needs}
const app = express();
app.post('/go', async (req, res) => {
  const to = ${kind.source ?? 'req.body.to'};
  const other = req.body.other;
  ${body}
});
`,
    ...(helper && { 'helper.ts': `${kind.imports}\n${needs}\n${helper}\n` }),
  };
}
