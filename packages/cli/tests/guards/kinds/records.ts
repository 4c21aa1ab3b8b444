import type { Kind, Row } from '../cell.js';
import { ALPHABET, LISTED, NO_GUARD, NUMBERS } from './of-every-kind.js';
import { made, open } from './rows.js';

const PICKED = 'named fields';
const DATA: readonly Row[] = [
  { guard: PICKED, spelling: 'written one by one', make: (v) => `({ name: ${v}.name, email: ${v}.email })` },
  made(PICKED, 'pick of lodash', `import _ from 'lodash';`, (v) => `_.pick(${v}, ['name', 'email'])`),
  made(
    PICKED,
    'a list of names',
    `const FIELDS = ['name', 'email'];`,
    (v) => `Object.fromEntries(FIELDS.map((field) => [field, ${v}[field]]))`,
  ),
  made(
    PICKED,
    'object of a schema',
    `import { z } from 'zod';\nconst User = z.object({ name: z.string(), email: z.string() });`,
    (v) => `User.parse(${v})`,
  ),
  {
    ...made(
      PICKED,
      'strict object of a schema',
      `import { z } from 'zod';\nconst User = z.strictObject({ name: z.string() });`,
      (v) => `User.parse(${v})`,
    ),
    refuses: true,
  },
  {
    guard: PICKED,
    spelling: 'every key is in a list',
    needs: `const FIELDS = ['name', 'email'];`,
    test: (v) => `Object.keys(${v}).every((key) => FIELDS.includes(key))`,
  },
  open({ guard: PICKED, spelling: 'spread', make: (v) => `({ ...${v} })` }),
  open({ guard: PICKED, spelling: 'spread, and one field set before', make: (v) => `({ role: 'user', ...${v} })` }),
  open({ guard: PICKED, spelling: 'copied by Object.assign', make: (v) => `Object.assign({}, ${v})` }),
  open({ guard: PICKED, spelling: 'a copy in JSON', make: (v) => `JSON.parse(JSON.stringify(${v}))` }),
  open(made(PICKED, 'omit of lodash', `import _ from 'lodash';`, (v) => `_.omit(${v}, ['role'])`)),
  open(
    made(
      PICKED,
      'loose object of a schema',
      `import { z } from 'zod';\nconst User = z.looseObject({ name: z.string() });`,
      (v) => `User.parse(${v})`,
    ),
  ),
  open(
    made(
      PICKED,
      'record of a schema',
      `import { z } from 'zod';\nconst User = z.record(z.string(), z.unknown());`,
      (v) => `User.parse(${v})`,
    ),
  ),
  open({ guard: PICKED, spelling: 'a cast', make: (v) => `(${v} as { name: string })` }),
  open({ guard: PICKED, spelling: 'is an object', test: (v) => `typeof ${v} === 'object'` }),
  open({ guard: PICKED, spelling: 'has the field', test: (v) => `'name' in ${v}` }),
  open({ guard: PICKED, spelling: 'field is a text', test: (v) => `typeof ${v}.name === 'string'` }),
  open({ guard: PICKED, spelling: 'one refused key', test: (v) => `!('role' in ${v})` }),
];

export const RECORD: Kind = {
  name: 'fields of a record',
  rule: 'no-mass-assignment',
  imports: `import { PrismaClient } from '@prisma/client';`,
  head: 'const prisma = new PrismaClient();',
  source: 'req.body',
  sink: (v) => `res.json(await prisma.user.create({ data: ${v} }));`,
  rows: DATA,
};

