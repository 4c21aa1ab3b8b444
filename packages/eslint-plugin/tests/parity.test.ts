import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { analyse } from '@backend-architect/analysis';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { Linter as Linter9 } from 'eslint9';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { probes } from '../../analysis/tests/parity/probes.js';
import { parseFile } from '../../cli/src/extract/parse-file.js';
import { rules } from '../../rules/src/rule-index.js';
import { runRules } from '../../rules/src/checks.js';
import plugin from '../src/index.js';

/**
 * Problems of a file as `rule start end`, sorted; null where the host cannot parse it. Offsets are UTF-16, without BOM.
 */
type Findings = readonly string[] | null;
type Host = (file: string, text: string) => Findings;

/**
 * Folders of other projects to compare as well: PARITY_REPOS=../a,../b npx vitest run
 * packages/eslint-plugin/tests/parity.test.ts
 */
const REPOSITORIES = (process.env.PARITY_REPOS ?? '').split(',').filter((folder) => folder !== '');
const SOURCE = /\.[cm]?[jt]sx?$/;
const NOT_OWN = /\.d\.ts$|(?:^|\/)(?:node_modules|dist)\/|\.min\.js$/;
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);
const files: Record<string, string> = {};
let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'parity-')));
  mkdirSync(join(folder, '.git')); // nothing above this folder belongs to it
  for (const path of readdirSync(join(ROOT, 'fixtures'), { recursive: true, encoding: 'utf8' })) {
    const name = path.split(sep).join('/');
    if (SOURCE.test(name) && !NOT_OWN.test(name))
      files[`fixtures-of/${name}`] = readFileSync(join(ROOT, 'fixtures', path), 'utf8');
  }
  for (const repository of REPOSITORIES) {
    for (const path of readdirSync(repository, { recursive: true, encoding: 'utf8' })) {
      const name = path.split(sep).join('/');
      if (SOURCE.test(name) && !NOT_OWN.test(name))
        files[`${basename(repository)}/${name}`] = readFileSync(join(repository, path), 'utf8');
    }
  }
  for (const [name, text] of Object.entries(probes)) files[`probes/${name}`] = text;
  files['probes/findings.ts'] = FINDINGS;
  files['probes/findings-bom-crlf.ts'] = `\uFEFF${FINDINGS.replaceAll('\n', '\r\n')}`;
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One finding of several rules, with wide characters before them. */
const FINDINGS = `import { Pool } from 'pg';
import express, { type Request, type Response } from 'express';
const app = express(); const pool = new Pool(); /* 😀 é 漢字 */
declare const mailer: { send(x: unknown): Promise<void> };
app.get('/😀', async (req: Request, res: Response) => {
  /* 😀 */ mailer.send('é'); [1].forEach(async (x) => { await mailer.send(x); });
  try { res.json(await pool.query(\`select '😀' from t where id = \${req.query.id}\`)); } catch (error) { \
res.status(500).json({ é: '😀', error }); }
  await pool.query('BEGIN');
});
`;

const pure: Host = (file, text) => {
  const parsed = parseFile(file, text);
  if (parsed.kind === 'unread') return null;
  const every = Object.fromEntries(Object.values(rules).map((rule) => [rule.id, rule.meta.severity]));
  return runRules(analyse(parsed.source), { rules: every })
    .map((problem) => `${problem.ruleId} ${problem.at[0]} ${problem.at[1]}`)
    .sort();
};

/** Both versions are called alike; their types do not know each other. */
type AnyLinter = new (options: { cwd: string }) => {
  verify(text: string, config: unknown, options: { filename: string }): Linter.LintMessage[];
};

const eslint =
  (version: AnyLinter, typed: boolean): Host =>
  (file, text) => {
    const linter = new version({ cwd: folder });
    const config = {
      files: ['**/*.?([cm])[jt]s?(x)'],
      plugins: { 'backend-architect': plugin },
      rules: Object.fromEntries(Object.keys(rules).map((id) => [`backend-architect/${id}`, 'error'])),
      linterOptions: { reportUnusedDisableDirectives: 'off' },
      languageOptions: {
        sourceType: /\.c[jt]s$/.test(file) ? 'commonjs' : 'module',
        ...(typed && { parser: typescriptParser }),
        parserOptions: { ecmaFeatures: { jsx: !/\.[mc]?ts$/.test(file) } },
      },
    };
    const messages = linter.verify(text, [config], { filename: join(folder, file) });
    if (messages.some((message) => message.fatal)) return null;
    const offset = offsets(text.replace(/^\uFEFF/, ''));
    // A directive for a rule nobody has is a message of ESLint's own.
    return messages
      .filter(({ ruleId }) => ruleId?.startsWith('backend-architect/'))
      .map(
        ({ ruleId, line, column, endLine, endColumn }) =>
          `${ruleId?.replace('backend-architect/', '')} ${offset(line, column)} ` +
          `${offset(endLine ?? 0, endColumn ?? 0)}`,
      )
      .sort();
  };

