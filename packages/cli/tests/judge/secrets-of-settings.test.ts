import { describe, expect, it } from 'vitest';
import { verdictsOf } from './verdicts-of.js';

const RULE = 'no-hardcoded-secrets';
const BASE = "module.exports = { port: 3000, secret: 'for every shop the same' };";
const SERVER =
  "const session = require('express-session');\nconst { secret } = require('./settings/index');\n" +
  'module.exports = session({ secret, resave: false, saveUninitialized: false });';

/** Files in which the secret is found. */
async function found(settings: string, environments: Readonly<Record<string, string>>): Promise<string[]> {
  const verdicts = await verdictsOf({
    'server.js': SERVER,
    'settings/index.js': settings,
    'settings/env/base.js': BASE,
    ...environments,
  });
  return verdicts
    .filter((verdict) => verdict.endsWith(` ${RULE}`))
    .map((verdict) => verdict.slice(0, -RULE.length - 1));
}

const PLAIN = { 'settings/env/test.js': 'module.exports = { port: 3001 };' };
const OWN = { 'settings/env/production.js': 'module.exports = { secret: process.env.SECRET };' };
const BY_NAME =
  "const path = require('path');\nconst base = require(path.resolve(__dirname + '/env/base.js'));\n" +
  "const own = require(path.join(__dirname, 'env/') + process.env.NODE_ENV.toLowerCase() + '.js') || {};\n" +
  'module.exports = { ...base, ...own };';
const BY_HAND = "module.exports = { ...require('./env/base'), ...require('./env/test') };";

describe('settings of all environments, with those of one spread over them', () => {
  it('are seen where no environment has a secret of its own', async () => {
    expect(await found(BY_NAME, PLAIN)).toEqual(['server.js']);
    expect(await found(BY_HAND, PLAIN)).toEqual(['server.js']);
    expect(await found("module.exports = { secret: 'the same again', ...require('./env/test') };", PLAIN)).toEqual([
      'server.js',
    ]);
  });

  it('are nobody’s secret where one has, or where it cannot be told', async () => {
    expect(await found(BY_NAME, { ...PLAIN, ...OWN })).toEqual([]);
    expect(await found(BY_HAND.replace('test', 'production'), OWN)).toEqual([]);
    expect(await found("module.exports = { ...require('./env/base'), ...load() };", PLAIN)).toEqual([]);
    expect(await found("module.exports = { ...require('./env/base'), ...require('@shop/settings') };", PLAIN)).toEqual(
      [],
    );
    expect(await found("module.exports = { ...require('./env/base'), secret: process.env.SECRET };", PLAIN)).toEqual(
      [],
    );
  });
});
