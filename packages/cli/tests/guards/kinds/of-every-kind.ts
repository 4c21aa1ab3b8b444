import type { FormName, Row } from '../cell.js';

/** Forms of what asks the request, which another file does not have. */
export const HERE_ONLY: readonly FormName[] = ['helper elsewhere', 'throws elsewhere'];

const sent = (spelling: string, test: (v: string) => string): Row => ({
  guard: 'list',
  spelling,
  isOpen: true,
  without: HERE_ONLY,
  test,
});

/** Lists of values that the program knows. They are guards for every sink a text can reach. */
export const LISTED: readonly Row[] = [
  {
    guard: 'list',
    spelling: 'includes of a constant array',
    needs: `const KNOWN = ['a', 'b'];`,
    test: (v) => `KNOWN.includes(${v})`,
  },
  {
    guard: 'list',
    spelling: 'has of a constant set',
    needs: `const KNOWN = new Set(['a', 'b']);`,
    test: (v) => `KNOWN.has(${v})`,
  },
  {
    guard: 'list',
    spelling: 'indexOf that is not -1',
    needs: `const KNOWN = ['a', 'b'];`,
    test: (v) => `KNOWN.indexOf(${v}) !== -1`,
  },
  {
    guard: 'list',
    spelling: 'some that compares',
    needs: `const KNOWN = ['a', 'b'];`,
    test: (v) => `KNOWN.some((one) => one === ${v})`,
  },
  { guard: 'list', spelling: 'an array in place', test: (v) => `['a', 'b'].includes(${v})` },
  {
    guard: 'list',
    spelling: 'own key of a table',
    needs: `const TABLE = { a: 1, b: 2 };`,
    test: (v) => `Object.hasOwn(TABLE, ${v})`,
  },
  { guard: 'list', spelling: 'two comparisons', test: (v) => `${v} === 'a' || ${v} === 'b'` },
  {
    guard: 'list',
    spelling: 'keys of a table',
    needs: `const TABLE = { a: 1, b: 2 };`,
    test: (v) => `Object.keys(TABLE).includes(${v})`,
  },
  {
    guard: 'list',
    spelling: 'value of a table',
    needs: `const TABLE: Record<string, string> = { a: 'x', b: 'y' };`,
    make: (v) => `(TABLE[${v}] ?? 'x')`,
  },
  {
    guard: 'list',
    spelling: 'find in an array',
    needs: `const KNOWN = ['a', 'b'];`,
    make: (v) => `(KNOWN.find((one) => one === ${v}) ?? 'a')`,
  },
  { guard: 'list', spelling: 'a switch that gives constants', make: (v) => `(${v} === 'a' ? 'x' : 'y')` },
  {
    guard: 'list',
    spelling: 'enum of a schema',
    needs: `import { z } from 'zod';\nconst Known = z.enum(['a', 'b']);`,
    refuses: true,
    make: (v) => `Known.parse(${v})`,
  },
  sent('a list the client sends', (v) => `req.body.known.includes(${v})`),
  sent('a set of what the client sends', (v) => `new Set(req.body.known).has(${v})`),
  sent('a copy of what the client sends', (v) => `[...req.body.known].indexOf(${v}) !== -1`),
  sent('JSON the client sends', (v) => `JSON.parse(req.body.known).includes(${v})`),
  sent('a text of the client, split', (v) => `String(req.query.known).split(',').some((one) => one === ${v})`),
  sent('keys of what the client sends', (v) => `Object.keys(req.body.table).includes(${v})`),
  sent('own key of what the client sends', (v) => `Object.hasOwn(req.body.table, ${v})`),
  { guard: 'list', spelling: 'substring of a text', isOpen: true, test: (v) => `${v}.includes('a')` },
  {
    guard: 'list',
    spelling: 'some that asks for a substring',
    isOpen: true,
    needs: `const KNOWN = ['a', 'b'];`,
    test: (v) => `KNOWN.some((one) => ${v}.includes(one))`,
  },
  {
    guard: 'list',
    spelling: 'some that asks for a beginning',
    isOpen: true,
    needs: `const KNOWN = ['a', 'b'];`,
    test: (v) => `KNOWN.some((one) => ${v}.startsWith(one))`,
  },
  {
    guard: 'list',
    spelling: 'a list of what is refused',
    isOpen: true,
    needs: `const BAD = ['x', 'y'];`,
    test: (v) => `!BAD.includes(${v})`,
  },
  { guard: 'list', spelling: 'not one constant', isOpen: true, test: (v) => `${v} !== 'x'` },
];

