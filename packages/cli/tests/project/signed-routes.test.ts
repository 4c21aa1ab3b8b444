/** Routes that other machines call, and prove themselves by a signature. */
import { describe, expect, it } from 'vitest';
import { defineModel } from '@backend-architect/analysis';
import { proveClaim } from '../../src/answers/claims.js';
import { accessOf } from '../../src/detectors/route-guards.js';
import { projectOf } from '../project-of.js';
import { express, twins, type Files } from './guard-twins.js';

const CRYPTO =
  "import { createHmac, timingSafeEqual } from 'node:crypto'; import CryptoJS from 'crypto-js'; " +
  "import Stripe from 'stripe'; import { verify } from '@octokit/webhooks-methods'; " +
  'const stripe = new Stripe(process.env.STRIPE);';
const signed = (body: string): Files =>
  express(`${CRYPTO}\nasync function signed(req, res, next) { ${body} }\napp.post('/x', signed, write);`);
const BYTES =
  "const given = Buffer.from(String(req.headers['x-signature']), 'hex'); " +
  "const wanted = createHmac('sha256', process.env.HOOK_KEY).update(req.body).digest();";
const REFUSE = 'return res.status(401).end();';

describe('a signature', () => {
  it.each([
    [
      'bytes, in constant time',
      `${BYTES} if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) ${REFUSE} next();`,
      `${BYTES} if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) console.warn('wrong'); next();`,
    ],
    [
      'the result that nobody looks at',
      `${BYTES} if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`,
      `${BYTES} timingSafeEqual(given, wanted); next();`,
    ],
    [
      'text with its scheme',
      "const mine = `sha256=${createHmac('sha256', process.env.KEY).update(req.rawBody).digest('hex')}`; " +
        "if (req.get('x-hub-signature-256') !== mine) return res.status(401).end(); next();",
      "const mine = `sha256=${createHmac('sha256', process.env.KEY).update(req.rawBody).digest('hex')}`; " +
        "if (req.get('x-hub-signature-256') === mine) return res.status(401).end(); next();",
    ],
    [
      'a digest in steps',
      "const hmac = createHmac('sha256', process.env.KEY); hmac.update(req.rawBody); " +
        "if (hmac.digest('base64') !== req.headers['x-shopify-hmac-sha256']) return res.status(401).end(); " +
        'next();',
      "const hmac = createHmac('sha256', req.query.key); hmac.update(req.rawBody); " +
        "if (hmac.digest('base64') !== req.headers['x-shopify-hmac-sha256']) return res.status(401).end(); " +
        'next();',
    ],
    [
      'no key, no check',
      `${BYTES} if (!process.env.HOOK_KEY) return res.status(500).end(); ` +
        `if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`,
      `${BYTES} if (!process.env.HOOK_KEY) return next(); if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`,
    ],
    [
      'a header that is not there',
      "const mine = createHmac('sha256', process.env.KEY).update(req.rawBody).digest('hex'); " +
        'if (mine !== req.headers.signature) return res.status(401).end(); next();',
      "const mine = createHmac('sha256', process.env.KEY).update(req.rawBody).digest('hex'); " +
        'if (req.headers.signature && mine !== req.headers.signature) return res.status(401).end(); next();',
    ],
    [
      'two things the request brings',
      `${BYTES} if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`,
      'if (req.headers.a !== req.headers.b) return res.status(401).end(); next();',
    ],
    [
      'a key that comes with the request',
      `${BYTES} if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`,
      `const sig = createHmac('sha256', String(req.headers['x-key'])).update(req.rawBody).digest('hex'); ` +
        `if (!timingSafeEqual(Buffer.from(sig), Buffer.from(String(req.headers['x-signature'])))) ${REFUSE} next();`,
    ],
    [
      'the digest of a key',
      `const { createHash } = await import('node:crypto'); ` +
        `if (createHash('sha256').update(req.get('x-api-key')).digest('hex') !== process.env.KEY_HASH) ` +
        `${REFUSE} next();`,
      `const { createHash } = await import('node:crypto'); ` +
        `if (createHash('sha256').update(req.get('x-api-key')).digest('hex') !== req.headers.sum) ${REFUSE} next();`,
    ],
    [
      'a digest without a key',
      `${BYTES} if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`,
      "const { createHash } = await import('node:crypto'); " +
        "if (createHash('sha256').update(req.rawBody).digest('hex') !== req.headers.sum) return " +
        'res.status(401).end(); next();',
    ],
    [
      'one of another library',
      'if (CryptoJS.HmacSHA256(req.rawBody, process.env.KEY).toString() !== req.headers.signature) return ' +
        'res.status(401).end(); next();',
      'if (CryptoJS.HmacSHA256(req.rawBody, req.body.key).toString() !== req.headers.signature) return ' +
        'res.status(401).end(); next();',
    ],
    [
      'one that a library verifies',
      "try { req.event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], " +
        'process.env.KEY); } catch { return res.status(400).end(); } next();',
      "try { req.event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], " +
        'process.env.KEY); } catch (error) { console.warn(error); } next();',
    ],
  ])('%s', (_, innocent, guilty) => {
    twins(signed(guilty), signed(innocent));
  });
});

