import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as typescriptParser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../../cli/tests/commands/run-cli.js';
import { presetRules } from '../src/configs.js';
import plugin from '../src/index.js';
import { rules } from '../../rules/src/rule-index.js';

/**
 * One project, judged by ESLint, oxlint and `review`: suppressions, switched-off rules, options and config mean the
 * same in all three. `WANTED` marks the lines where a finding stands; every other line is silent in every host.
 */
const WANTED = '// wanted: ';
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

const sql = (body: string): string => `import { Pool } from 'pg';\nconst pool = new Pool();\n${body}\n`;
const ignore = (rule: string): string => `// backend-architect-ignore ${rule}`;
const CONCATENATION = 'no-raw-sql-concatenation';

const files: Readonly<Record<string, string>> = {
  'package.json':
    '{ "name": "shop", "private": true, "workspaces": ["packages/*"], "dependencies": { ' +
    '"pg": "^8.11.0", "express": "^5.0.0" } }',
  'backend-architect.json': `{
    // One config for the whole workspace.
    "rules": { "no-weak-password-storage": "off", "no-hardcoded-secrets": ["off"], "no-scattered-config": \
"high", "no-prototype-pollution": ["medium", { "singleKey": true }] },
    "ignore": ["legacy/**", "!legacy/kept.ts"]
  }`,
  'src/plain.ts': sql(
    `export const a = (id: string) => pool.query('select * from t where id = ' + id); ${WANTED}${CONCATENATION}`,
  ),
  'src/two.ts': sql(
    `export const a = (id: string) => [pool.query('select * from t where id = ' + id), ` +
      `pool.query('select * from u where id = ' + id)]; ${WANTED}${CONCATENATION} ${CONCATENATION}`,
  ),
  'src/off.ts': `import { createHash } from 'node:crypto';
export const hashPassword = (password: string) => createHash('md5').update(password).digest('hex');
export const apiKey = 'kT4mQz8vLw2NxR7pYb3H';
`,
  'src/options.ts': `import express from 'express';
const app = express();
app.post('/', (req, res) => { const all: any = {}; all[req.body.key][req.body.other] = req.body.value; res.end(); }); \
${WANTED}no-prototype-pollution
app.post('/one', (req, res) => { const all: any = {}; all[req.body.key] = req.body.value; res.json(all); }); ${WANTED}no-prototype-pollution
`,
  'src/reasons.ts':
    sql(`export const a = (id: string) => pool.query('select * from t where id = ' + id); ${ignore(CONCATENATION)} \
-- ids are numbers
export const b = (id: string) => pool.query('select * from t where id = ' + id); /* backend-architect-ignore ${CONCATENATION} */ \
${WANTED}${CONCATENATION}
${ignore(CONCATENATION)} -- ids are numbers
export const c = (id: string) => pool.query('select * from t where id = ' + id);
${ignore('no-ssrf')} -- another rule
export const d = (id: string) => pool.query('select * from t where id = ' + id); ${WANTED}${CONCATENATION}
${ignore(`no-ssrf, ${CONCATENATION}`)} -- two rules
export const e = (id: string) => pool.query('select * from t where id = ' + id);
${ignore(`no-such-rule, ${CONCATENATION}`)} -- one of them is no rule
export const f = (id: string) => pool.query('select * from t where id = ' + id);
${ignore(`backend-architect/${CONCATENATION}`)} -- as the linter writes it
export const g = (id: string) => pool.query('select * from t where id = ' + id);
/* backend-architect-ignore ${CONCATENATION} -- before it */ export const h = (id: string) => \
pool.query('select * from t where id = ' + id);
export const i = (id: string) => pool.query('select * from t where id = ' + id); ${WANTED}${CONCATENATION}`),
  'src/places.ts': sql(`${ignore(CONCATENATION)} -- a statement of several lines
export const a = (id: string) => pool.query(
  'select * from t where id = ' + id,
);
${ignore(CONCATENATION)} -- not what stands in a body
export async function b(id: string) {
  await pool.query('select * from t where id = ' + id); ${WANTED}${CONCATENATION}
}
/**
 * backend-architect-ignore ${CONCATENATION} -- with
 * stars
 */
export const c = (id: string) => pool.query(\`
  select * from t
  where id = \${id}
\`);
export class Store {
  ${ignore(CONCATENATION)} -- before a decorator
  @logged()
  find(id = pool.query('select * from t where id = ' + name)) { return id; }
}
declare const name: string;
declare function logged(): (target: unknown, context: unknown) => void;`),
  'src/linters.ts': sql(`/* eslint-disable backend-architect/${CONCATENATION} -- old code, see the plan */
export const a = (id: string) => pool.query('select * from t where id = ' + id);
/* eslint-enable backend-architect/${CONCATENATION} -- from here on it counts */
export const b = (id: string) => pool.query('select * from t where id = ' + id); // eslint-disable-line backend-architect/${CONCATENATION} \
-- ids are numbers
// eslint-disable-next-line backend-architect/no-ssrf, backend-architect/${CONCATENATION} -- ids are numbers
export const c = (id: string) => pool.query('select * from t where id = ' + id);
export const d = (id: string) => pool.query('select * from t where id = ' + id); ${WANTED}${CONCATENATION}`),
  'src/page.tsx': sql(`export const page = (id: string) => <A>
  {/* backend-architect-ignore ${CONCATENATION} -- markup */}
  <B rows={pool.query('select * from t where id = ' + id)} />
  <B rows={pool.query('select * from t where id = ' + id)} /> {/* ${WANTED.slice(3)}${CONCATENATION} */}
</A>;
declare const A: any; declare const B: any;`),
  'legacy/old.ts': sql("export const a = (id: string) => pool.query('select * from t where id = ' + id);"),
  'legacy/kept.ts': sql("export const a = (id: string) => pool.query('select * from t where id = ' + id);"),
  'packages/api/package.json': '{ "name": "api", "dependencies": { "pg": "^8.11.0" } }',
  // Not read by anybody: the config of the workspace is.
  'packages/api/backend-architect.json': JSON.stringify({
    rules: { [CONCATENATION]: 'off', 'no-weak-password-storage': 'high' },
    ignore: ['src/**'],
  }),
  'packages/api/src/a.ts':
    sql(`export const a = (id: string) => pool.query('select * from t where id = ' + id); ${WANTED}${CONCATENATION}
import { createHash } from 'node:crypto';
export const hashPassword = (password: string) => createHash('md5').update(password).digest('hex');`),
};

