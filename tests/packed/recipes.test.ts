import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIXTURES, ROOT } from '../fixture-expectations.js';
import { installedTarballs, projectWith, run, type Installed } from './installed-tarballs.js';

/** The file a recipe of the README gives, as a reader copies it: `<!-- recipe: PATH -->` stands above its fence. */
function recipe(path: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const block = new RegExp(`<!-- recipe: ${path.replaceAll('.', '\\.')} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(
    readme,
  );
  if (!block) throw new Error(`README.md has no recipe for ${path}`);
  return block[1]!;
}

const REPOSITORY = 'src/repositories/product.repository.ts';
const GIT = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
  GIT_CONFIG_GLOBAL: '/dev/null',
  INIT_CWD: '',
};

let installed: Installed;
let folder: string;

/**
 * The repository of somebody who copied the three recipes: the fixed shop, with our packages installed from tarballs.
 */
beforeAll(async () => {
  installed = await installedTarballs();
  folder = mkdtempSync(join(tmpdir(), 'recipes-'));
  cpSync(join(ROOT, 'fixtures/shop-express-fixed/src'), join(folder, 'src'), { recursive: true });
  for (const part of ['tarballs', 'package.json', 'package-lock.json'])
    cpSync(join(installed.folder, part), join(folder, part), { recursive: true });
  symlinkSync(join(installed.folder, 'node_modules'), join(folder, 'node_modules'));
  for (const path of ['eslint.config.mjs', '.githooks/pre-commit', '.github/workflows/review.yml']) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), recipe(path));
  }
  chmodSync(join(folder, '.githooks/pre-commit'), 0o755);
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  run('git', ['init', '-q', '-b', 'main'], folder, GIT);
  run('git', ['config', 'core.hooksPath', '.githooks'], folder, GIT);
}, 400_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const commit = (message: string) =>
  spawnSync('git', ['commit', '-q', '-m', message], { cwd: folder, encoding: 'utf8', env: { ...process.env, ...GIT } });

function write(variant: 'shop-express' | 'shop-express-fixed', path = REPOSITORY): void {
  cpSync(join(ROOT, 'fixtures', variant, path), join(folder, path));
  run('git', ['add', '-A'], folder, GIT);
}

describe('the pre-commit hook', () => {
  it('lets sound code in', () => {
    run('git', ['add', '-A'], folder, GIT);
    const made = commit('Start');
    expect(`${made.stdout}${made.stderr}`).toBe('');
    expect(made.status).toBe(0);
  });

  it('refuses a commit with a flaw, says where, and takes the fixed one', () => {
    write('shop-express');
    const refused = commit('Sort the products');
    expect(refused.status).toBe(1);
    expect(refused.stdout).toBe('');
    expect(refused.stderr).toMatch(new RegExp(`^${REPOSITORY}:11:\\d+ critical no-sql-injection .+\\n`));
    expect(refused.stderr).toMatch(/^backend-architect: exit 1: /m);
    expect(run('git', ['log', '--format=%s'], folder, GIT).trim()).toBe('Start');

    write('shop-express-fixed');
    writeFileSync(join(folder, 'NOTES.md'), 'Products are sorted by an allow-list.\n');
    run('git', ['add', '-A'], folder, GIT);
    expect(commit('Sort the products').status).toBe(0);
    expect(run('git', ['log', '--format=%s'], folder, GIT).trim()).toBe('Sort the products\nStart');
  });

  it('judges what is staged, not what lies in the folder', () => {
    cpSync(join(ROOT, 'fixtures/shop-express', REPOSITORY), join(folder, REPOSITORY));
    run('git', ['add', '-A'], folder, GIT);
    cpSync(join(ROOT, 'fixtures/shop-express-fixed', REPOSITORY), join(folder, REPOSITORY));
    expect(commit('Sneak it in').status).toBe(1);
    run('git', ['reset', '-q', '--hard'], folder, GIT);
  });
});

describe('the ESLint config', () => {
  const lint = () =>
    spawnSync('npx', ['eslint', '.', '--max-warnings', '0'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: '' },
    });

  it('passes sound code and fails on a flaw', () => {
    const sound = lint();
    expect(sound.stdout).toBe('');
    expect(sound.status).toBe(0);

    write('shop-express', 'src/services/auth.service.ts');
    const flawed = lint();
    write('shop-express-fixed', 'src/services/auth.service.ts');
    expect(flawed.stdout).toContain('backend-architect/no-hardcoded-secrets');
    expect(flawed.status).toBe(1);
  });
});

/** Holes that ESLint shows as warnings only: it exits with 0 on this file. */
const ADMIN = `import { exec } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express from 'express';
import { Pool } from 'pg';

const pool = new Pool();
const app = express();
app.use(express.json({ limit: '10kb' }));

app.post('/ping', (req, res) => {
  exec('ping -c 1 ' + req.body.host, (error, out) => (error ? res.status(502).end() : res.type('text').send(out)));
});

app.post('/preview', async (req, res) => {
  const page = await fetch(req.body.url, { signal: AbortSignal.timeout(2000) });
  res.type('text').send(await page.text());
});

app.get('/files/:name', async (req, res) => {
  res.type('text').send(await readFile(join('uploads', req.params.name), 'utf8'));
});

app.post('/users', async (req, res) => {
  const hash = createHash('md5').update(req.body.password).digest('hex');
  await pool.query('insert into users (email, password_hash) values ($1, $2)', [String(req.body.email), hash]);
  res.status(201).end();
});
`;

/** Commands of the job in `.github/workflows/review.yml`. */
const jobCommands = () =>
  [...recipe('.github/workflows/review.yml').matchAll(/^\s*- run: (.+)$/gm)].map((match) => match[1]!);

/** Runs commands in a folder as a job does; stops where one fails. */
function steps(commands: readonly string[], cwd: string): { failed?: string; output: string } {
  let output = '';
  for (const command of commands) {
    const step = spawnSync('bash', ['-e', '-c', command], {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, ...GIT, CI: 'true' },
    });
    output += step.stdout + step.stderr;
    if (step.status !== 0) return { failed: command, output };
  }
  return { output };
}

describe('the CI job', () => {
  let clone: string;
  beforeAll(() => {
    clone = mkdtempSync(join(tmpdir(), 'ci-'));
    run('git', ['clone', '-q', folder, clone], folder, GIT);
  });
  afterAll(() => rmSync(clone, { recursive: true, force: true }));

  it('installs, and judges everything in one step', () => {
    expect(jobCommands()).toHaveLength(2);
  });

  it('passes sound code', () => {
    const { failed, output } = steps(jobCommands(), clone);
    expect(failed, output).toBeUndefined();
  }, 300_000);

  it('fails on what only the whole project shows', () => {
    write('shop-express', 'src/routes/products.routes.ts');
    run('git', ['commit', '-q', '--no-verify', '-m', 'Remove products'], folder, GIT);
    // The lock file is the same, and so is what was installed from it.
    run('git', ['pull', '-q', '--ff-only'], clone, GIT);
    expect(jobCommands()[0]).toBe('npm ci');
    const { failed, output } = steps(jobCommands().slice(1), clone);
    expect(failed).toContain('backend-architect review');
    expect(output).toContain('require-auth-on-route');
  }, 300_000);
});

describe('what plain `review` fails on', () => {
  const project = (files: Readonly<Record<string, string>>, fixture?: string) => {
    const made = projectWith(installed, {
      ...files,
      '.gitignore': 'node_modules\n',
      'eslint.config.mjs': recipe('eslint.config.mjs'),
    });
    if (fixture !== undefined) cpSync(join(ROOT, 'fixtures', fixture), made.folder, { recursive: true });
    run('git', ['init', '-q', '-b', 'main'], made.folder, GIT);
    run('git', ['add', '-A'], made.folder, GIT);
    return made;
  };
  const cases = [
    ...FIXTURES.map((fixture) => [fixture, () => project({}, fixture)] as const),
    [
      'only warnings',
      () =>
        project({
          'package.json': '{"type":"module","dependencies":{"express":"^5.1.0","pg":"^8.16.0"}}',
          'src/admin.js': ADMIN,
        }),
    ] as const,
  ];

  it.each(cases)('is what the CI job and the hook fail on: %s', (name, make) => {
    const { folder: at, remove } = make();
    try {
      const plain = spawnSync('npx', ['--no-install', 'backend-architect', 'review'], {
        cwd: at,
        encoding: 'utf8',
        env: { ...process.env, ...GIT },
      });
      expect(plain.status, plain.stderr).toBe(name.endsWith('-fixed') ? 0 : 1);
      const job = steps(
        jobCommands().filter((command) => command !== 'npm ci'),
        at,
      );
      expect(job.failed !== undefined, job.output).toBe(plain.status !== 0);
      const hook = spawnSync('sh', ['-c', recipe('.githooks/pre-commit')], {
        cwd: at,
        encoding: 'utf8',
        env: { ...process.env, ...GIT },
      });
      expect(hook.status, hook.stdout).toBe(plain.status);
    } finally {
      remove();
    }
  });
});

describe('the install line', () => {
  it('installs what the ESLint recipe imports, in a project of CommonJS', () => {
    const line = /```sh\n([\s\S]*?)```/.exec(
      readFileSync(join(ROOT, 'README.md'), 'utf8').split('<!-- recipe: install -->')[1]!,
    )![1]!;
    const ours = Object.fromEntries(
      installed.tarballs.map((file) => [
        file.replace(/-\d+\.\d+\.\d+\.tgz$/, ''),
        join(installed.folder, 'tarballs', file),
      ]),
    );
    const at = mkdtempSync(join(tmpdir(), 'install-'));
    try {
      // Nothing is published yet: the tarballs stand in for the names, and for what they depend on.
      const overrides = { '@backend-architect/analysis': `file:${ours['backend-architect-analysis']}` };
      writeFileSync(join(at, 'package.json'), JSON.stringify({ name: 'shop', private: true, overrides }));
      const packed = line
        .trim()
        .split(' ')
        .map((word) => ours[word] ?? word);
      run('bash', ['-e', '-c', `${packed.join(' ')} --no-audit --no-fund --prefer-offline`], at, GIT);
      writeFileSync(join(at, 'eslint.config.mjs'), recipe('eslint.config.mjs'));
      mkdirSync(join(at, 'src'));
      writeFileSync(
        join(at, 'src/token.ts'),
        `import * as jwt from 'jsonwebtoken';

export const token = (id: string): string => jwt.sign({ sub: id }, 'Zk2-91vTq-orders', { expiresIn: '5m' });
`,
      );
      for (const command of [
        ['eslint', '.', '--max-warnings', '0'],
        ['backend-architect', 'review'],
      ]) {
        const { status, stdout, stderr } = spawnSync('npx', ['--no-install', ...command], {
          cwd: at,
          encoding: 'utf8',
          env: { ...process.env, ...GIT },
        });
        expect(stdout, stderr).toContain('no-hardcoded-secrets');
        expect(status).toBe(1);
      }
    } finally {
      rmSync(at, { recursive: true, force: true });
    }
  }, 300_000);
});

describe('the other commands of the README', () => {
  /** What follows `npx backend-architect` in its shell blocks, and what is expected without a key. */
  const EXPECTED: Readonly<Record<string, { status: number; says: RegExp }>> = {
    'routes': { status: 0, says: /^kind +entry +access [\s\S]*\n\d+ entries/ },
    'baseline': { status: 0, says: /written to \.backend-architect\/baseline/ },
    'escalate --plan': { status: 0, says: /open question/ },
    'escalate --max-usd 1': { status: 2, says: /^backend-architect: no key: set ANTHROPIC_API_KEY/ },
    'review --escalate': { status: 1, says: /no key: set ANTHROPIC_API_KEY/ },
    'explain <rule>': { status: 0, says: /^no-ssrf\n/ },
  };
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap((match) =>
    [...match[1]!.matchAll(/^npx backend-architect ([^#\n]+)/gm)].map((command) => command[1]!.trim()),
  );
  const inline = [...readme.matchAll(/`npx backend-architect ([^`]+)`/g)].map((match) => match[1]!);

  it('are all known here', () => {
    expect([...new Set([...blocks, ...inline])].sort()).toEqual(Object.keys(EXPECTED).sort());
  });

  it.each(Object.entries(EXPECTED))('do what it says: %s', (command, { status, says }) => {
    const made = projectWith(installed, { '.gitignore': 'node_modules\n' });
    try {
      cpSync(join(ROOT, 'fixtures/shop-express'), made.folder, { recursive: true });
      const { ANTHROPIC_API_KEY: _key, ANTHROPIC_AUTH_TOKEN: _token, ...env } = process.env;
      const ran = spawnSync(
        'npx',
        ['--no-install', 'backend-architect', ...command.replace('<rule>', 'no-ssrf').split(' ')],
        { cwd: made.folder, encoding: 'utf8', env: { ...env, ...GIT } },
      );
      expect(ran.stdout + ran.stderr).toMatch(says);
      expect(ran.status).toBe(status);
    } finally {
      made.remove();
    }
  });
});
