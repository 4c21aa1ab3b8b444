/** Many questions in one run: what they cost, what one of them does to the others, and what the run says at its end. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readLedger } from '../../src/answers/ledger.js';
import { escalateBench, replying } from './escalate-bench.js';
import {
  answerTo,
  message,
  questionIn,
  sendError,
  sendJson,
  type Respond,
  type SeenRequest,
} from './messages-server.js';
import { GUARDED, ROUTE, reviewedShop, reviewedShopAsking } from './reviewed-shop.js';

const bench = escalateBench();
const { run } = bench;

/** Input for $0.004 and output for $0.006 with the default model. */
const CENT = { input_tokens: 2_000, output_tokens: 600, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 };

const confirm = (request: SeenRequest, over: object = {}): object => message(JSON.stringify(answerTo(request)), over);
const confirming =
  (over: object = {}): Respond =>
  (request, response) =>
    sendJson(response, confirm(request, over));
/** The first `count` requests get one reply, the others another. */
function firstThen(count: number, first: Respond, then: Respond): Respond {
  let asked = 0;
  return (request, response) => (asked++ < count ? first : then)(request, response);
}

describe('the dollar cap', () => {
  test('questions of a cent each: ten cents are used up, and not passed', async () => {
    bench.respond(confirming({ usage: CENT }));
    const ran = await run(reviewedShopAsking(20), { flags: { maxUsd: '0.10' } });
    expect(ran.requests.length).toBeGreaterThanOrEqual(9);
    expect(ran.requests.length).toBeLessThanOrEqual(10);
    expect(ran.entries).toBe(ran.requests.length);
    expect(ran.out).toContain(`$${(ran.requests.length / 100).toFixed(4)} of $0.10 spent`);
    expect(ran).toMatchObject({
      code: 3,
      out: expect.stringContaining('still open (budget: the dollar cap would be passed)'),
    });
  });

  test('what a reply may cost fits into what is left, also for calls under way together', async () => {
    let underWay = 0;
    let spent = 0;
    bench.respond((request, response) => {
      const worst = (request.body.max_tokens * 10) / 1e6;
      underWay += worst;
      expect(spent + underWay).toBeLessThanOrEqual(0.12);
      setTimeout(() => {
        underWay -= worst;
        spent += 0.01;
        sendJson(response, confirm(request, { usage: CENT }));
      }, 20);
    });
    const ran = await run(reviewedShopAsking(15), { flags: { maxUsd: '0.12' } });
    expect(ran.requests.length).toBeGreaterThanOrEqual(10);
    expect(Math.min(...ran.requests.map((one) => one.body.max_tokens))).toBeLessThan(4_096);
  });

  test.each([
    ['no usage', undefined],
    ['null', null],
    ['text', { input_tokens: '1', output_tokens: '1' }],
    ['a negative number', { input_tokens: -5_000_000, output_tokens: 10 }],
    ['a negative part', { ...CENT, cache_read_input_tokens: -1 }],
    ['more than any model takes', { input_tokens: 1e15, output_tokens: 10 }],
    ['more than was sent', { input_tokens: 1_500_000, output_tokens: 10 }],
    ['more from a cache than was sent', { ...CENT, cache_read_input_tokens: 900_000 }],
    ['a longer reply than was asked for', { input_tokens: 2_000, output_tokens: 400_000 }],
    ['parts of a token', { input_tokens: 0.5, output_tokens: 0.5 }],
    ['nothing at all', { input_tokens: 0, output_tokens: 0 }],
    ['half of it', { output_tokens: 10 }],
    ['text in the cache', { ...CENT, cache_creation_input_tokens: 'many' }],
  ])('usage that cannot be believed is booked at the worst case, and the answer is kept: %s', async (_, usage) => {
    bench.respond(confirming({ usage }));
    const ran = await run(reviewedShopAsking(1));
    const spent = Number(
      /\$(\d\.\d+) of \$0\.50 spent at most \(1 call without believable usage, booked at the worst case\)/.exec(
        ran.out,
      )![1],
    );
    // 4,096 tokens of output, and an input that is not free.
    expect(spent).toBeGreaterThan(0.041);
    expect(spent).toBeLessThan(0.1);
    expect(ran).toMatchObject({ code: 0, entries: 1 });
  });

  test('the worst case of each holds the cap where no reply says what it took', async () => {
    bench.respond(confirming({ usage: undefined }));
    const ran = await run(reviewedShopAsking(20), { flags: { maxUsd: '0.20' } });
    expect(ran.requests.length).toBeGreaterThanOrEqual(3);
    expect(ran.requests.length).toBeLessThanOrEqual(5);
    expect(ran.entries).toBe(ran.requests.length);
    expect(Number(/\$(\d\.\d+) of \$0\.20/.exec(ran.out)![1])).toBeLessThanOrEqual(0.2);
  });

  test('without a price the cost is not called nothing', async () => {
    bench.respond(confirming());
    expect((await run(reviewedShopAsking(1), { flags: { model: 'llama', maxUsd: 'none' } })).out).toContain(
      'what it cost is not known, as there is no price for the model',
    );
  });
});

