import rule from '../../../rules/src/no-error-detail-leak/rule.js';
import { type InvalidCase, testRule } from '../harness.js';

/** Helpers that are handed the answer alone. */
const helper = (params: string, body: string): string =>
  `export async function answer(${params}) { try { await work(); } catch (error) { ${body} } }`;

const leak = (name: string, params: string, body: (why: string) => string): InvalidCase => ({
  name,
  code: helper(params, body('«error.stack»')),
  errors: [
    {
      messageId: 'stack',
      severity: 'high',
      suggestions: [{ messageId: 'fixedText', output: helper(params, body("'Internal server error'")) }],
    },
  ],
});

testRule(rule, {
  valid: [
    { name: 'a fixed text', code: helper('res', "res.status(500).send('failed');") },
    { name: 'an answer somebody else gave', code: helper('res', 'report(res.status, error.stack);') },
    { name: 'no answer: it has no status to set', code: helper('res', 'res.send(error.stack);') },
    { name: 'another name', code: helper('line', 'line.status(500).send(error.stack);') },
    {
      name: 'a type of the program',
      file: 'src/answer.ts',
      code: helper('res: Report', 'res.status(500).send(error.stack);'),
    },
  ],
  invalid: [
    leak('it alone', 'res', (why) => `res.status(500).send(${why});`),
    leak('after something else', 'work, { retries }, res', (why) => `res.status(500).json({ why: ${why} });`),
    leak('a plain server', 'response', (why) => `response.writeHead(500); response.end(${why});`),
    leak('perhaps none', 'res', (why) => `res?.status(500).send(${why});`),
  ],
});