function offsets(text: string): (line: number, column: number) => number {
  const starts = [0, ...[...text.matchAll(/\r\n|[\r\n\u2028\u2029]/g)].map((match) => match.index + match[0].length)];
  return (line, column) => (starts[line - 1] ?? Number.NaN) + column - 1;
}

interface OxlintReport {
  readonly diagnostics: readonly {
    readonly code?: string;
    readonly filename: string;
    readonly labels: readonly { readonly span: { readonly offset: number; readonly length: number } }[];
  }[];
}

/** oxlint with the built plugin, once over everything. It prints byte offsets into the file. */
async function oxlint(): Promise<ReadonlyMap<string, Findings>> {
  await run(process.execPath, [join(ROOT, 'node_modules/typescript-7/bin/tsc'), '-b', 'packages/eslint-plugin'], {
    cwd: ROOT,
  });
  const config = {
    plugins: [],
    categories: { correctness: 'off' },
    jsPlugins: [join(ROOT, 'packages/eslint-plugin/dist/index.js')],
    rules: Object.fromEntries(Object.keys(rules).map((id) => [`backend-architect/${id}`, 'error'])),
  };
  writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify(config));
  const { stdout } = await run(join(ROOT, 'node_modules/.bin/oxlint'), ['-f', 'json', '--no-ignore', '.'], {
    cwd: folder,
    maxBuffer: 64 << 20,
  }).catch((error: { stdout: string }) => error);
  const found = new Map<string, string[] | null>(Object.keys(files).map((name) => [name, []]));
  for (const { code, filename, labels } of (JSON.parse(stdout) as OxlintReport).diagnostics) {
    const name = relative(folder, join(folder, filename)).split(sep).join('/');
    const rule = /^backend-architect\((.+)\)$/.exec(code ?? '')?.[1];
    const span = labels[0]?.span;
    if (!rule || !span) {
      found.set(name, null);
      continue;
    }
    const bytes = Buffer.from(files[name] ?? '');
    const at = (offset: number): number =>
      bytes
        .subarray(0, offset)
        .toString('utf8')
        .replace(/^\uFEFF/, '').length;
    found.get(name)?.push(`${rule} ${at(span.offset)} ${at(span.offset + span.length)}`);
  }
  return new Map([...found].map(([name, list]) => [name, list && [...list].sort()]));
}

describe('every host reports the same', () => {
  it('has something to compare', () => {
    const found = Object.entries(files).map(([name, text]) => pure(name, text)?.length ?? 0);
    expect(found.filter((count) => count > 0).length).toBeGreaterThan(10);
    expect(pure('probes/findings.ts', FINDINGS)?.map((line) => line.split(' ')[0])).toEqual([
      'no-async-callback-misuse', 'no-error-detail-leak', 'no-sql-injection', 'no-transaction-misuse',
      'no-unawaited-io', 'require-async-error-handling',
    ]);
  });

  it('ESLint 10 with espree', () => expectSame(eslint(Linter as AnyLinter, false), /\.[cm]?jsx?$/));
  it('ESLint 10 with the parser of typescript-eslint', () => expectSame(eslint(Linter as AnyLinter, true), /./));
  it('ESLint 9 with espree', () => expectSame(eslint(Linter9 as AnyLinter, false), /\.[cm]?jsx?$/));
  it('ESLint 9 with the parser of typescript-eslint', () => expectSame(eslint(Linter9 as AnyLinter, true), /./));
  it('oxlint', async () => {
    const found = await oxlint();
    expectSame((file) => found.get(file) ?? null, /./);
  });
});

/** Files that one side cannot parse are compared by that alone; most must be comparable. */
function expectSame(host: Host, wanted: RegExp): void {
  const names = Object.keys(files).filter((name) => wanted.test(name));
  const compared = names.flatMap((name) => {
    const [ours, theirs] = [pure(name, files[name] ?? ''), host(name, files[name] ?? '')];
    return ours && theirs ? [{ name, ours, theirs }] : [];
  });
  expect(compared.length).toBeGreaterThan(names.length * 0.7);
  expect(Object.fromEntries(compared.map(({ name, theirs }) => [name, theirs]))).toEqual(
    Object.fromEntries(compared.map(({ name, ours }) => [name, ours])),
  );
}
