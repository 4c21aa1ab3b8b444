import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installedTarballs, projectWith, run, type Installed } from './installed-tarballs.js';

/** One flaw per line for the four rules the product was first asked for, in syntax every parser reads. */
const ORDERS = `import express from 'express';
import jwt from 'jsonwebtoken';
import { Pool } from 'pg';

const pool = new Pool();
const app = express();

app.get('/orders/:id', async (req, res) => {
  const { rows } = await pool.query(\`select * from orders where id = \${req.params.id}\`);
  pool.query('insert into views (order_id) values ($1)', [req.params.id]);
  res.json({ rows, token: jwt.sign({ sub: req.params.id }, 'Zk2-91vTq-orders', { expiresIn: '5m' }) });
});

export function archive(month) {
  return pool.query("insert into archive select * from orders where month = '" + month + "'");
}
`;

const EXPECTED = ['9 no-sql-injection', '10 no-unawaited-io', '11 no-hardcoded-secrets', '15 no-raw-sql-concatenation'];

const configFor = (
  parser: 'espree' | 'typescript-eslint',
): string => `import backendArchitect from 'eslint-plugin-backend-architect';
${parser === 'typescript-eslint' ? "import * as parser from '@typescript-eslint/parser';\n" : ''}
export default [
  backendArchitect.configs.recommended,
  { files: ['**/*.js'], languageOptions: { ${parser === 'typescript-eslint' ? 'parser, ' : ''}sourceType: 'module' } },
];
`;

let installed: Installed;
let project: { folder: string; remove: () => void };

beforeAll(async () => {
  installed = await installedTarballs();
  project = projectWith(installed, {
    'package.json': JSON.stringify({ private: true, type: 'module', dependencies: { express: '^5.1.0' } }),
    'src/orders.js': ORDERS,
    'espree.config.js': configFor('espree'),
    'typescript-eslint.config.js': configFor('typescript-eslint'),
    '.oxlintrc.json': JSON.stringify({
      plugins: [],
      categories: { correctness: 'off' },
      jsPlugins: ['eslint-plugin-backend-architect'],
      rules: Object.fromEntries(
        ['no-sql-injection', 'no-unawaited-io', 'no-hardcoded-secrets', 'no-raw-sql-concatenation'].map((rule) => [
          `backend-architect/${rule}`,
          'error',
        ]),
      ),
    }),
  });
}, 400_000);

afterAll(() => project?.remove());

