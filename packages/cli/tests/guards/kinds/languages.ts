import type { Kind, Row } from '../cell.js';
import { made } from './rows.js';
import { ALPHABET, LISTED, NO_GUARD, NUMBERS } from './of-every-kind.js';

const TEXTS: readonly Row[] = [...LISTED, ...ALPHABET, ...NUMBERS, ...NO_GUARD];

const quotedSql: readonly Row[] = [
  made(
    'identifier quoted by the driver',
    'escapeIdentifier of pg',
    `import { escapeIdentifier } from 'pg';`,
    (v) => `escapeIdentifier(${v})`,
  ),
  {
    guard: 'identifier quoted by the driver',
    spelling: 'escapeIdentifier of a client',
    make: (v) => `pool_client.escapeIdentifier(${v})`,
    needs: `import { Client } from 'pg';\nconst pool_client = new Client();`,
  },
  made(
    'identifier quoted by the driver',
    'escapeId of mysql2',
    `import mysql from 'mysql2';`,
    (v) => `mysql.escapeId(${v})`,
  ),
  made(
    'identifier quoted by the driver',
    'pg-format with %I',
    `import format from 'pg-format';`,
    (v) => `format('%I', ${v})`,
  ),
  made(
    'identifier quoted by the driver',
    'escapeId of sqlstring',
    `import sqlstring from 'sqlstring';`,
    (v) => `sqlstring.escapeId(${v})`,
  ),
  {
    guard: 'identifier quoted by the driver',
    spelling: 'quotes doubled by hand',
    isOpen: true,
    make: (v) => `String(${v}).replace("'", "''")`,
  },
  {
    guard: 'identifier quoted by the driver',
    spelling: 'pg-format with %s',
    isOpen: true,
    needs: `import format from 'pg-format';`,
    make: (v) => `format('%s', ${v})`,
  },
  {
    guard: 'identifier quoted by the driver',
    spelling: 'no semicolon',
    isOpen: true,
    test: (v) => `!${v}.includes(';')`,
  },
  {
    guard: 'identifier quoted by the driver',
    spelling: 'escaped for a page',
    isOpen: true,
    needs: `import escapeHtml from 'escape-html';`,
    make: (v) => `escapeHtml(${v})`,
  },
];

export const SQL: Kind = {
  name: 'SQL',
  rule: 'no-sql-injection',
  imports: `import { Pool } from 'pg';`,
  head: 'const pool = new Pool();',
  sink: (v) => `res.json(await pool.query('select id from items order by ' + ${v} + ' limit 10'));`,
  rows: [...quotedSql, ...TEXTS],
};

const shell: readonly Row[] = [
  made('quoted for the shell', 'quote of shell-quote', `import { quote } from 'shell-quote';`, (v) => `quote([${v}])`),
  made(
    'quoted for the shell',
    'quote as a member',
    `import shellQuote from 'shell-quote';`,
    (v) => `shellQuote.quote(['x', ${v}])`,
  ),
  made(
    'quoted for the shell',
    'shescape',
    `import { Shescape } from 'shescape';\nconst shescape = new Shescape({ shell: true });`,
    (v) => `shescape.quote(${v})`,
  ),
  {
    guard: 'quoted for the shell',
    spelling: 'single quotes closed and opened again',
    make: (v) => `("'" + String(${v}).replace(/'/g, "'\\\\''") + "'")`,
  },
  { guard: 'quoted for the shell', spelling: 'between quotes as it is', isOpen: true, make: (v) => '`"${' + v + '}"`' },
  { guard: 'quoted for the shell', spelling: 'JSON', isOpen: true, make: (v) => `JSON.stringify(${v})` },
  {
    guard: 'quoted for the shell',
    spelling: 'semicolons removed',
    isOpen: true,
    make: (v) => `String(${v}).replace(/;/g, '')`,
  },
  { guard: 'quoted for the shell', spelling: 'no semicolon', isOpen: true, test: (v) => `!${v}.includes(';')` },
  { guard: 'quoted for the shell', spelling: 'encoded for an address', isOpen: true, make: (v) => `escape(${v})` },
];

export const SHELL: Kind = {
  name: 'command of a shell',
  rule: 'no-command-injection',
  imports: `import { execSync } from 'node:child_process';`,
  sink: (v) => `res.send(execSync('convert ' + ${v} + ' out.png'));`,
  rows: [...shell, ...TEXTS],
};

export const CODE: Kind = {
  name: 'code',
  rule: 'no-code-injection',
  imports: `import vm from 'node:vm';`,
  sink: (v) => `res.json(vm.runInNewContext('rate * ' + ${v}));`,
  rows: [
    { guard: 'data, not code', spelling: 'a text of code', make: (v) => `JSON.stringify(String(${v}))` },
    {
      guard: 'data, not code',
      spelling: 'a sandbox only',
      isOpen: true,
      make: (v) => `String(${v}).replace('process', '')`,
    },
    { guard: 'data, not code', spelling: 'no require', isOpen: true, test: (v) => `!${v}.includes('require')` },
    {
      guard: 'data, not code',
      spelling: 'digits and signs at the beginning',
      isOpen: true,
      test: (v) => `/^[\\d+*]/.test(${v})`,
    },
    ...TEXTS,
  ],
};

