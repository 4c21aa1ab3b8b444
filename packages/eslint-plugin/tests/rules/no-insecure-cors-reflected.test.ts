import rule from '../../../rules/src/no-insecure-cors/rule.js';
import { testRule } from '../harness.js';

const cors = (decides: string): string =>
  `import cors from 'cors';\nimport express from 'express';\nconst LIST = ['https://shop.example'];\n` +
  `express().use(cors({ credentials: true, origin: ${decides} }));`;
const all = (name: string, decides: string) => ({ name, code: cors(`«${decides}»`), errors: ['reflected'] });
const some = (name: string, decides: string) => ({ name, code: cors(decides) });

testRule(rule, {
  valid: [
    some(
      'a list that is asked',
      '(origin, cb) => { if (LIST.includes(origin)) cb(null, origin); else cb(null, false); }',
    ),
    some(
      'no origin, or one of the list',
      '(origin, cb) => { if (!origin || LIST.includes(origin)) cb(null, true); else cb(null, false); }',
    ),
    some('no origin first', '(origin, cb) => { if (!origin) return cb(null, true); cb(null, LIST.includes(origin)); }'),
    some(
      'no origin first, then a failure',
      "(origin, cb) => { if (!origin) return cb(null, true); cb(new Error('no')); }",
    ),
    some('a list of others', '(origin, cb) => cb(null, LIST)'),
    some('those without an origin alone', '(origin, cb) => { if (!origin) cb(null, true); else cb(null, false); }'),
    some(
      'asked as well',
      '(origin, cb) => { if (origin && LIST.includes(origin)) cb(null, [origin]); else cb(null, []); }',
    ),
    some('given back when listed', '(origin) => (LIST.includes(origin) ? origin : null)'),
  ],
  invalid: [
    all('in a list', '(origin, cb) => cb(null, [origin])'),
    all('in a list with others', "(origin, cb) => { cb(null, ['https://shop.example', origin]); }"),
    all('when there is one', '(origin, cb) => { if (origin) cb(null, origin); else cb(null, false); }'),
    all('when there is none as well', '(origin, cb) => { if (!origin) return cb(null, true); return cb(null, true); }'),
    all(
      'when it is not undefined',
      '(origin, cb) => { if (origin !== undefined) cb(null, true); else cb(null, false); }',
    ),
    all(
      'when there is none: a failure',
      "(origin, cb) => { if (!origin) return cb(new Error('no')); cb(null, origin); }",
    ),
    all('or everybody', '(origin, cb) => cb(null, origin || true)'),
  ],
});