describe('the plugin, installed from its tarball', () => {
  const places = new Map<string, unknown>();

  it.each([
    ['eslint', 'espree'],
    ['eslint', 'typescript-eslint'],
    ['eslint9', 'espree'],
    ['eslint9', 'typescript-eslint'],
  ])('reports the flaws in %s with the parser of %s', (eslint, parser) => {
    const bin = join(installed.folder, 'node_modules', eslint, 'bin/eslint.js');
    const version = run(process.execPath, [bin, '--version'], project.folder);
    expect(version).toMatch(eslint === 'eslint9' ? /^v9\./ : /^v10\./);
    const lint = spawnSync(process.execPath, [bin, '--config', `${parser}.config.js`, '--format', 'json', 'src'], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    expect(lint.stderr).toBe('');
    const [file] = JSON.parse(lint.stdout) as {
      messages: {
        ruleId: string;
        severity: number;
        line: number;
        column: number;
        endLine: number;
        endColumn: number;
      }[];
    }[];
    expect(file!.messages.map(({ ruleId, line }) => `${line} ${ruleId.replace('backend-architect/', '')}`)).toEqual(
      EXPECTED,
    );
    // Warnings fail no job; which rules are errors, the table of levels says.
    expect(lint.status).toBe(file!.messages.some(({ severity }) => severity === 2) ? 1 : 0);
    places.set(
      `${eslint} ${parser}`,
      file!.messages.map(({ ruleId, line, column, endLine, endColumn }) => [ruleId, line, column, endLine, endColumn]),
    );
  });

  it('reports them at the same places in every host', () => {
    const [first, ...others] = [...places.values()];
    expect(others).toHaveLength(3);
    for (const other of others) expect(other).toEqual(first);
  });

  it('reports the flaws in oxlint through jsPlugins', () => {
    const bin = join(installed.folder, 'node_modules/oxlint/bin/oxlint');
    const lint = spawnSync(process.execPath, [bin, '--format', 'json', 'src'], {
      cwd: project.folder,
      encoding: 'utf8',
    });
    const { diagnostics } = JSON.parse(lint.stdout) as {
      diagnostics: { code: string; labels: { span: { line: number } }[] }[];
    };
    const found = diagnostics.map(
      ({ code, labels }) => `${labels[0]!.span.line} ${code.replace(/^.*\((.+)\)$/, '$1')}`,
    );
    expect(found.sort((a, b) => Number.parseInt(a) - Number.parseInt(b))).toEqual(EXPECTED);
  });

  it('is what require() returns', () => {
    const plugin = createRequire(join(installed.folder, 'package.json'))('eslint-plugin-backend-architect') as {
      meta: { name: string };
      configs: object;
    };
    expect(plugin.meta.name).toBe('eslint-plugin-backend-architect');
    expect(Object.keys({ ...plugin.configs }).sort()).toEqual(['recommended', 'strict']);
    expect('recommendedTypeChecked' in plugin.configs).toBe(true);
  });

  it('can be spread where typescript-eslint is not installed', () => {
    const config = `import plugin from 'eslint-plugin-backend-architect';
export default [{ ...plugin.configs.recommended, plugins: { 'backend-architect': { ...plugin, configs: { \
...plugin.configs } } } }];
`;
    expect(existsSync(join(installed.folder, 'node_modules/typescript-eslint'))).toBe(false);
    writeFileSync(join(project.folder, 'spread.config.js'), config);
    const lint = spawnSync(
      process.execPath,
      [join(installed.folder, 'node_modules/eslint/bin/eslint.js'), '--config', 'spread.config.js', 'src'],
      { cwd: project.folder, encoding: 'utf8' },
    );
    expect(lint.stderr).toBe('');
    expect(lint.stdout).toContain('backend-architect/no-sql-injection');
  });
});

describe('the command, installed from its tarball', () => {
  const inside = (path: string): string => join(installed.folder, 'node_modules/backend-architect', path);

  it('ships its words and schemas', () => {
    const files = run(
      'tar',
      [
        'tzf',
        join(
          installed.folder,
          'tarballs',
          installed.tarballs.find((file) => /^backend-architect-\d/.test(file))!,
        ),
      ],
      installed.folder,
    ).split('\n');
    const words = [
      'bundle/bin.js', 'agents/backend-architect.md', 'agents/question-prompt.md', 'agents/answer.schema.json',
      'README.md', 'LICENSE',
    ];
    expect(words.filter((path) => !files.includes(`package/${path}`))).toEqual([]);
    expect(files.filter((file) => /^package\/schema\/.+\.json$/.test(file)).length).toBeGreaterThan(0);
    expect(files.filter((file) => /\/(src|tests|node_modules)\//.test(file))).toEqual([]);
  });

  it('prints the pages of its rules, of the plugin and its own', () => {
    for (const id of ['no-ssrf', 'require-auth-on-route']) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [inside('bundle/bin.js'), 'explain', id], {
        cwd: project.folder,
        encoding: 'utf8',
        env: { ...process.env, INIT_CWD: '' },
      });
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(new RegExp(`^${id}\\n\\n[\\s\\S]+\\nImpact\\. `));
    }
  });

  it('names released versions of its own packages, and none that is never published', () => {
    const { dependencies } = JSON.parse(readFileSync(inside('package.json'), 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(dependencies['@backend-architect/analysis']).toMatch(/^\^\d/);
    const ours = Object.keys(dependencies).filter((name) => /backend-architect/.test(name));
    expect(ours).toEqual(['@backend-architect/analysis']);
    for (const name of ['backend-architect', 'eslint-plugin-backend-architect']) {
      const bundle = join(installed.folder, 'node_modules', name, 'bundle');
      const files = readdirSync(bundle, { recursive: true, encoding: 'utf8' }).filter((file) =>
        /\.(?:js|d\.ts)$/.test(file),
      );
      expect(files).toContain('rules/index.d.ts');
      expect(
        files.filter((file) =>
          /(?:from|import)\W+@backend-architect\/rules/.test(readFileSync(join(bundle, file), 'utf8')),
        ),
      ).toEqual([]);
    }
  });

  it('reviews a project without ESLint having anything to do with it', () => {
    const review = spawnSync(process.execPath, [inside('bundle/bin.js'), 'review', '.', '--format', 'json'], {
      cwd: project.folder,
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: '' },
    });
    const { findings, exit } = JSON.parse(review.stdout) as {
      findings: { ruleId: string; location: { startLine: number } }[];
      exit: { code: number };
    };
    const found = findings.map(({ ruleId, location }) => `${location.startLine} ${ruleId}`);
    expect(found).toEqual(expect.arrayContaining(EXPECTED));
    expect({ code: exit.code, status: review.status }).toEqual({ code: 1, status: 1 });
  });
});
