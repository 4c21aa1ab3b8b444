import { expect, it } from 'vitest';
import { factsOf } from './facts-of.js';

it('values that branch at every step are followed only so far', () => {
  const steps = Array.from(
    { length: 30 },
    (_, at) =>
      `  let v${at + 1} = make(v${at}, v${at}, v${at});
  v${at + 1} = make(v${at}, v${at}, v${at});
  v${at + 1} = again(v${at}, v${at});`,
  );
  const text = `export function gate(req, res, next) {
  let v0 = req.headers.authorization;
${steps.join('\n')}
  if (!v30) return res.status(401).end();
  next();
}
`;
  expect(factsOf(text).functions.map(({ name }) => name)).toContain('gate');
});