const DELETE = "await db.query('delete from things where id = $1', [String(req.body.id)]); res.sendStatus(204);";
const SIGNED =
  "const sig = createHmac('sha256', process.env.K).update(req.rawBody).digest('hex'); " +
  "const given = Buffer.from(String(req.headers['x-signature']));";
const EVENT = "stripe.webhooks.constructEvent(req.rawBody, req.headers['stripe-signature'], process.env.W)";
const OWN = `import { createHmac, timingSafeEqual } from 'node:crypto';
export function verify(req) { const mine = createHmac('sha256', process.env.K).update(req.rawBody).digest(); \
return timingSafeEqual(mine, Buffer.from(String(req.headers['x-signature']), 'hex')); }
export function mustBeSigned(req) { if (!verify(req)) throw new Error('wrong signature'); }
export const looksSigned = (req) => Boolean(req.headers['x-signature']);`;
const hook = (body: string): Files =>
  express(
    `${CRYPTO}
import { Pool } from 'pg'; import { verify as isSigned, mustBeSigned, looksSigned } from './own'; const db = new Pool();
app.post('/hook', async (req, res) => { ${body} ${DELETE} });`,
    { 'src/own.ts': OWN },
  );
const claimed = (files: Files): boolean =>
  proveClaim({ predicate: 'verifies_signature_before_effects', route: 'POST /hook' }, projectOf(files), {}).proved;

