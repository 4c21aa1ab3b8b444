/**
 * A reply that says nothing is paid for once: it is kept with its cost, and asked about again only when somebody wants
 * that.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ledgerPathOf, readLedger } from '../../src/answers/ledger.js';
import { escalateBench, replying } from './escalate-bench.js';
import { answerTo, message, sendError, sendJson, type Respond } from './messages-server.js';
import { reviewedShop, reviewedShopAsking, GUARDED } from './reviewed-shop.js';

const bench = escalateBench();
const { run } = bench;

const text =
  (body: string, over: object = {}): Respond =>
  (_, response) =>
    sendJson(response, message(body, over));
const confirming = replying((request) => answerTo(request));
const liar = replying((request) =>
  answerTo(request, { citations: [{ evidence_id: 'E1', quote: 'requireAdministrator(req, res)' }] }),
);

const UNUSABLE: readonly (readonly [string, Respond, string])[] = [
  ['no JSON', text('I think this is fine.'), 'invalid answer'],
  ['no answer that fits', text('{"decision":"fine"}'), 'invalid answer'],
  ['an answer to another question', replying((request) => answerTo(request, { question_id: 'x' })), 'invalid answer'],
  ['an empty reply', text(''), 'invalid answer'],
  ['a quote that stands nowhere', liar, 'unproven'],
  ['a refusal', text('no', { stop_reason: 'refusal' }), 'refusal'],
  [
    'a reply that was cut off at its full length',
    text('{"question_id": "a1b2', { stop_reason: 'max_tokens' }),
    'truncated',
  ],
];

describe('is not paid for twice', () => {
  test.each(UNUSABLE)('%s', async (_, respond, said) => {
    bench.respond(respond);
    const shop = reviewedShop();
    const first = await run(shop);
    expect(first).toMatchObject({
      code: 3,
      entries: 1,
      out: expect.stringContaining(
        '1 answer written to .backend-architect/answers, without anything that can be used; commit them',
      ),
    });
    expect(JSON.parse(first.ledger!)).toMatchObject({
      decision: 'unusable',
      claims: [],
      citations: [],
      by: { kind: 'model', usage: { in: 5_000, out: 900, usd: 0.019 } },
    });
    expect(first.ledger).not.toContain('Administrator');

    bench.respond(confirming);
    const second = await run(shop);
    expect(second).toMatchObject({
      code: 3,
      requests: [],
      question: { state: 'new', openReason: said.replace(' ', '-') },
    });
    expect(second.out).toContain(
      '1 question not asked again, as the reply before could not be used (--retry-unusable asks again)\n',
    );
    expect(second.out).toContain(`exit 3: 1 question without a usable answer (1 ${said})\n`);
    expect((await run(shop, { action: { kind: 'plan' }, env: {} })).out).toContain(
      'of those answered before, 1 in a way that could not be used (--retry-unusable asks again)\n',
    );

    const third = await run(shop, { flags: { retryUnusable: true } });
    expect(third).toMatchObject({ code: 0, requests: [expect.anything()], question: { openReason: 'confirmed' } });
  });
});

describe('is asked about again', () => {
  test.each([
    ['with another model', { model: 'claude-opus-4-8', maxUsd: 'none' }],
    ['with --again', { again: true }],
  ])('%s', async (_, flags) => {
    bench.respond(liar);
    const shop = reviewedShop();
    await run(shop);
    bench.respond(confirming);
    expect(await run(shop, { flags })).toMatchObject({ code: 0, requests: [expect.anything()], entries: 1 });
  });

  test('when the code it was asked about has changed', async () => {
    bench.respond(liar);
    const shop = reviewedShop();
    await run(shop);
    bench.respond(confirming);
    writeFileSync(join(shop.root, 'src/orders.ts'), GUARDED);
    expect(await run({ ...reviewedShop(GUARDED), root: shop.root })).toMatchObject({
      code: 0,
      requests: [expect.anything()],
    });
  });

  test('when its entry was changed by hand: nobody else decides what is not asked', async () => {
    bench.respond(liar);
    const shop = reviewedShop();
    await run(shop);
    const path = join(shop.root, ledgerPathOf('require-auth-on-route', 'a1b2c3d4e5f6a7b8c9d0'));
    writeFileSync(path, readFileSync(path, 'utf8').replace('"problem": "unproven"', '"problem": "refusal"'));
    bench.respond(confirming);
    expect(await run(shop)).toMatchObject({
      code: 0,
      requests: [expect.anything()],
      question: { openReason: 'confirmed' },
    });
  });
});

describe('is told from what may go well the next time', () => {
  test.each<readonly [string, Respond]>([
    [
      'a server that failed',
      (_, response) => sendError(response, 529, 'overloaded_error', 'overloaded', { 'retry-after-ms': '1' }),
    ],
    [
      'a web page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>welcome</html>'),
    ],
  ])('%s', async (_, respond) => {
    bench.respond(respond);
    const shop = reviewedShop();
    expect(await run(shop)).toMatchObject({ entries: 0 });
    bench.respond(confirming);
    expect(await run(shop)).toMatchObject({ code: 0, requests: [expect.anything()] });
  });

  test('a reply that was cut off because the cap left it less room', async () => {
    bench.respond(
      text('{"question_id": "a1b2', {
        stop_reason: 'max_tokens',
        usage: { input_tokens: 2_000, output_tokens: 2_000 },
      }),
    );
    const ran = await run(reviewedShop(), { flags: { maxUsd: '0.035' } });
    expect(ran.requests[0]!.body.max_tokens).toBeLessThan(4_096);
    expect(ran).toMatchObject({ code: 3, entries: 0 });
  });
});

test('it never takes the place of an answer', async () => {
  bench.respond(confirming);
  const shop = reviewedShopAsking(2);
  await run(shop);
  bench.respond(liar);
  const again = await run(shop, { flags: { again: true } });
  expect(again).toMatchObject({
    requests: [expect.anything(), expect.anything()],
    out: expect.stringContaining('the ledger is unchanged'),
  });
  expect([...readLedger(shop.root).entries.values()].map(({ decision }) => decision)).toEqual(['confirm', 'confirm']);
});