describe('one question does not silence the others', () => {
  const bad: Respond = (_, response) =>
    sendError(response, 400, 'invalid_request_error', 'messages.0.content: text is not acceptable');

  test.each([
    ['the first', 0],
    ['one in the middle', 3],
  ])('an odd 400 for %s', async (_, at) => {
    let asked = 0;
    bench.respond((request, response) => (asked++ === at ? bad : confirming())(request, response));
    const ran = await run(reviewedShopAsking(8));
    expect(ran).toMatchObject({
      code: 3,
      entries: 7,
      out: expect.stringContaining('exit 3: 1 question without a usable answer (1 error)'),
    });
    expect(ran.requests).toHaveLength(8);
  });

  test('a 400 for all of them ends the run after three', async () => {
    bench.respond(bad);
    const ran = await run(reviewedShopAsking(8));
    expect(ran.code).toMatch(
      /^UsageError: 127\S+ refuses such requests \(400\): messages\.0\.content: text is not acceptable; the ledger is unchanged$/,
    );
    expect(ran.requests).toHaveLength(3);
  });

  test.each([
    ['the model', 400, 'The model `claude-sonnet-5-5` does not exist or is not available'],
    ['the model, in other words', 400, 'Invalid model name passed in model=claude-sonnet-5-5'],
    ['a parameter', 400, 'output_config: Extra inputs are not permitted'],
    ['money', 402, 'pay'],
    ['the key', 401, 'no'],
  ])('what holds for every question ends it at once: %s', async (_, status, said) => {
    bench.respond((__, response) => sendError(response, status, 'invalid_request_error', said));
    const ran = await run(reviewedShopAsking(8));
    expect(ran).toMatchObject({ code: expect.stringMatching(/^UsageError: .*; the ledger is unchanged$/), entries: 0 });
    expect(ran.requests).toHaveLength(1);
  });

  test('a prompt that is too long for the model is about this prompt', async () => {
    bench.respond(
      firstThen(
        1,
        (_, response) =>
          sendError(response, 400, 'invalid_request_error', "This model's maximum context length is 8192 tokens"),
        confirming(),
      ),
    );
    expect((await run(reviewedShopAsking(3))).entries).toBe(2);
  });

  test('a key that is withdrawn in the middle: what has arrived is kept, and what it cost is said', async () => {
    bench.respond(
      firstThen(2, confirming({ usage: CENT }), (_, response) =>
        sendError(response, 401, 'authentication_error', 'revoked'),
      ),
    );
    const ran = await run(reviewedShopAsking(6));
    expect(ran).toMatchObject({
      code: expect.stringMatching(/does not accept the key \(401\): revoked; the questions after that stay open$/),
      entries: 2,
      out: expect.stringContaining('$0.0200 of $0.50 spent; 2 answers written'),
    });
  });

  test('a reply that drips past the time of its call is a timeout of that question', async () => {
    const drip: Respond = (request, response) => {
      const text = JSON.stringify(confirm(request));
      response.writeHead(200, { 'content-type': 'application/json' });
      let at = 0;
      const timer = setInterval(() => response.write(text[at++]), 20);
      response.on('close', () => clearInterval(timer));
    };
    bench.respond(firstThen(1, drip, confirming()));
    const ran = await run(reviewedShopAsking(3), { flags: { timeout: '3' } });
    expect(ran).toMatchObject({
      code: 3,
      entries: 2,
      out: expect.stringMatching(/still open \(timeout: 127\S+ did not answer in time\)/),
    });
    expect(ran.out).toContain('1 call without believable usage');
  });

  test('and past the end of the run', async () => {
    bench.respond((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write(JSON.stringify(confirm(request)).slice(0, 40));
    });
    const ran = await run(reviewedShopAsking(2), { flags: { deadline: '0.5' } });
    expect(ran).toMatchObject({ code: 3, entries: 0, out: expect.stringContaining('still open (timeout') });
  });

  test('a connection that breaks in the middle of a reply', async () => {
    bench.respond(
      firstThen(
        1,
        (_, response) => {
          response.writeHead(200, { 'content-type': 'application/json', 'content-length': '5000' });
          response.write('{"id"');
          setTimeout(() => response.destroy(), 20);
        },
        confirming(),
      ),
    );
    expect(await run(reviewedShopAsking(3))).toMatchObject({
      code: 3,
      entries: 2,
      out: expect.stringMatching(/still open \(error: .* broke off/),
    });
  });
});

describe('a server that asks to slow down', () => {
  test('all questions wait as long as it says, one goes first, and all are answered', async () => {
    const times: number[] = [];
    let refused = 0;
    bench.respond((request, response) => {
      times.push(Date.now());
      // The first is served; the four that come together are turned away.
      if (times.length > 1 && refused < 4) {
        refused += 1;
        return sendError(response, 429, 'rate_limit_error', 'slow down', { 'retry-after': '1' });
      }
      return confirming()(request, response);
    });
    const ran = await run(reviewedShopAsking(9));
    expect(ran).toMatchObject({ code: 0, entries: 9 });
    expect(ran.requests).toHaveLength(13);
    expect(times[5]! - times[4]!).toBeGreaterThanOrEqual(900);
    expect(ran.out).toContain('9 calls: 9 confirmed');
  });

  test('a wait that is longer than the run is not begun', async () => {
    bench.respond(
      firstThen(1, confirming(), (_, response) =>
        sendError(response, 429, 'rate_limit_error', 'slow down', { 'retry-after': '3600' }),
      ),
    );
    const started = Date.now();
    const ran = await run(reviewedShopAsking(4));
    expect(Date.now() - started).toBeLessThan(20_000);
    expect(ran).toMatchObject({
      code: 3,
      entries: 1,
      out: expect.stringContaining('still open (timeout: the server asked to wait for longer than the run may last)'),
    });
  });

  test('one that never serves is given up', async () => {
    bench.respond((_, response) =>
      sendError(response, 429, 'rate_limit_error', 'slow down', { 'retry-after-ms': '1' }),
    );
    expect((await run(reviewedShopAsking(9))).code).toMatch(
      /limits the rate of requests \(429\); the ledger is unchanged$/,
    );
  });
});

describe('the end of a run', () => {
  test.each([
    [
      'a dismissal that is refuted',
      (request: SeenRequest) =>
        answerTo(request, {
          decision: 'dismiss',
          claims: [{ predicate: 'guarded_by', route: ROUTE, guard: 'requestId' }],
        }),
      'unproven',
    ],
    [
      'evidence that does not suffice',
      (request: SeenRequest) => answerTo(request, { decision: 'insufficient_evidence' }),
      'insufficient evidence',
    ],
  ])('a second run with nothing new to ask exits like the first: %s', async (_, make, reason) => {
    bench.respond(replying(make));
    const shop = reviewedShopAsking(2);
    const first = await run(shop);
    const second = await run(shop);
    expect(first).toMatchObject({
      code: 3,
      out: expect.stringContaining(`exit 3: 2 questions without a usable answer (2 ${reason})\n`),
    });
    expect(second).toMatchObject({
      code: 3,
      requests: [],
      out: expect.stringContaining(`exit 3: 2 questions without a usable answer (2 ${reason})\n`),
    });
    expect(second.out).toContain('0 questions for claude-sonnet-5-5');
  });

  test('and with everything answered both exit with 0', async () => {
    bench.respond(confirming());
    const shop = reviewedShopAsking(2);
    expect([(await run(shop)).code, (await run(shop)).code]).toEqual([0, 0]);
  });

  test('a fix is tried out after its answer was written', async () => {
    const fix = {
      summary: 'Check first.',
      edits: [
        {
          file: 'src/orders.ts',
          anchor_quote: 'export async function removeOrder',
          replacement: 'export async function removeOrder',
        },
      ],
    };
    const shop = reviewedShop();
    bench.respond(replying((request) => answerTo(request, { fix })));
    await run({ ...shop, detect: async () => [] });
    const [entry] = [...readLedger(shop.root).entries.values()];
    expect(entry).toMatchObject({ fix: { summary: 'Check first.' }, supersedes: null });
  });
});

describe('nothing is asked where an answer could not be kept', () => {
  test.each([
    [
      'the state folder is a file',
      (root: string) => writeFileSync(join(root, '.backend-architect'), ''),
      new RegExp(
        String.raw`^UsageError: answers could not be kept in ` +
          String.raw`\.backend-architect\/answers\/require-auth-on-route: a file stands in its place; nothing ` +
          String.raw`was asked$`,
      ),
    ],
    [
      'the folder of the rule is a file',
      (root: string) => {
        mkdirSync(join(root, '.backend-architect/answers'), { recursive: true });
        writeFileSync(join(root, '.backend-architect/answers/require-auth-on-route'), '');
      },
      new RegExp(
        String.raw`^UsageError: answers could not be kept in ` +
          String.raw`\.backend-architect\/answers\/require-auth-on-route: a file stands in its place; nothing ` +
          String.raw`was asked$`,
      ),
    ],
  ])('%s', async (_, spoil, line) => {
    bench.respond(confirming());
    const shop = reviewedShopAsking(2);
    spoil(shop.root);
    const ran = await run(shop);
    expect(ran.code).toMatch(line);
    expect(ran).toMatchObject({ out: '', requests: [] });
  });

  test('a file at its place that is no entry: this question is not asked, the others are', async () => {
    bench.respond(confirming());
    const shop = reviewedShopAsking(2);
    const place = join(
      shop.root,
      '.backend-architect/answers/require-auth-on-route',
      `${shop.asked[0]!.question.fingerprint}.json`,
    );
    mkdirSync(join(place, '..'), { recursive: true });
    writeFileSync(place, '<<<<<<< HEAD\n');
    const ran = await run(shop);
    expect(ran).toMatchObject({
      code: 3,
      entries: 1,
      out: expect.stringContaining(
        'not asked, its answer could not be kept: the file there is not an entry (it is not JSON); ' +
          'repair or delete it first',
      ),
    });
    expect(ran.requests.map((one) => questionIn(one).question.id)).toEqual([shop.asked[1]!.question.fingerprint]);
    expect(readFileSync(place, 'utf8')).toBe('<<<<<<< HEAD\n');
  });

  test('a disk that is full in the middle: the answer is printed, the run ends, what was written stays', async () => {
    const shop = reviewedShopAsking(12);
    const folder = join(shop.root, '.backend-architect/answers/require-auth-on-route');
    bench.respond((request, response) => {
      // The folder becomes a place nothing can be written to while the third answer is on its way.
      if (bench.seen().length - before === 3) spoil();
      confirming()(request, response);
    });
    const before = bench.seen().length;
    const spoil = (): void => {
      const kept = readLedger(shop.root).entries;
      expect(kept.size).toBeGreaterThan(0);
      renameAway(folder);
    };
    const ran = await run(shop);
    expect(ran.code).toMatch(
      /^UsageError: answers cannot be kept any more \(\w+\); the questions after that stay open$/,
    );
    expect(ran.err).toMatch(
      /could not be written \(\w+\); it would say:\n\{"schema":"ledger\/1".*"rationale":"The handler runs without a guard\."/,
    );
    expect(ran.requests.length).toBeLessThan(12);
  });

  test('an acceptance that has lapsed is asked again, and the answer takes its place', async () => {
    const shop = reviewedShop();
    const request = { fingerprint: 'a1b2c3d4', reason: 'the gateway checks it', expires: '2026-11-23', by: 'Ada' };
    await run(shop, { action: { kind: 'accept', request } });
    bench.respond(confirming());
    expect((await run(shop, { day: '2026-11-24' })).code).toBe(0);
    expect([...readLedger(shop.root).entries.values()]).toMatchObject([
      { decision: 'confirm', supersedes: expect.stringMatching(/^sha256:/) },
    ]);
    expect(existsSync(join(shop.root, '.backend-architect/escalate.lock'))).toBe(false);
  });
});

function renameAway(folder: string): void {
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
}

test('a guarded shop is cleared in a run of many as in a run of one', async () => {
  bench.respond(
    replying((request) =>
      answerTo(request, {
        decision: 'dismiss',
        claims: [{ predicate: 'guarded_by', route: ROUTE, guard: 'mustBeUser' }],
      }),
    ),
  );
  expect(await run(reviewedShopAsking(5, GUARDED))).toMatchObject({
    code: 0,
    entries: 5,
    out: expect.stringContaining('5 calls: 5 cleared'),
  });
});
