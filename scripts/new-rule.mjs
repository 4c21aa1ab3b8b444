/**
 * Writes a new rule: its code, its page and its tests, which pass as they stand. Nothing else is edited by hand: index,
 * levels, presets, tables and the page that ships are written by `pnpm generate`.
 *
 *   node scripts/new-rule.mjs no-such-thing
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = join(import.meta.dirname, '..');

/** Path -> text of what a rule is made of. Throws when the id is none. */
export function newRule(id) {
  if (!/^(?:no|require|correct|prefer)(?:-[a-z0-9]+)+$/.test(id)) {
    throw new Error(`"${id}" is no id of a rule: it says what must not be, or must, in kebab-case (no-such-thing)`);
  }
  return {
    [`packages/rules/src/${id}/rule.ts`]: ruleText(id),
    [`packages/rules/src/${id}/page.md`]: pageText(),
    [`packages/eslint-plugin/tests/rules/${id}.test.ts`]: testText(id),
  };
}

const ruleText = (id) => `import { defineRule } from '../define-rule.js';
import { NOT_THE_PROGRAM } from '../exempt-roles.js';

export default defineRule({
  id: '${id}',
  meta: {
    severity: 'medium',
    cwe: [710],
    owasp: ['A06:2025'],
    docs: {
      description: 'Reports calls that should never stand in a program',
      impact: 'What a failure means for the people who run the program.',
      fix: 'What to write instead.',
    },
    messages: { call: '\`{{call}}\` must not be called. Write what should be called.' },
    schema: [],
    exempt: NOT_THE_PROGRAM,
    gate: /neverCallThis/,
  },
  *problems(file) {
    for (const call of file.callsNamed('neverCallThis')) {
      yield { at: call.range, messageId: 'call', data: { call: 'neverCallThis' } };
    }
  },
});
`;

const pageText = () => `## Why

Why this is wrong, for somebody who has not met it.

## Incorrect

\`\`\`js
neverCallThis();
\`\`\`

## Correct

\`\`\`js
callThis();
\`\`\`
`;

const testText = (id) => `import rule from '../../../rules/src/${id}/rule.js';
import { testRule } from '../harness.js';

testRule(rule, {
  valid: ['callThis();', 'const neverCallThis = 1; neverCallThis;'],
  invalid: [{ code: '«neverCallThis()»;', errors: ['call'] }],
});
`;

function main() {
  const [id] = process.argv.slice(2);
  const files = newRule(id ?? '');
  const taken = Object.keys(files).filter((path) => existsSync(join(ROOT, path)));
  if (taken.length > 0) throw new Error(`there is one already: ${taken.join(', ')}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
    console.log(path);
  }
  console.log('Now: write them, then `npx -y pnpm@12 generate`.');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main();
