import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../fixture-expectations.js';
import { installedTarballs, run, type Installed } from './installed-tarballs.js';

/** The file a recipe of the README gives, as a reader copies it: `<!-- recipe: PATH -->` stands above its fence. */
function recipe(path: string): string {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const block = new RegExp(`<!-- recipe: ${path.replaceAll('.', '\\.')} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(readme);
  if (!block) throw new Error(`README.md has no recipe for ${path}`);
  return block[1]!;
}

const REPOSITORY = 'src/repositories/product.repository.ts';
const GIT = { GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com', GIT_CONFIG_GLOBAL: '/dev/null', INIT_CWD: '' };

let installed: Installed;
let folder: string;

/** The repository of somebody who copied the three recipes: the fixed shop, with our packages installed from tarballs. */
beforeAll(async () => {
  installed = await installedTarballs();
  folder = mkdtempSync(join(tmpdir(), 'recipes-'));
  cpSync(join(ROOT, 'fixtures/shop-express-fixed/src'), join(folder, 'src'), { recursive: true });
  for (const part of ['tarballs', 'package.json', 'package-lock.json']) cpSync(join(installed.folder, part), join(folder, part), { recursive: true });
  symlinkSync(join(installed.folder, 'node_modules'), join(folder, 'node_modules'));
  for (const path of ['eslint.config.js', '.githooks/pre-commit', '.github/workflows/review.yml']) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), recipe(path));
  }
  chmodSync(join(folder, '.githooks/pre-commit'), 0o755);
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n');
  run('git', ['init', '-q', '-b', 'main'], folder, GIT);
  run('git', ['config', 'core.hooksPath', '.githooks'], folder, GIT);
}, 400_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const commit = (message: string) => spawnSync('git', ['commit', '-q', '-m', message], { cwd: folder, encoding: 'utf8', env: { ...process.env, ...GIT } });

function write(variant: 'shop-express' | 'shop-express-fixed', path = REPOSITORY): void {
  cpSync(join(ROOT, 'fixtures', variant, path), join(folder, path));
  run('git', ['add', '-A'], folder, GIT);
}

describe('the pre-commit hook', () => {
  it('lets sound code in', () => {
    run('git', ['add', '-A'], folder, GIT);
    const made = commit('Start');
    expect(`${made.stdout}${made.stderr}`).toMatch(/^Exit 0/m);
    expect(made.status).toBe(0);
  });

  it('refuses a commit with a flaw, says where, and takes the fixed one', () => {
    write('shop-express');
    const refused = commit('Sort the products');
    expect(refused.status).toBe(1);
    expect(`${refused.stdout}${refused.stderr}`).toContain(`${REPOSITORY}:11`);
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
  const lint = () => spawnSync('npx', ['eslint', '.'], { cwd: folder, encoding: 'utf8', env: { ...process.env, INIT_CWD: '' } });

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

describe('the CI job', () => {
  const commands = () => [...recipe('.github/workflows/review.yml').matchAll(/^\s*- run: (.+)$/gm)].map((match) => match[1]!);

  /** Runs the commands of the job in a clean clone, as the job does; stops where one fails. */
  function job(name: string): { failed?: string; output: string } {
    const clone = mkdtempSync(join(tmpdir(), `ci-${name}-`));
    try {
      run('git', ['clone', '-q', folder, clone], folder, GIT);
      let output = '';
      for (const command of commands()) {
        const step = spawnSync('bash', ['-e', '-c', command], { cwd: clone, encoding: 'utf8', env: { ...process.env, ...GIT, CI: 'true' } });
        output += step.stdout + step.stderr;
        if (step.status !== 0) return { failed: command, output };
      }
      return { output };
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
  }

  it('installs, lints and reviews', () => {
    expect(commands()).toHaveLength(3);
  });

  it('passes sound code', () => {
    const { failed, output } = job('sound');
    expect(failed, output).toBeUndefined();
  }, 300_000);

  it('fails on what only the whole project shows', () => {
    write('shop-express', 'src/routes/products.routes.ts');
    run('git', ['commit', '-q', '--no-verify', '-m', 'Remove products'], folder, GIT);
    const { failed, output } = job('flawed');
    expect(failed).toContain('backend-architect review');
    expect(output).toContain('require-auth-on-route');
  }, 300_000);
});