const wanted = Object.entries(files)
  .flatMap(([name, text]) =>
    text.split('\n').flatMap((line, index) =>
      (/wanted: ([\w -]+?)\s*(?:\*\/|$)/.exec(line)?.[1] ?? '')
        .split(' ')
        .filter(Boolean)
        .map((rule) => `${name}:${index + 1} ${rule}`),
    ),
  )
  .sort();

let root = '';
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'same-meaning-')));
  mkdirSync(join(root, '.git'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** `file:line rule` of everything ESLint reports when it is run in a directory of the project. */
async function eslint(cwd = root): Promise<string[]> {
  const linter = new ESLint({
    cwd,
    overrideConfigFile: true,
    errorOnUnmatchedPattern: false,
    overrideConfig: [
      {
        files: ['**/*.ts', '**/*.tsx'],
        languageOptions: { parser: typescriptParser as never },
        linterOptions: { reportUnusedDisableDirectives: 'off' },
      },
      plugin.configs.recommended,
    ],
  });
  const results = await linter.lintFiles(['**/*.ts', '**/*.tsx']);
  expect(results.flatMap(({ messages }) => messages.filter(({ fatal }) => fatal))).toEqual([]);
  return results
    .flatMap(({ filePath, messages }) => messages.map(({ line, ruleId }) => placed(filePath, line, ruleId ?? 'unused')))
    .sort();
}

async function oxlint(): Promise<{ readonly found: string[]; readonly stderr: string }> {
  await run(process.execPath, [join(ROOT, 'node_modules/typescript-7/bin/tsc'), '-b', 'packages/eslint-plugin'], {
    cwd: ROOT,
  });
  writeFileSync(
    join(root, '.oxlintrc.json'),
    JSON.stringify({
      plugins: [],
      categories: { correctness: 'off' },
      jsPlugins: [join(ROOT, 'packages/eslint-plugin/dist/index.js')],
      rules: presetRules(rules, 'recommended'),
    }),
  );
  const { stdout, stderr } = await run(join(ROOT, 'node_modules/.bin/oxlint'), ['-f', 'json', '.'], {
    cwd: root,
    maxBuffer: 64 << 20,
  }).catch((error: { stdout: string; stderr: string }) => error);
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { code?: string; filename: string; labels: { span: { line: number } }[] }[];
  };
  return {
    found: diagnostics
      .map(({ code, filename, labels }) =>
        placed(join(root, filename), labels[0]?.span.line ?? 0, /\((.+)\)/.exec(code ?? '')?.[1] ?? String(code)),
      )
      .sort(),
    stderr,
  };
}

interface ReviewJson {
  readonly findings: readonly {
    readonly ruleId: string;
    readonly state: string;
    readonly location: { readonly file: string; readonly startLine: number };
  }[];
  readonly coverage: {
    readonly notes?: readonly string[];
    readonly unusedSuppressions?: readonly {
      readonly ruleId: string;
      readonly location: { readonly file: string; readonly startLine: number };
    }[];
  };
}

async function review(cwd = root): Promise<ReviewJson> {
  const { stdout, stderr } = await runCli(cwd, ['review', root, '--format', 'json', '--no-cache']);
  expect(stderr).toMatch(/^backend-architect: exit [01]/);
  return JSON.parse(stdout) as ReviewJson;
}

function placed(path: string, line: number, rule: string): string {
  return `${relative(root, path).split(sep).join('/')}:${line} ${rule.replace('backend-architect/', '')}`;
}

const newIn = ({ findings }: ReviewJson): string[] =>
  findings
    .filter(({ state, ruleId }) => state === 'new' && ruleId in rules)
    .map(({ location, ruleId }) => `${location.file}:${location.startLine} ${ruleId}`)
    .sort();

describe('suppressions and config', () => {
  it('have something to say', () => {
    expect(wanted.length).toBeGreaterThan(8);
    expect(readFileSync(join(root, 'backend-architect.json'), 'utf8')).toContain('no-weak-password-storage');
  });

  it('mean in `review` what the project says', async () =>
    expect(newIn(await review())).toEqual([...wanted, `legacy/kept.ts:3 ${CONCATENATION}`].sort()));
  it('mean the same in ESLint', async () => expect(await eslint()).toEqual(newIn(await review())));
  it('mean the same in oxlint', async () => expect((await oxlint()).found).toEqual(newIn(await review())), 60_000);

  it('mean the same when linted from a package of the workspace', async () => {
    expect(await eslint(join(root, 'packages/api'))).toEqual(
      newIn(await review()).filter((place) => place.startsWith('packages/api/')),
    );
  });
});

describe('what does not count', () => {
  it('is reported by `review`, and only there', async () => {
    const { findings, coverage } = await review();
    expect(
      findings
        .filter(({ ruleId }) => ruleId === 'invalid-suppression')
        .map(({ location }) => `${location.file}:${location.startLine}`),
    ).toEqual(['src/reasons.ts:4', 'src/reasons.ts:11']);
    expect(
      coverage.unusedSuppressions?.map(({ ruleId, location }) => `${location.file}:${location.startLine} ${ruleId}`),
    ).toEqual([
      'src/linters.ts:7 no-ssrf',
      `src/places.ts:7 ${CONCATENATION}`,
      'src/reasons.ts:7 no-ssrf',
      'src/reasons.ts:9 no-ssrf',
    ]);
  });

  it('is a config below the root, and every host says so', async () => {
    const nested = 'packages/api/backend-architect.json';
    const { stdout } = await run(process.execPath, [
      '--input-type=module',
      '-e',
      `process.chdir(${JSON.stringify(root)});
      const { Linter } = await import(${JSON.stringify(join(ROOT, 'packages/eslint-plugin/node_modules/eslint/lib/api.js'))}).then((all) \
=> all.default);
      const { default: plugin } = await import(${JSON.stringify(join(ROOT, 'packages/eslint-plugin/dist/index.js'))});
      process.on('warning', (warning) => console.log(warning.name + ': ' + warning.message));
      new Linter({ cwd: ${JSON.stringify(root)} }).verify('1', [plugin.configs.recommended], \
{ filename: ${JSON.stringify(join(root, 'packages/api/src/a.js'))} \
});`,
    ]);
    expect(stdout).toBe(
      `BackendArchitectWarning: ${join(root, nested)} is not read: only backend-architect.json at the root of the project is (${root})
`,
    );
    expect((await oxlint()).stderr).toContain(`${join(root, nested)} is not read`);
    expect((await review()).coverage.notes).toContain(
      `${nested} is not read: only backend-architect.json at the root of the project is`,
    );
  }, 60_000);
});