describe('the claim that a signature is verified before anything changes', () => {
  it.each([
    [
      'the result is ignored',
      `${SIGNED} const ok = timingSafeEqual(Buffer.from(sig), given); ` +
        'if (!req.body.id) return res.sendStatus(400); console.log(ok);',
    ],
    ['it is turned around', `${SIGNED} if (timingSafeEqual(Buffer.from(sig), given)) return res.sendStatus(401);`],
    [
      'it is only logged',
      `${SIGNED} if (!timingSafeEqual(Buffer.from(sig), given)) console.warn('bad'); ` +
        'if (req.body.x === 1) { res.sendStatus(404); return; }',
    ],
    ['the refusal goes on', `${SIGNED} if (!timingSafeEqual(Buffer.from(sig), given)) res.sendStatus(401);`],
    [
      'a setting decides',
      `${SIGNED} if (!timingSafeEqual(Buffer.from(sig), given) && process.env.STRICT) return res.sendStatus(401);`,
    ],
    [
      'another length passes',
      `${SIGNED} if (given.length === sig.length && !timingSafeEqual(Buffer.from(sig), ` +
        'given)) return res.sendStatus(401);',
    ],
    [
      'the key comes with the request',
      "const sig = createHmac('sha256', String(req.headers['x-key'])).update(req.rawBody).digest('hex'); " +
        "if (!timingSafeEqual(Buffer.from(sig), Buffer.from(String(req.headers['x-signature'])))) return " +
        'res.sendStatus(401);',
    ],
    [
      'its failure is dropped',
      `${EVENT.replace('Event(', 'EventAsync(')}.catch(() => null); if (!req.body.id) return res.sendStatus(400);`,
    ],
    [
      'its failure is dropped where it is waited for',
      `await ${EVENT.replace('Event(', 'EventAsync(')}.catch(() => null); if (!req.body.id) return ` +
        'res.sendStatus(400);',
    ],
    [
      'its failure refuses under a condition',
      `try { ${EVENT}; } catch (e) { if (process.env.PROD) return res.sendStatus(400); }`,
    ],
    [
      'a digest held against itself',
      `${SIGNED} const same = createHmac('sha256', process.env.K).update(req.rawBody).digest('hex'); ` +
        'if (!timingSafeEqual(Buffer.from(sig), Buffer.from(same))) return res.sendStatus(401);',
    ],
    ['a helper that asks only whether there is one', 'if (!looksSigned(req)) return res.sendStatus(401);'],
    ['a helper whose answer is ignored', 'isSigned(req); if (!req.body.id) return res.sendStatus(400);'],
    ['a helper whose failure is swallowed', 'try { mustBeSigned(req); } catch (error) { console.warn(error); }'],
    [
      'another check than a signature',
      'try { jwt.verify(req.headers.authorization, process.env.KEY); } catch { ' +
        "return res.sendStatus(401); } console.log(req.headers['x-signature']);",
    ],
    [
      'a verification of which the answer is a promise',
      "if (!verify(process.env.K, req.rawBody, req.headers['x-signature'])) return res.sendStatus(401);",
    ],
  ])('is not proved: %s', (_, body) => {
    expect(claimed(hook(body))).toBe(false);
  });

  it.each([
    [
      'bytes',
      `${SIGNED} if (given.length !== sig.length || !timingSafeEqual(Buffer.from(sig), ` +
        'given)) return res.sendStatus(401);',
    ],
    [
      'an event that a library verifies',
      `let event; try { event = ${EVENT}; } catch (e) { return res.status(400).send('no'); }`,
    ],
    [
      'an event whose failure is left to the framework',
      `const event = await ${EVENT.replace('Event(', 'EventAsync(')};`,
    ],
    ['a helper of another file that answers', 'if (!isSigned(req)) return res.sendStatus(401);'],
    ['a helper of another file that throws', 'mustBeSigned(req);'],
    [
      'a helper of another file that throws, in a try',
      'try { mustBeSigned(req); } catch { return res.sendStatus(401); }',
    ],
    [
      'a verification that is waited for',
      "if (!(await verify(process.env.K, req.rawBody, req.headers['x-signature']))) return res.sendStatus(401);",
    ],
  ])('is proved: %s', (_, body) => {
    expect(claimed(hook(body))).toBe(true);
  });

  it('is proved by a link of the chain, and not by one that only looks', () => {
    const link = (guard: string): Files =>
      express(
        `${CRYPTO}
import { Pool } from 'pg'; import { verify as isSigned } from './own'; const db = new Pool();
${guard}
app.post('/hook', signed, async (req, res) => { ${DELETE} });`,
        { 'src/own.ts': OWN },
      );
    expect(
      claimed(link('const signed = (req, res, next) => { if (!isSigned(req)) return res.sendStatus(401); next(); };')),
    ).toBe(true);
    expect(
      claimed(link('const signed = (req, res, next) => { if (!isSigned(req)) res.sendStatus(401); next(); };')),
    ).toBe(false);
  });
});

describe('a link of the chain that a model calls a check of signatures', () => {
  const models = [
    defineModel({
      library: 'acme-hooks',
      modules: ['acme-hooks'],
      family: 'other',
      exports: { signed: { call: { duty: ['signature'] } }, logged: { call: { duty: ['logging'] } } },
    }),
  ];
  const access = (link: string): string =>
    accessOf(
      projectOf(express(`import { signed, logged } from 'acme-hooks'; app.post('/x', ${link}, write);`), { models })
        .routes[0]!,
      {},
    );
  it('guards a route of any name', () => {
    expect(access('signed(process.env.KEY)')).toBe('guarded');
    expect(access('logged()')).toBe('open');
  });
});
