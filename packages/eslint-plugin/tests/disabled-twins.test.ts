import { analyse } from '@backend-architect/analysis';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../cli/src/extract/parse-file.js';
import { fileProblems } from '../../rules/src/file-problems.js';
import { toEslintRule } from '../src/host/eslint.js';
import rule from '../../rules/src/no-async-callback-misuse/rule.js';

const CALL = 'http.createServer(async (req, res) => { await work(); res.end(); });';
const TWIN = '@typescript-eslint/no-misused-promises';
const quiet = { create: () => ({}) };

/** How often the rule speaks, the same in review and in ESLint beside the plugin of the twin. */
function count(code: string): number {
  const text = `import http from 'node:http';\n${code}\n`;
  const parsed = parseFile('src/a.js', text);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  const found = fileProblems(rule, analyse(parsed.source), {}).length;
  const config = {
    plugins: {
      ours: { rules: { rule: toEslintRule(rule) } },
      '@typescript-eslint': { rules: { 'no-misused-promises': quiet, 'no-explicit-any': quiet } },
    },
    rules: { 'ours/rule': 'error' as const },
  };
  const messages = new Linter({ cwd: '/no-such-project' })
    .verify(text, [config], { filename: '/no-such-project/src/a.js' })
    .filter(({ ruleId }) => ruleId === 'ours/rule');
  expect(messages.length).toBe(found);
  return found;
}

describe('where the twin with types is switched off', () => {
  it.each([
    `// eslint-disable-next-line ${TWIN}\n${CALL}`,
    `// eslint-disable-next-line no-undef, ${TWIN} -- ends anyway\n${CALL}`,
    `${CALL} // eslint-disable-line ${TWIN}`,
    `/* eslint-disable ${TWIN} -- ends anyway */\n${CALL}\n/* eslint-enable ${TWIN} */`,
    `/* eslint-disable ${TWIN} */\n${CALL}`,
    `// oxlint-disable-next-line typescript/no-misused-promises\n${CALL}`,
  ])('is silent: %s', (code) => {
    expect(count(code)).toBe(0);
  });

  it.each([
    CALL,
    `// eslint-disable-next-line @typescript-eslint/no-explicit-any\n${CALL}`,
    `/* eslint-disable ${TWIN} */\n/* eslint-enable ${TWIN} */\n${CALL}`,
    `/* eslint-disable ${TWIN} */\n/* eslint-enable */\n${CALL}`,
    `// never write eslint-disable-next-line ${TWIN}\n${CALL}`,
    `// eslint-disable-next-line no-undef -- ${TWIN} is right here\n${CALL}`,
    `// eslint-disable-next-line ${TWIN}\n\n${CALL}`,
    `${CALL}\n// eslint-disable-line ${TWIN}`,
  ])('speaks: %s', (code) => {
    expect(count(code)).toBe(1);
  });
});
