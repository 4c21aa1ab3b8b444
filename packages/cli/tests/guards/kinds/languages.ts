import type { Kind, Row } from '../cell.js';
import { ALPHABET, LISTED, NO_GUARD, NUMBERS } from './of-every-kind.js';

const TEXTS: readonly Row[] = [...LISTED, ...ALPHABET, ...NUMBERS, ...NO_GUARD];

const quotedSql: readonly Row[] = [
  {
    guard: 'identifier quoted by the driver',
    spelling: 'escapeIdentifier of pg',
    needs: `import { escapeIdentifier } from 'pg';`,
    make: (v) => `escapeIdentifier(${v})`,
  },
  {
    guard: 'identifier quoted by the driver',
    spelling: 'escapeIdentifier of a client',
    make: (v) => `pool_client.escapeIdentifier(${v})`,
    needs: `import { Client } from 'pg';\nconst pool_client = new Client();`,
  },
  {
    guard: 'identifier quoted by the driver',
    spelling: 'escapeId of mysql2',
    needs: `import mysql from 'mysql2';`,
    make: (v) => `mysql.escapeId(${v})`,
  },
  {
    guard: 'identifier quoted by the driver',
    spelling: 'pg-format with %I',
    needs: `import format from 'pg-format';`,
    make: (v) => `format('%I', ${v})`,
  },
  {
    guard: 'identifier quoted by the driver',
    spelling: 'escapeId of sqlstring',
    needs: `import sqlstring from 'sqlstring';`,
    make: (v) => `sqlstring.escapeId(${v})`,
  },
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
  {
    guard: 'quoted for the shell',
    spelling: 'quote of shell-quote',
    needs: `import { quote } from 'shell-quote';`,
    make: (v) => `quote([${v}])`,
  },
  {
    guard: 'quoted for the shell',
    spelling: 'quote as a member',
    needs: `import shellQuote from 'shell-quote';`,
    make: (v) => `shellQuote.quote(['x', ${v}])`,
  },
  {
    guard: 'quoted for the shell',
    spelling: 'shescape',
    needs: `import { Shescape } from 'shescape';\nconst shescape = new Shescape({ shell: true });`,
    make: (v) => `shescape.quote(${v})`,
  },
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
  {
    guard: 'escaped for the page',
    spelling: 'escape-html',
    needs: `import escapeHtml from 'escape-html';`,
    make: (v) => `escapeHtml(${v})`,
  },
  {
    guard: 'escaped for the page',
    spelling: 'encode of he',
    needs: `import he from 'he';`,
    make: (v) => `he.encode(${v})`,
  },
  {
    guard: 'escaped for the page',
    spelling: 'escape of lodash',
    needs: `import _ from 'lodash';`,
    make: (v) => `_.escape(${v})`,
  },
  {
    guard: 'escaped for the page',
    spelling: 'escape of validator',
    needs: `import validator from 'validator';`,
    make: (v) => `validator.escape(${v})`,
  },
  {
    guard: 'escaped for the page',
    spelling: 'sanitize-html',
    needs: `import sanitizeHtml from 'sanitize-html';`,
    make: (v) => `sanitizeHtml(${v})`,
  },
  {
    guard: 'escaped for the page',
    spelling: 'DOMPurify',
    needs: `import DOMPurify from 'isomorphic-dompurify';`,
    make: (v) => `DOMPurify.sanitize(${v})`,
  },
  { guard: 'escaped for the page', spelling: 'xss', needs: `import xss from 'xss';`, make: (v) => `xss(${v})` },
  { guard: 'escaped for the page', spelling: 'encodeURIComponent', make: (v) => `encodeURIComponent(${v})` },
  {
    guard: 'escaped for the page',
    spelling: 'signs replaced one by one',
    make: (v) =>
      `String(${v}).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')`,
  },
  {
    guard: 'escaped for the page',
    spelling: 'signs replaced by a table',
    needs: `const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };`,
    make: (v) => `String(${v}).replace(/[&<>"]/g, (sign) => SIGNS[sign]!)`,
  },
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
  {
    guard: 'escaped for a pattern',
    spelling: 'escape-string-regexp',
    needs: `import escapeStringRegexp from 'escape-string-regexp';`,
    make: (v) => `escapeStringRegexp(${v})`,
  },
  {
    guard: 'escaped for a pattern',
    spelling: 'escapeRegExp of lodash',
    needs: `import _ from 'lodash';`,
    make: (v) => `_.escapeRegExp(${v})`,
  },
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