const BREAKS = 'no line breaks';
const LINES: readonly Row[] = [
  { guard: BREAKS, spelling: 'removed', make: (v) => `String(${v}).replace(/[\\r\\n]/g, '')` },
  { guard: BREAKS, spelling: 'runs replaced', make: (v) => `String(${v}).replace(/[\\r\\n]+/g, ' ')` },
  { guard: BREAKS, spelling: 'alternatives replaced', make: (v) => `String(${v}).replace(/\\n|\\r/g, ' ')` },
  { guard: BREAKS, spelling: 'all blanks replaced', make: (v) => `String(${v}).replace(/\\s/g, ' ')` },
  {
    guard: BREAKS,
    spelling: 'what is not printed removed',
    make: (v) => `String(${v}).replace(/[^\\x20-\\x7e]/g, '')`,
  },
  {
    guard: BREAKS,
    spelling: 'both replaced, one after the other',
    make: (v) => `String(${v}).replaceAll('\\n', ' ').replaceAll('\\r', ' ')`,
  },
  { guard: BREAKS, spelling: 'JSON', make: (v) => `JSON.stringify(${v})` },
  { guard: BREAKS, spelling: 'encoded for an address', make: (v) => `encodeURIComponent(${v})` },
  { guard: BREAKS, spelling: 'none inside', test: (v) => `!/[\\r\\n]/.test(${v})` },
  open({ guard: BREAKS, spelling: 'the first one removed', make: (v) => `String(${v}).replace('\\n', '')` }),
  open({ guard: BREAKS, spelling: 'the first run replaced', make: (v) => `String(${v}).replace(/[\\r\\n]+/, ' ')` }),
  open({ guard: BREAKS, spelling: 'line feeds only', make: (v) => `String(${v}).replace(/\\n/g, ' ')` }),
  open(made(BREAKS, 'escaped for a page', `import escapeHtml from 'escape-html';`, (v) => `escapeHtml(${v})`)),
  open({ guard: BREAKS, spelling: 'decoded', make: (v) => `decodeURIComponent(${v})` }),
  open({ guard: BREAKS, spelling: 'none at the end', test: (v) => `!${v}.endsWith('\\n')` }),
];

export const LOG_LINE: Kind = {
  name: 'line of a log',
  rule: 'no-unsafe-logging',
  options: { lineBreaks: true },
  imports: '',
  sink: (v) => `console.log('went to ' + ${v}); res.end();`,
  rows: [...LINES, ...LISTED, ...ALPHABET, ...NUMBERS, ...NO_GUARD],
};

const SIGNED = 'signed by the server';
const LIVE: readonly Row[] = [
  {
    guard: SIGNED,
    spelling: 'unsigned by cookie-signature',
    needs: `import { unsign } from 'cookie-signature';`,
    make: (v) => `(unsign(${v}, process.env.KEY!) || '{}')`,
  },
  {
    guard: SIGNED,
    spelling: 'unsealed by iron',
    needs: `import Iron from '@hapi/iron';`,
    make: (v) => `(await Iron.unseal(${v}, process.env.KEY!, Iron.defaults))`,
    without: ['made elsewhere', 'made elsewhere, kept', 'open: elsewhere, unused'],
  },
  {
    guard: SIGNED,
    spelling: 'signature compared',
    needs: `import { createHmac, timingSafeEqual } from 'node:crypto';\nconst KEY = process.env.KEY!;`,
    without: ['helper elsewhere', 'throws elsewhere'],
    test: (v) =>
      `timingSafeEqual(createHmac('sha256', KEY).update(${v}).digest(), Buffer.from(req.get('x-signature')!, 'hex'))`,
  },
  open({ guard: SIGNED, spelling: 'decoded', make: (v) => `Buffer.from(${v}, 'base64').toString()` }),
  open({ guard: SIGNED, spelling: 'can be read as JSON', test: (v) => `Boolean(JSON.parse(${v}))` }),
  open({ guard: SIGNED, spelling: 'no mark of a function', test: (v) => `!${v}.includes('function')` }),
  open({ guard: SIGNED, spelling: 'a copy in JSON', make: (v) => `JSON.stringify(JSON.parse(${v}))` }),
  open({
    guard: SIGNED,
    spelling: 'hashed, and nothing compared',
    needs: `import { createHash } from 'node:crypto';`,
    test: (v) => `createHash('sha256').update(${v}).digest('hex').length === 64`,
  }),
];

export const SERIALIZED: Kind = {
  name: 'serialised objects',
  rule: 'no-unsafe-deserialization',
  imports: `import { unserialize } from 'node-serialize';`,
  sink: (v) => `res.json(unserialize(${v}));`,
  rows: [...LIVE, ...LISTED, ...NO_GUARD],
};
