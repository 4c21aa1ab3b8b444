/** Routes that other machines call, and prove themselves by a signature. */
import { describe, it } from 'vitest';
import { express, twins, type Files } from './guard-twins.js';

const CRYPTO = "import { createHmac, timingSafeEqual } from 'node:crypto'; import CryptoJS from 'crypto-js'; import Stripe from 'stripe'; import { verify } from '@octokit/webhooks-methods'; const stripe = new Stripe(process.env.STRIPE);";
const signed = (body: string): Files => express(`${CRYPTO}\nasync function signed(req, res, next) { ${body} }\napp.post('/x', signed, write);`);
const BYTES = "const given = Buffer.from(String(req.headers['x-signature']), 'hex'); const wanted = createHmac('sha256', process.env.HOOK_KEY).update(req.body).digest();";
const REFUSE = 'return res.status(401).end();';

describe('a signature', () => {
  it.each([
    ['bytes, in constant time', `${BYTES} if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) ${REFUSE} next();`, `${BYTES} if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) console.warn('wrong'); next();`],
    ['the result that nobody looks at', `${BYTES} if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`, `${BYTES} timingSafeEqual(given, wanted); next();`],
    ['text with its scheme', "const mine = `sha256=${createHmac('sha256', process.env.KEY).update(req.rawBody).digest('hex')}`; if (req.get('x-hub-signature-256') !== mine) return res.status(401).end(); next();", "const mine = `sha256=${createHmac('sha256', process.env.KEY).update(req.rawBody).digest('hex')}`; if (req.get('x-hub-signature-256') === mine) return res.status(401).end(); next();"],
    ['a digest in steps', "const hmac = createHmac('sha256', process.env.KEY); hmac.update(req.rawBody); if (hmac.digest('base64') !== req.headers['x-shopify-hmac-sha256']) return res.status(401).end(); next();", "const hmac = createHmac('sha256', req.query.key); hmac.update(req.rawBody); if (hmac.digest('base64') !== req.headers['x-shopify-hmac-sha256']) return res.status(401).end(); next();"],
    ['no key, no check', `${BYTES} if (!process.env.HOOK_KEY) return res.status(500).end(); if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`, `${BYTES} if (!process.env.HOOK_KEY) return next(); if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`],
    ['a header that is not there', "const mine = createHmac('sha256', process.env.KEY).update(req.rawBody).digest('hex'); if (mine !== req.headers.signature) return res.status(401).end(); next();", "const mine = createHmac('sha256', process.env.KEY).update(req.rawBody).digest('hex'); if (req.headers.signature && mine !== req.headers.signature) return res.status(401).end(); next();"],
    ['two things the request brings', `${BYTES} if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`, "if (req.headers.a !== req.headers.b) return res.status(401).end(); next();"],
    ['a digest without a key', `${BYTES} if (!timingSafeEqual(given, wanted)) ${REFUSE} next();`, "const { createHash } = await import('node:crypto'); if (createHash('sha256').update(req.rawBody).digest('hex') !== req.headers.sum) return res.status(401).end(); next();"],
    ['one of another library', "if (CryptoJS.HmacSHA256(req.rawBody, process.env.KEY).toString() !== req.headers.signature) return res.status(401).end(); next();", "if (CryptoJS.HmacSHA256(req.rawBody, req.body.key).toString() !== req.headers.signature) return res.status(401).end(); next();"],
    ['one that a library verifies', "try { req.event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], process.env.KEY); } catch { return res.status(400).end(); } next();", "try { req.event = stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], process.env.KEY); } catch (error) { console.warn(error); } next();"],
  ])('%s', (_, innocent, guilty) => {
    twins(signed(guilty), signed(innocent));
  });
});