/** Alphabets. */
export const ALPHABET: readonly Row[] = [
  { guard: 'anchored pattern', spelling: 'test of a literal', test: (v) => `/^[a-z0-9]+$/.test(${v})` },
  {
    guard: 'anchored pattern',
    spelling: 'test of a constant',
    needs: `const WORD = /^[a-z0-9]+$/;`,
    test: (v) => `WORD.test(${v})`,
  },
  { guard: 'anchored pattern', spelling: 'match', test: (v) => `${v}.match(/^[a-z0-9]+$/)` },
  { guard: 'anchored pattern', spelling: 'word characters', test: (v) => `/^\\w{1,32}$/.test(${v})` },
  { guard: 'anchored pattern', spelling: 'exec', test: (v) => `/^[a-z0-9]+$/.exec(${v}) !== null` },
  { guard: 'anchored pattern', spelling: 'search at the beginning', test: (v) => `${v}.search(/^[a-z0-9]+$/) === 0` },
  { guard: 'anchored pattern', spelling: 'none of the others', test: (v) => `!/[^a-z0-9]/.test(${v})` },
  {
    guard: 'anchored pattern',
    spelling: 'new RegExp of a constant text',
    needs: `const WORD = new RegExp('^[a-z0-9]+$');`,
    test: (v) => `WORD.test(${v})`,
  },
  { guard: 'anchored pattern', spelling: 'alternatives in a group', test: (v) => `/^(?:up|down)$/.test(${v})` },
  {
    guard: 'anchored pattern',
    spelling: 'other characters removed',
    make: (v) => `String(${v}).replace(/[^a-z0-9]/g, '')`,
  },
  {
    guard: 'anchored pattern',
    spelling: 'regex of a schema',
    needs: `import { z } from 'zod';\nconst Word = z.string().regex(/^[a-z0-9]+$/);`,
    refuses: true,
    make: (v) => `Word.parse(${v})`,
  },
  { guard: 'anchored pattern', spelling: 'without anchors', isOpen: true, test: (v) => `/[a-z0-9]+/.test(${v})` },
  { guard: 'anchored pattern', spelling: 'without an end', isOpen: true, test: (v) => `/^[a-z0-9]+/.test(${v})` },
  { guard: 'anchored pattern', spelling: 'without a beginning', isOpen: true, test: (v) => `/[a-z0-9]+$/.test(${v})` },
  {
    guard: 'anchored pattern',
    spelling: 'anchors of one alternative each',
    isOpen: true,
    test: (v) => `/^a|b$/.test(${v})`,
  },
  {
    guard: 'anchored pattern',
    spelling: 'lines, not the text',
    isOpen: true,
    test: (v) => `/^[a-z0-9]+$/m.test(${v})`,
  },
  { guard: 'anchored pattern', spelling: 'any characters', isOpen: true, test: (v) => `/^.+$/.test(${v})` },
  {
    guard: 'anchored pattern',
    spelling: 'only the first one removed',
    isOpen: true,
    make: (v) => `String(${v}).replace(/[^a-z0-9]/, '')`,
  },
];

export const NUMBERS: readonly Row[] = [
  { guard: 'number', spelling: 'Number', make: (v) => `Number(${v})` },
  { guard: 'number', spelling: 'parseInt', make: (v) => `parseInt(${v}, 10)` },
  { guard: 'number', spelling: 'plus sign', make: (v) => `+${v}` },
  { guard: 'number', spelling: 'Math.trunc', make: (v) => `Math.trunc(${v})` },
  { guard: 'number', spelling: 'Number.isInteger', test: (v) => `Number.isInteger(${v})` },
  { guard: 'number', spelling: 'typeof number', test: (v) => `typeof ${v} === 'number'` },
  {
    guard: 'number',
    spelling: 'coerced by a schema',
    needs: `import { z } from 'zod';\nconst Count = z.coerce.number();`,
    refuses: true,
    make: (v) => `Count.parse(${v})`,
  },
  {
    guard: 'number',
    spelling: 'isNaN of what parseInt gives',
    isOpen: true,
    test: (v) => `!isNaN(parseInt(${v}, 10))`,
  },
  { guard: 'number', spelling: 'parseInt that is thrown away', isOpen: true, test: (v) => `parseInt(${v}, 10) > 0` },
];

/** Only what a text is, not what it says. */
export const NO_GUARD: readonly Row[] = [
  { guard: 'no guard', spelling: 'is a text', isOpen: true, test: (v) => `typeof ${v} === 'string'` },
  { guard: 'no guard', spelling: 'is there', isOpen: true, test: (v) => `Boolean(${v})` },
  { guard: 'no guard', spelling: 'is short', isOpen: true, test: (v) => `${v}.length < 200` },
  { guard: 'no guard', spelling: 'trimmed', isOpen: true, make: (v) => `String(${v}).trim()` },
  {
    guard: 'no guard',
    spelling: 'a free text of a schema',
    isOpen: true,
    needs: `import { z } from 'zod';\nconst Text = z.string().min(1).max(200);`,
    make: (v) => `Text.parse(${v})`,
  },
];
