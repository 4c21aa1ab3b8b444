import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('..', import.meta.url).pathname;

const tracked = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '-z', 'packages', 'scripts', 'tests'],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\0')
  .filter((file) => file !== '' && existsSync(`${ROOT}/${file}`));

const read = (file: string): string => readFileSync(`${ROOT}/${file}`, 'utf8');

/** Names a library goes by in a model: its package and the specifiers that mean it. */
function libraryNames(): string[] {
  const names = new Set<string>();
  for (const file of tracked.filter((path) => /^packages\/analysis\/src\/models\/.+\.ts$/.test(path))) {
    const text = read(file);
    for (const [, library] of text.matchAll(/\blibrary: '([^']+)'/g)) names.add(library!);
    for (const [, list] of text.matchAll(/\bmodules: \[([^\]]*)\]/g)) {
      for (const [, module] of list!.matchAll(/'([^']+)'/g)) names.add(module!);
    }
  }
  // `ecmascript` is the language; a starred specifier is a pattern of paths.
  return [...names].filter((name) => name !== 'ecmascript' && !name.includes('*'));
}

/** Words and standards that are package names as well; only in quotes, as a specifier, do they name the library. */
const WORDS = new Set([
  'graphql', 'md5', 'sha1', 'jose', 'got', 'cors', 'pg', 'hono', 'koa', 'next', 'ws', 'joi', 'zod', 'yup', 'he',
  'multer', 'postgres', 'sql', 'mysql', 'argon2', 'scrypt', 'bcrypt', 'http', 'https', 'fs', 'crypto', 'path', 'os',
  'redis', 'request', 'events', 'timers', 'stream', 'process', 'url', 'util', 'buffer', 'module', 'net', 'tls', 'vm',
  'zlib', 'helmet', 'express', 'chance', 'marked',
]);

/** Also nouns of our own, in quotes or not: only the library part of a symbol names the library. */
const NOUNS = new Set(['cookie', 'cookies', 'body-parser', 'config']);

/** Files that know words people use for things, protocols and makers of keys; libraries go by some of these as well. */
const OF_WORDS = new Set(
  [
    'analysis/src/domain/randomness/guessable-name', 'analysis/src/domain/secrets/providers',
    'analysis/src/domain/secrets/readable-value', 'analysis/src/domain/secrets/secrets-in-text',
    'analysis/src/domain/secrets/value-grammar', 'analysis/src/flow/schemas/json-schema',
    'rules/src/no-exposed-internals/open-mount', 'rules/src/no-fail-open-auth/verifying-call',
    'rules/src/no-hardcoded-secrets/address-password', 'rules/src/no-insecure-randomness/name-suffix',
    'rules/src/no-scattered-config/environment-reads', 'rules/src/no-state-change-on-get/state-changes',
    'rules/src/no-unsafe-logging/secret-part', 'rules/src/no-weak-password-storage/code-of-a-thing',
    'rules/src/randomness/random-target', 'rules/src/require-async-error-handling/pass-on',
    'rules/src/require-secure-session/login-writes',
  ].map((file) => `packages/${file}.ts`),
);

describe('library names', () => {
  const names = libraryNames();
  const rooms =
    /^packages\/(analysis\/src\/(syntax|symbols|guards|flow|domain|summary)|rules\/src|cli\/src\/detectors)\/.+\.ts$/;

  it('are read from the models', () => {
    expect(names).toEqual(expect.arrayContaining(['express', 'pg', '@prisma/client', 'jsonwebtoken']));
  });

  it.each(tracked.filter((file) => rooms.test(file) && !OF_WORDS.has(file)))('stand in the models only: %s', (file) => {
    // How a file loads late what it may not need says nothing of a library.
    const text = read(file).replace(/^import \{ createRequire \} from 'node:module';$/m, '');
    const met = names.filter((name) => {
      const escaped = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      // As a specifier or the library part of a symbol, in any quotes; longer names also as a plain word.
      if (new RegExp(`['"\`]${escaped}${NOUNS.has(name) ? '#' : '([\'"\`/#])'}`).test(text)) return true;
      if (NOUNS.has(name)) return false;
      return !WORDS.has(name) && new RegExp(`(^|[^\\w@/-])${escaped}($|[^\\w-])`, 'im').test(text);
    });
    expect(met).toEqual([]);
  });
});

describe('names of files and folders', () => {
  it('has no drawer whose name says nothing', () => {
    const drawers = tracked.filter((file) =>
      /(^|\/)(utils?|helpers?|common|shared|core|lib|misc)(\/|\.[cm]?[jt]s$)/i.test(file),
    );
    expect(drawers).toEqual([]);
  });

  it('writes files and folders in kebab-case', () => {
    const odd = tracked.filter(
      (file) => /^packages\/[^/]+\/src\//.test(file) && !/^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(file.split('/').at(-1)!),
    );
    expect(odd).toEqual([]);
  });
});
