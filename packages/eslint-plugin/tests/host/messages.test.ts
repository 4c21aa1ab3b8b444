import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../../src/index.js';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const linter = new Linter({ cwd: '/no-such-project' });
const lint = (code: string) =>
  linter.verify(code, [plugin.configs.recommended], { filename: '/no-such-project/src/a.js' });

const RESET = `import { MongoClient } from 'mongodb';
import express from 'express';
const app = express();
const users = new MongoClient('mongodb://localhost').db('shop').collection('users');
app.post('/reset', express.json(), async (req, res) => {
  const { token } = req.body;
  res.json(await users.findOne({ perishableToken: token }));
});
`;
const LEAK = `import express from 'express';
const app = express();
app.get('/', (req, res) => { try { work(); } catch (error) { res.status(500).json({ at: error.stack }); } });
`;

describe('messages of the ESLint host', () => {
  it('names the field of a filter, and the lines of the path at the end', () => {
    const [message] = lint(RESET).filter(({ ruleId }) => ruleId === 'backend-architect/no-nosql-injection');
    expect(message?.message).toContain('arrives as `perishableToken` in the filter of `users.findOne`');
    expect(message?.message).toMatch(/ \(line 6 → 7\)$/);
  });

  it(
    'begins with the severity of the problem, as far as one file alone can prove it: ' +
      'that anyone can send it stands in other files',
    () => {
      expect(lint(RESET).find(({ ruleId }) => ruleId === 'backend-architect/no-nosql-injection')?.message).toMatch(
        /^\[high\] /,
      );
      const [leak] = lint(LEAK);
      expect(leak?.message).toMatch(/^\[high\] `error\.stack` sends the stack/);
      expect(lint(LEAK.replace('error.stack', 'error.message'))[0]?.message).toMatch(
        /^\[medium\] `error\.message` sends the text/,
      );
    },
  );

  it('takes the grade that the project gives the rule', () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'graded-')));
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, 'package.json'), '{"name":"shop"}');
    writeFileSync(join(folder, 'backend-architect.json'), '{"rules":{"no-error-detail-leak":"low"}}');
    const messages = new Linter({ cwd: folder }).verify(LEAK, [plugin.configs.recommended], {
      filename: join(folder, 'src/a.js'),
    });
    rmSync(folder, { recursive: true, force: true });
    // The stack weighs more than the rule does otherwise, and still does.
    expect(messages.map(({ message }) => message.slice(0, 8))).toEqual(['[medium]']);
  });

  it('says of a suggestion only what it does, and leaves no placeholder', () => {
    const messages = [...lint(RESET), ...lint(LEAK)];
    const suggestions = messages.flatMap(({ suggestions: given }) => given ?? []).map(({ desc }) => desc);
    expect(suggestions).toContain('Convert to text.');
    expect(
      [...messages.map(({ message }) => message), ...suggestions].filter((text) =>
        /\{\{|\[(?:critical|high|medium|low)\].*\[|undefined/.test(text),
      ),
    ).toEqual([]);
    expect(suggestions.filter((text) => text.startsWith('['))).toEqual([]);
  });
});

describe('messages in oxlint', () => {
  let folder = '';
  beforeAll(() => {
    execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript-7/bin/tsc'), '-b', 'packages/eslint-plugin'], {
      cwd: ROOT,
    });
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'messages-')));
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, 'reset.js'), RESET);
    writeFileSync(
      join(folder, '.oxlintrc.json'),
      JSON.stringify({
        plugins: [],
        categories: { correctness: 'off' },
        jsPlugins: [join(ROOT, 'packages/eslint-plugin/dist/index.js')],
        rules: { 'backend-architect/no-nosql-injection': 'error' },
      }),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('are the same', () => {
    let output = '';
    try {
      output = execFileSync(join(ROOT, 'node_modules/.bin/oxlint'), ['-f', 'json', '.'], {
        cwd: folder,
        encoding: 'utf8',
      });
    } catch (error) {
      output = (error as { stdout: string }).stdout;
    }
    const { diagnostics } = JSON.parse(output) as { readonly diagnostics: readonly { readonly message: string }[] };
    expect(diagnostics.map(({ message }) => message)).toEqual(
      lint(RESET)
        .filter(({ ruleId }) => ruleId === 'backend-architect/no-nosql-injection')
        .map(({ message }) => message),
    );
  });
});