const html: readonly Row[] = [
  made('escaped for the page', 'escape-html', `import escapeHtml from 'escape-html';`, (v) => `escapeHtml(${v})`),
  made('escaped for the page', 'encode of he', `import he from 'he';`, (v) => `he.encode(${v})`),
  made('escaped for the page', 'escape of lodash', `import _ from 'lodash';`, (v) => `_.escape(${v})`),
  made(
    'escaped for the page',
    'escape of validator',
    `import validator from 'validator';`,
    (v) => `validator.escape(${v})`,
  ),
  made(
    'escaped for the page',
    'sanitize-html',
    `import sanitizeHtml from 'sanitize-html';`,
    (v) => `sanitizeHtml(${v})`,
  ),
  made(
    'escaped for the page',
    'DOMPurify',
    `import DOMPurify from 'isomorphic-dompurify';`,
    (v) => `DOMPurify.sanitize(${v})`,
  ),
  made('escaped for the page', 'xss', `import xss from 'xss';`, (v) => `xss(${v})`),
  { guard: 'escaped for the page', spelling: 'encodeURIComponent', make: (v) => `encodeURIComponent(${v})` },
  {
    guard: 'escaped for the page',
    spelling: 'signs replaced one by one',
    make: (v) =>
      `String(${v}).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')`,
  },
  made(
    'escaped for the page',
    'signs replaced by a table',
    `const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };`,
    (v) => `String(${v}).replace(/[&<>"]/g, (sign) => SIGNS[sign]!)`,
  ),
  {
    guard: 'escaped for the page',
    spelling: 'script removed',
    isOpen: true,
    make: (v) => `String(${v}).replace(/<script>/g, '')`,
  },
  {
    guard: 'escaped for the page',
    spelling: 'the first sign only',
    isOpen: true,
    make: (v) => `String(${v}).replace('<', '&lt;')`,
  },
  { guard: 'escaped for the page', spelling: 'decoded', isOpen: true, make: (v) => `decodeURIComponent(${v})` },
  { guard: 'escaped for the page', spelling: 'no script', isOpen: true, test: (v) => `!${v}.includes('<script')` },
  { guard: 'escaped for the page', spelling: 'none of the signs', test: (v) => `!/["'&<>]/.test(${v})` },
];

export const HTML: Kind = {
  name: 'HTML',
  rule: 'no-unescaped-html-response',
  imports: '',
  sink: (v) => `return res.send('<p>Hello ' + ${v} + '</p>');`,
  rows: [...html, ...TEXTS],
  without: ['open: afterwards', 'open: made afterwards'],
};

const pattern: readonly Row[] = [
  made(
    'escaped for a pattern',
    'escape-string-regexp',
    `import escapeStringRegexp from 'escape-string-regexp';`,
    (v) => `escapeStringRegexp(${v})`,
  ),
  made('escaped for a pattern', 'escapeRegExp of lodash', `import _ from 'lodash';`, (v) => `_.escapeRegExp(${v})`),
  { guard: 'escaped for a pattern', spelling: 'RegExp.escape', make: (v) => `(RegExp as any).escape(${v})` },
  {
    guard: 'escaped for a pattern',
    spelling: 'signs escaped by hand',
    make: (v) => `String(${v}).replace(/[.*+?^\${}()|[\\]\\\\]/g, '\\\\$&')`,
  },
  {
    guard: 'escaped for a pattern',
    spelling: 'everything but words',
    make: (v) => `String(${v}).replace(/[^\\w\\s]/g, '\\\\$&')`,
  },
  {
    guard: 'escaped for a pattern',
    spelling: 'some signs only',
    isOpen: true,
    make: (v) => `String(${v}).replace(/[.]/g, '\\\\$&')`,
  },
  {
    guard: 'escaped for a pattern',
    spelling: 'the first sign only',
    isOpen: true,
    make: (v) => `String(${v}).replace(/[.*+?^\${}()|[\\]\\\\]/, '\\\\$&')`,
  },
  { guard: 'escaped for a pattern', spelling: 'quotes escaped', isOpen: true, make: (v) => `JSON.stringify(${v})` },
];

export const PATTERN: Kind = {
  name: 'regular expression',
  rule: 'no-regex-dos',
  imports: '',
  head: `const names = ['ann', 'bob'];`,
  sink: (v) => `res.json(names.filter((one) => new RegExp('^' + ${v}).test(one)));`,
  rows: [...pattern, ...TEXTS],
};
