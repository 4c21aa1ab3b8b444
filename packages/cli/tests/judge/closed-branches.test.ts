/** What a constant of the program closes does not run: no rule speaks of it. */
import { describe, expect, it } from 'vitest';
import { detectedIn, toldOf } from './findings-of.js';

const IMPORTS = "import express from 'express';\nimport { exec } from 'node:child_process';\n";
/** A handler around these statements, behind declarations. */
const server = (declared: string, body: string): string =>
  `${IMPORTS}${declared}\nconst app = express();\napp.get('/a', (req, res) => {\n${body}\n  res.end('a');\n});\napp.listen(1);\n`;
const RUN = 'exec(`ls ${req.query.name}`);';

async function told(declared: string, body: string, more: Readonly<Record<string, string>> = {}): Promise<number> {
  return (await toldOf('no-command-injection', { 'server.js': server(declared, body), ...more })).length;
}

const OFF = 'const LOCAL = false;';
const ON = 'const REMOTE = true;';
const FLAGS =
  "export const LOCAL = false;\nexport const MODE = 's3';\nexport let open = false;\nexport const toggle = () => { open = !open; };\n";

describe('is closed', () => {
  it.each([
    ['by a constant', OFF, `if (LOCAL) { ${RUN} }`],
    ['by a literal', '', `if (false) ${RUN}`],
    ['the other branch', ON, `if (REMOTE) { res.send('a'); } else { ${RUN} }`],
    ['of what it is not', OFF, `if (LOCAL === true) { ${RUN} }`],
    ['by what it denies', ON, `if (!REMOTE) { ${RUN} }`],
    ['beside another test', OFF, `if (LOCAL && req.query.name) { ${RUN} }`],
    ['beside another test before it', OFF, `if (req.query.name && LOCAL) { ${RUN} }`],
    ['a side of `&&`', OFF, `LOCAL && ${RUN}`],
    ['a side of `||`', ON, `REMOTE || ${RUN}`],
    ['a side of a choice', OFF, `LOCAL ? ${RUN.slice(0, -1)} : res.send('a');`],
    ['a value that is not chosen', OFF, "exec(LOCAL ? req.query.name : 'ls');"],
    ['a value behind `&&`', OFF, "exec(LOCAL && req.query.name || 'ls');"],
    ['what is written there', OFF, "let name = 'ls';\nif (LOCAL) name = req.query.name;\nexec(name);"],
    [
      'what is returned there',
      `${OFF}\nconst pick = (req) => { if (LOCAL) return req.query.name; return 'ls'; };`,
      'exec(pick(req));',
    ],
    ['what stands behind a branch that leaves', ON, `if (REMOTE) return res.end('b');\n${RUN}`],
    ['another name of it', `${OFF}\nconst USED = LOCAL;`, `if (USED) { ${RUN} }`],
    ['by a text', "const MODE = 's3';", `if (MODE === 'local') { ${RUN} }`],
    ['by a number', 'const LIMIT = 0;', `if (LIMIT > 0) { ${RUN} }`],
    [
      'a case of a text',
      "const MODE = 's3';",
      `switch (MODE) { case 'local': ${RUN} break; case 's3': res.send('a'); }`,
    ],
    ['by a member of a frozen object', 'const FLAGS = Object.freeze({ local: false });', `if (FLAGS.local) { ${RUN} }`],
    ['a loop', OFF, `while (LOCAL) { ${RUN} }`],
  ])('%s', async (_name, declared, body) => {
    expect(await told(declared, body)).toBe(0);
  });

  it.each([
    ['a constant', "import { LOCAL } from './flags.js';", `if (LOCAL) { ${RUN} }`],
    ['a text', "import { MODE } from './flags.js';", `if (MODE === 'local') { ${RUN} }`],
  ])('by %s of another file', async (_name, declared, body) => {
    expect(await told(declared, body, { 'flags.js': FLAGS })).toBe(0);
  });
});

describe('is open', () => {
  it.each([
    ['the branch it takes', ON, `if (REMOTE) { ${RUN} }`],
    ['the branch beside it', OFF, `if (LOCAL) { res.send('a'); } else { ${RUN} }`],
    ['a variable', 'let local = false;\nexport const toggle = () => { local = true; };', `if (local) { ${RUN} }`],
    ['a setting', "const LOCAL = process.env.LOCAL === 'true';", `if (LOCAL) { ${RUN} }`],
    ['a setting with a default', 'const LOCAL = process.env.LOCAL ?? false;', `if (LOCAL) { ${RUN} }`],
    ['a setting or nothing', 'const LOCAL = process.env.LOCAL || false;', `if (LOCAL) { ${RUN} }`],
    [
      'a parameter with a default',
      'const run = (req, res, local = false) => { if (local) { res.send(); exec(req.query.name); } };',
      'run(req, res, req.query.local);',
    ],
    ['a parameter of that name', OFF, `((LOCAL) => { if (LOCAL) { ${RUN} } })(req.query.local);`],
    [
      'a member of an object that may be written',
      'const FLAGS = { local: false };\nexport const on = () => { FLAGS.local = true; };',
      `if (FLAGS.local) { ${RUN} }`,
    ],
    ['beside another test', OFF, `if (LOCAL || req.query.name) { ${RUN} }`],
    ['a case that is come to', "const MODE = 's3';", `switch (MODE) { case 's3': case 'local': ${RUN} }`],
    ['a function that is declared behind', ON, `run();\nif (REMOTE) return;\nfunction run() { ${RUN} }`],
    [
      'what is always returned',
      `${ON}\nconst pick = (req) => { if (REMOTE) return req.query.name; return 'ls'; };`,
      'exec(pick(req));',
    ],
    ['a value with a default that is compared', '', `if ((req.query.mode || 'a') === 'b') { ${RUN} }`],
    ['a value with a default that is switched on', '', `switch (req.query.mode || 'a') { case 'b': ${RUN} }`],
    ['a value or nothing that is compared', '', `if ((req.query.on && false) === '') { ${RUN} }`],
    ['a test that holds beside another', OFF, `if (!LOCAL && req.query.name) { ${RUN} }`],
    ['a value that is chosen', ON, "exec(REMOTE ? req.query.name : 'ls');"],
  ])('%s', async (_name, declared, body) => {
    expect(await told(declared, body)).toBe(1);
  });

  it.each(['process.env.LOCAL ?? false', 'process.env.LOCAL || false', 'process.env.LOCAL ? true : false'])(
    'a setting of another file: %s',
    async (value) => {
      const files = { 'flags.js': `export const LOCAL = ${value};\n` };
      expect(await told("import { LOCAL } from './flags.js';", `if (LOCAL) { ${RUN} }`, files)).toBe(1);
    },
  );

  it('a variable of another file', async () => {
    const files = { 'flags.js': FLAGS };
    expect(await told("import { open } from './flags.js';", `if (open) { ${RUN} }`, files)).toBe(1);
  });
});

it('still holds the secrets that are written there', async () => {
  const text = server(OFF, "if (LOCAL) { const apiKey = 'Zk39xQv0pLw72Tb5Rm81'; res.send(apiKey); }");
  const { findings } = await detectedIn({ 'server.js': text });
  expect(findings.map(({ ruleId }) => ruleId)).toContain('no-hardcoded-secrets');
});
