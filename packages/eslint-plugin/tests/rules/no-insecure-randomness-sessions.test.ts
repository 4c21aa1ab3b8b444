import rule from '../../../rules/src/no-insecure-randomness/rule.js';
import { testRule } from '../harness.js';

const session = (made: string): string =>
  "import session from 'express-session';\nimport { randomUUID } from 'node:crypto';\n" +
  `export const middleware = session({ secret: process.env.SECRET, genid: ${made} });`;

testRule(rule, {
  valid: [
    { name: 'from the cryptographic source', code: session('() => randomUUID()') },
    { name: 'beside it', code: session('() => `${Date.now()}-${randomUUID()}`') },
    { name: 'a time that is noted', code: session('() => { console.log(Date.now()); return randomUUID(); }') },
    { name: 'a setting of something else', code: 'export const pages = paged({ genid: () => String(Date.now()) });' },
  ],
  invalid: [
    { name: 'from the clock', code: session('() => String(«Date.now()»)'), errors: ['clock'] },
    { name: 'of a method', code: session('() => { return `s${«Math.random()»}`; }'), errors: ['weak'] },
    {
      name: 'of a function of the file',
      code:
        "import session from 'koa-session';\nconst next = () => `${«Date.now()»}`;\n" +
        'export const middleware = session({ genid: next }, app);',
      errors: ['clock'],
    },
  ],
});
