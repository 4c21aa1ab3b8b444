/** The programs of a cell: a handler in which a value of the request does or does not become part of a shell command. */

/** What is asked of every construct. `silent`: nothing may be said. */
export const COLUMNS = [
  { id: 'reaches', title: 'source reaches sink', silent: false },
  { id: 'cleared', title: 'guard clears it', silent: true },
  { id: 'constant', title: 'constant is silent', silent: true },
  { id: 'later', title: 'later write does not count', silent: true },
];
export const PLACES = [
  { id: 'one', title: 'one file' },
  { id: 'two', title: 'two files' },
];

const SOURCE = 'req.query.q';
const KNOWN = "['a', 'b']";

/**
 * Programs by path -> text that decide on one cell, or null where the row has none: modules are never in one file. The
 * worst of them counts.
 */
export function programsOf(row, column, place) {
  if (isOfModules(row) && place === 'one') return null;
  const kinds = column === 'cleared' ? ['before', 'after'] : [column];
  return kinds.map((kind) => {
    if (isOfModules(row)) return modules(row, kind);
    if (place === 'one') return oneFile(row, kind);
    return row.top === undefined ? madeElsewhere(row, kind) : declaredElsewhere(row, kind);
  });
}

function isOfModules(row) {
  return row.use !== undefined;
}

function oneFile(row, kind) {
  const top = (row.top ?? '').replace(/^export /gm, '');
  return { [`app.${endOf(row)}`]: app(row, kind, { top, body: inPlace(row, kind) }), ...manifest(row) };
}

/** The construct lies in a function of another file. */
function madeElsewhere(row, kind) {
  const { body, later = 'input = other;\n' } = row;
  const isAsync = /\bawait\b/.test(body);
  const hasSink = body.includes('SINK(');
  const ts = row.ts ? ': any' : '';
  const end = kind === 'later' ? `\n${later}` : '';
  const check = kind === 'after' && !hasSink ? `\n${throwing('out')}` : '';
  const lib = `${hasSink ? "import { exec } from 'node:child_process';\n" : ''}${row.head ?? ''}
export ${isAsync ? 'async ' : ''}function make(input${ts}, other${ts}) {
${indented(withSinks(body, kind === 'after' ? throwing : null))}${indented(check)}${indented(end)}${hasSink ? '' : '\n  return out;'}
}
`;
  const call = `${isAsync ? 'await ' : ''}make(input, other)`;
  const made = hasSink ? `${call};` : `const out = ${call};\nexec('ls ' + out);`;
  return {
    [`app.${endOf(row)}`]: app(row, kind, {
      imports: "import { make } from './lib.js';\n",
      body: { text: made, sink: hasSink, call },
      own: true,
    }),
    [`lib.${endOf(row)}`]: lib,
    ...manifest(row),
  };
}

/** The declarations lie in another file. */
function declaredElsewhere(row, kind) {
  const names = [
    ...row.top.matchAll(/^export (?:abstract )?(?:class|function|const|enum|namespace|interface) (\w+)/gm),
  ];
  const used = names.map(([, name]) => name).filter((name) => new RegExp(`\\b${name}\\b`).test(row.body));
  return {
    [`app.${endOf(row)}`]: app(row, kind, {
      imports: `import { ${used.join(', ')} } from './lib.js';\n`,
      body: inPlace(row, kind),
    }),
    [`lib.${endOf(row)}`]: `${row.head ?? ''}${row.top}`,
    ...manifest(row),
  };
}

function modules(row, kind) {
  const files = Object.fromEntries(
    Object.entries(row.files).map(([path, text]) => [path, withSinks(text, kind === 'after' ? throwing : null)]),
  );
  const sink = Object.values(row.files).some((text) => text.includes('SINK('));
  return {
    ...manifest(row),
    [`app.${endOf(row)}`]: app(row, kind, { imports: row.use, body: { ...inPlace(row, kind, sink), sink } }),
    ...files,
  };
}

/** The construct and the use of what it makes. */
function inPlace(row, kind, isElsewhere = false) {
  const sink = row.body.includes('SINK(');
  const check = kind === 'after' ? answering : null;
  if (sink) return { text: withSinks(row.body, check), sink };
  if (isElsewhere) return { text: row.body, sink: true };
  return { text: `${row.body}\n${check ? `${check('out')}\n` : ''}exec('ls ' + out);`, sink: false };
}

function app(row, kind, { imports = '', top = '', body, own = false }) {
  const { later = 'input = other;\n' } = row;
  const at = kind === 'later' ? `${own ? 'input = other;\n' : later}` : '';
  const innocent = kind === 'constant' || kind === 'later';
  const needsOther = own || /\bother\b/.test(`${body.text}${at}`);
  const lines = [
    `${kind === 'later' ? 'let' : 'const'} input${row.ts && innocent ? ': any' : ''} = ${innocent ? "'a'" : SOURCE};`,
    ...(needsOther ? [`const other = ${innocent ? SOURCE : "'b'"};`] : []),
    ...(kind === 'before' ? [answering('input')] : []),
    body.text,
    at,
    ...(own && kind === 'after' ? [] : []),
    'res.json({ input });',
  ];
  // Others hand untrusted values to the same declarations, where they do no harm.
  const shares = kind === 'constant' && !body.sink && (top !== '' || imports !== '');
  const second = shares
    ? handler('/shown', [
        `const input = ${SOURCE};`,
        ...(needsOther ? ["const other = 'b';"] : []),
        body.text.replace(/exec\('ls ' \+ out\);/, 'res.json({ out });'),
      ])
    : '';
  const start = row.cjs
    ? "const express = require('express');\nconst { exec } = require('node:child_process');\n"
    : "import express from 'express';\nimport { exec } from 'node:child_process';\n";
  const head = own ? '' : (row.head ?? '');
  return `${start}${head}${imports}\n${top}const app = express();\n${handler('/list', lines)}${second}app.listen(3000);\n`;
}

function handler(path, lines) {
  return `app.get('${path}', async (req, res) => {\n${indented(lines.filter((line) => line !== '').join('\n'))}\n});\n`;
}

/** Each use of the value, behind a check where one is given. */
function withSinks(text, check) {
  return text.replace(/^( *)SINK\((.+)\);$/gm, (_, space, value) =>
    check
      ? `${space}const checked = ${value};\n${space}${check('checked')}\n${space}exec('ls ' + checked);`
      : `${space}exec('ls ' + ${value});`,
  );
}

function answering(name) {
  return `if (!${KNOWN}.includes(${name})) return res.sendStatus(400);`;
}

function throwing(name) {
  return `if (!${KNOWN}.includes(${name})) throw new RangeError('unknown');`;
}

function indented(text) {
  return text.replace(/^(?=.)/gm, '  ').trimEnd();
}

function endOf(row) {
  return row.ts ? 'ts' : 'js';
}

function manifest(row) {
  const type = row.cjs ? 'commonjs' : 'module';
  return { 'package.json': `{ "name": "flows", "type": "${type}", "dependencies": { "express": "4.21.2" } }\n` };
}
