import { describe, expect, it } from 'vitest';
import { seen, type Files } from './guard-twins.js';

/** A webhook of a payment provider, whose client another file makes. */
const stripe = (body: string, after = ''): Files => ({
  'package.json': JSON.stringify({
    name: 'shop',
    dependencies: { express: '^5.0.0', stripe: '^18.0.0', pg: '^8.0.0' },
  }),
  'src/payments.ts': `import Stripe from 'stripe';
export const payments = (): Stripe => new Stripe(process.env.STRIPE_KEY);
`,
  'src/app.ts': `import express from 'express';
import { Pool } from 'pg';
import { payments } from './payments';
const pool = new Pool();
const app = express();
app.post('/x', express.raw({ type: '*/*' }), async (req, res) => {
  const secret = process.env.STRIPE_WEBHOOK_SECRET;
  const stripe = payments();
  ${body}
  await pool.query('insert into events (id) values ($1)', [req.body.id]);
  ${after}
  res.end();
});
app.listen(1);
`,
});
const verify = (key: string, failed: string): string =>
  `try { stripe.webhooks.constructEvent(req.body, req.headers['stripe-signature'], ${key}); } catch { ${failed} }`;

describe('a client that another file makes', () => {
  it('verifies a signature as one of the same file does', () => {
    expect(seen(stripe(verify('secret', 'return res.status(400).end();')))).toBe('guarded');
  });

  it.each([
    ['goes on when it fails', verify('secret', 'console.warn("unsigned");')],
    ['takes the key of the client', verify("req.headers['x-key']", 'return res.status(400).end();')],
    ['verifies what is no body', verify('secret', 'return res.status(400).end();').replace('req.body', 'req.path')],
  ])('proves nothing where it %s', (_, body) => {
    expect(seen(stripe(body))).toBe('not known');
  });

  it('proves nothing where it verifies after the change, though nothing else is missing', () => {
    const verified = verify('secret', 'return res.status(400).end();');
    expect(seen(stripe('', verified))).toBe('not known');
    expect(seen(stripe(verified, ''))).toBe('guarded');
  });
});
