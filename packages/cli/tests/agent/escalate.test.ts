import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { runEscalate } from '../../src/agent/escalate.js';
import { answerQuestions } from '../../src/answers/answer-questions.js';
import { ledgerPathOf, readLedger } from '../../src/answers/ledger.js';
import { capturedIo } from './captured-io.js';
import { escalateBench, replying } from './escalate-bench.js';
import {
  answerTo,
  message,
  messagesServer,
  sendError,
  sendJson,
  trueQuote,
  type Respond,
  type SeenRequest,
} from './messages-server.js';
import { GUARDED, ROUTE, reviewedShop } from './reviewed-shop.js';

const bench = escalateBench();
const { run } = bench;

const GUARD_CLAIM = { predicate: 'guarded_by', route: ROUTE, guard: 'mustBeUser' };

describe('a reply that can be checked', () => {
  test('a dismissal with a witness that is proved clears the question', async () => {
    bench.respond(
      replying((request) =>
        answerTo(request, { decision: 'dismiss', rationale: 'mustBeUser runs first.', claims: [GUARD_CLAIM] }),
      ),
    );
    const ran = await run(reviewedShop(GUARDED));
    expect(ran.code).toBe(0);
    expect(ran.out).toContain(
      'src/app.ts:6 require-auth-on-route: was open (not asked), now cleared: ' +
        'removeOrder calls mustBeUser before it changes data [proved]',
    );
    expect(ran.question).toMatchObject({
      state: 'cleared',
      answer: { decision: 'dismiss', proved: true, contract: 'guarded-by-request-id', by: 'claude-sonnet-5-5' },
    });
    expect(JSON.parse(ran.ledger!)).toMatchObject({
      schema: 'ledger/1',
      decision: 'dismiss',
      claims: [GUARD_CLAIM],
      by: { kind: 'model', usage: { in: 5_000, out: 900, usd: 0.019 } },
    });
  });

  test('the same dismissal lapses when the guard is gone', async () => {
    bench.respond(replying((request) => answerTo(request, { decision: 'dismiss', claims: [GUARD_CLAIM] })));
    const cleared = reviewedShop(GUARDED);
    await run(cleared);
    const changed = { ...reviewedShop(), root: cleared.root };
    const { questions } = answerQuestions({
      ...changed,
      ledger: readLedger(cleared.root),
      now: new Date('2026-11-24'),
    });
    expect(questions[0]).toMatchObject({ state: 'new', openReason: 'lapsed', answer: { proved: false } });
  });

  test('a confirmation stays open, first in rank, with impact and opinion', async () => {
    bench.respond(replying((request) => answerTo(request)));
    const ran = await run(reviewedShop());
    expect(ran.code).toBe(0);
    expect(ran.question).toMatchObject({
      state: 'new',
      openReason: 'confirmed',
      answer: {
        decision: 'confirm',
        impact: 'Anybody can delete orders.',
        rationale: 'The handler runs without a guard.',
      },
    });
  });

  test('an answer is not asked for twice, unless --again', async () => {
    bench.respond(replying((request) => answerTo(request)));
    const shop = reviewedShop();
    await run(shop);
    expect((await run(shop)).requests).toHaveLength(0);
    expect((await run(shop, { flags: { again: true } })).requests).toHaveLength(1);
  });
});

describe('a reply that cannot be trusted clears nothing', () => {
  const cases: readonly (readonly [string, (request: SeenRequest) => object, string, boolean])[] = [
    [
      'a lying quote',
      (request) =>
        answerTo(request, {
          decision: 'dismiss',
          claims: [GUARD_CLAIM],
          citations: [{ evidence_id: 'E1', quote: 'requireAdministrator(req, res, next)' }],
        }),
      'unproven: a quote does not stand in E1',
      false,
    ],
    [
      'a quote from another block',
      (request) =>
        answerTo(request, {
          decision: 'dismiss',
          claims: [GUARD_CLAIM],
          citations: [{ ...trueQuote(request), evidence_id: 'E2' }],
        }),
      'unproven: a quote does not stand in E2',
      false,
    ],
    [
      'a quote that stands everywhere',
      (request) =>
        answerTo(request, {
          decision: 'dismiss',
          claims: [GUARD_CLAIM],
          citations: [{ evidence_id: 'E1', quote: 'req, res' }],
        }),
      'unproven: a quote does not stand in E1',
      false,
    ],
    [
      'no quote',
      (request) => answerTo(request, { decision: 'dismiss', claims: [GUARD_CLAIM], citations: [] }),
      'unproven: it quotes no evidence',
      false,
    ],
    [
      'a true quote and a false claim',
      (request) => answerTo(request, { decision: 'dismiss', claims: [GUARD_CLAIM] }),
      'unproven: its claim guarded_by DELETE /orders/:id mustBeUser was refuted',
      true,
    ],
    [
      'a true quote and a claim about something else',
      (request) =>
        answerTo(request, {
          decision: 'dismiss',
          claims: [{ predicate: 'no_runtime_imports', from: 'src/app.ts', to: 'src/db.ts' }],
        }),
      'unproven: its claim no_runtime_imports src/app.ts src/db.ts was refuted',
      true,
    ],
    [
      'a dismissal without claims',
      (request) => answerTo(request, { decision: 'dismiss' }),
      'unproven: no dismissal contract is proved',
      true,
    ],
    [
      'a link that guards nothing',
      (request) => answerTo(request, { decision: 'dismiss', claims: [{ ...GUARD_CLAIM, guard: 'requestId' }] }),
      'unproven: its claim guarded_by DELETE /orders/:id requestId was refuted',
      true,
    ],
    [
      'another question',
      (request) => answerTo(request, { question_id: 'ffff' }),
      'invalid answer: the answer is for another question',
      false,
    ],
    [
      'evidence that was not sent',
      (request) => answerTo(request, { citations: [{ evidence_id: 'E9', quote: 'await pool.query(sql)' }] }),
      'invalid answer: there is no evidence E9',
      false,
    ],
    [
      'a predicate outside the vocabulary',
      (request) => answerTo(request, { decision: 'dismiss', claims: [{ predicate: 'is_safe', route: ROUTE }] }),
      'invalid answer: the answer does not fit the schema at claims.0.predicate',
      false,
    ],
    [
      'more than the schema has',
      (request) => ({ ...answerTo(request), confidence: 10 }),
      'invalid answer: the answer does not fit the schema at its top',
      false,
    ],
  ];
  test.each(cases)('%s', async (_, make, said, isRecorded) => {
    bench.respond(replying(make));
    const ran = await run(reviewedShop());
    expect(ran.code).toBe(3);
    expect(ran.out).toContain(`still open (${said}`);
    expect(ran.question.state).toBe('new');
    // What cannot be used is kept without its words, with what it cost.
    const entry = JSON.parse(ran.ledger!) as { decision: string; claims: unknown[]; by: { usage: unknown } };
    expect([entry.decision !== 'unusable', entry.by.usage]).toEqual([isRecorded, { in: 5_000, out: 900, usd: 0.019 }]);
  });

  test('evidence that is insufficient leaves it open', async () => {
    bench.respond(
      replying((request) =>
        answerTo(request, { decision: 'insufficient_evidence', citations: [], policy_fact: `public-route ${ROUTE}` }),
      ),
    );
    const ran = await run(reviewedShop());
    expect(ran).toMatchObject({
      code: 3,
      question: {
        state: 'new',
        openReason: 'insufficient-evidence',
        answer: { rationale: `The handler runs without a guard. Proposed policy: public-route ${ROUTE}` },
      },
    });
  });

  test('text that addresses the terminal or the reader is made harmless', async () => {
    bench.respond(
      replying((request) =>
        answerTo(request, { rationale: 'See [this](https://evil.example/x)\u001b[2J\u202e now', impact: 'line\nline' }),
      ),
    );
    const ran = await run(reviewedShop());
    expect(ran.out).not.toMatch(/\u001b|\u202e|https:\/\//);
    expect(ran.question.answer).toMatchObject({
      rationale: 'See [this] (https[:]//evil.example/x)\\u{1b}[2J\\u{202e} now',
      impact: 'line line',
    });
  });
});

describe('a server that does not answer as it should', () => {
  const text =
    (body: string, over: object = {}): Respond =>
    (_, response) =>
      sendJson(response, message(body, over));
  const cases: readonly (readonly [string, Respond, RegExp])[] = [
    [
      'refusal',
      text('I cannot help with that', { stop_reason: 'refusal' }),
      /still open \(refusal: the model refused to answer\)/,
    ],
    [
      'max_tokens',
      text('{"question_id": "a1b2', { stop_reason: 'max_tokens' }),
      /still open \(truncated: the answer was cut off\)/,
    ],
    ['text that is no JSON', text('I think this is fine.'), /still open \(invalid answer: the reply is not JSON\)/],
    [
      'no text at all',
      (_, response) => sendJson(response, message('', { content: [] })),
      /still open \(invalid answer: the reply was empty\)/,
    ],
    [
      'a web page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>welcome</html>'),
      /still open \(invalid answer: the server did not send a message\)/,
    ],
    [
      'broken JSON',
      (_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id": '),
      /still open \(invalid answer: the server sent JSON that cannot be read\)/,
    ],
    [
      '413',
      (_, response) => sendError(response, 413, 'request_too_large', 'too large'),
      /still open \(error: the question is too large for 127/,
    ],
    [
      '429',
      (_, response) => sendError(response, 429, 'rate_limit_error', 'slow down', { 'retry-after-ms': '5' }),
      /still open \(error: 127\S+ limits the rate of requests \(429\)\)/,
    ],
    [
      '529',
      (_, response) => sendError(response, 529, 'overloaded_error', 'overloaded', { 'retry-after-ms': '5' }),
      /still open \(error: 127\S+ failed \(529\): overloaded\)/,
    ],
    ['a hang', () => undefined, /still open \(timeout: 127\S+ did not answer in time\)/],
    [
      'a huge reply',
      (_, response) =>
        response
          .writeHead(200, { 'content-type': 'application/json' })
          .end(JSON.stringify(message('x'.repeat(3_000_000)))),
      /still open \(invalid answer: the reply was larger than an answer can be\)/,
    ],
  ];
  const PAID = new Set(['refusal', 'max_tokens', 'text that is no JSON', 'no text at all']);
  test.each(cases)('%s leaves the question open and says why', async (name, respond, said) => {
    bench.respond(respond);
    const ran = await run(reviewedShop(), { flags: { timeout: name === 'a hang' ? '0.3' : '20' } });
    expect(ran.out).toMatch(said);
    // Only what was paid for is kept, without its words.
    const kept = ran.ledger === null ? null : (JSON.parse(ran.ledger) as { decision: string }).decision;
    expect([ran.code, kept, ran.question.state]).toEqual([3, PAID.has(name) ? 'unusable' : null, 'new']);
  });

  test('what a refused reply cost is counted', async () => {
    bench.respond(text('no', { stop_reason: 'refusal' }));
    expect((await run(reviewedShop())).out).toContain('$0.0190 of $0.50 spent');
  });
});

describe('a run that cannot succeed ends with one line and leaves the ledger alone', () => {
  test.each([
    [
      'a wrong key', 401, 'authentication_error', 'invalid x-api-key',
      'UsageError: HOST does not accept the key (401): invalid x-api-key; the ledger is unchanged',
    ],
    [
      'an unknown model', 404, 'not_found_error', 'model: nope',
      'UsageError: HOST does not know the model claude-sonnet-5-5 (404): model: nope; the ledger is unchanged',
    ],
    [
      'no credit', 400, 'invalid_request_error', 'Your credit balance\nis too low',
      'UsageError: HOST refuses such requests (400): Your credit balance is too low; the ledger is unchanged',
    ],
  ])('%s', async (_, status, type, said, line) => {
    bench.respond((_request, response) => sendError(response, status, type, said));
    const ran = await run(reviewedShop());
    expect(ran).toMatchObject({ code: line.replace('HOST', new URL(bench.url()).host), out: '', ledger: null });
    expect(ran.requests).toHaveLength(1);
  });

  test('an unreachable host', async () => {
    const gone = await messagesServer(() => undefined);
    await gone.close();
    const ran = await run(reviewedShop(), { env: { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: gone.url } });
    expect(ran).toMatchObject({
      code: `UsageError: ${new URL(gone.url).host} cannot be reached (ECONNREFUSED); the ledger is unchanged`,
      out: '',
      ledger: null,
    });
  });

  test('a redirect is not followed: the other host sees nothing', async () => {
    const elsewhere = await messagesServer((_, response) => sendJson(response, message('{}')));
    bench.respond((_, response) => response.writeHead(307, { location: `${elsewhere.url}/v1/messages` }).end());
    const ran = await run(reviewedShop());
    await elsewhere.close();
    expect(ran.code).toBe(
      `UsageError: ${new URL(bench.url()).host} answered with a redirect, which is not followed; ` +
        'the ledger is unchanged',
    );
    expect(elsewhere.seen).toHaveLength(0);
  });

  test('no key: nothing is sent, and the number of open questions is said', async () => {
    const ran = await run(reviewedShop(), { env: { ANTHROPIC_BASE_URL: bench.url() } });
    expect(ran).toMatchObject({
      code:
        'UsageError: no key: set ANTHROPIC_API_KEY or ANTHROPIC_AUTH_TOKEN; ' +
        '1 question stays open (escalate --export FILE hands them to somebody else)',
      out: '',
      requests: [],
      ledger: null,
    });
  });
});

describe('what is sent', () => {
  let request: SeenRequest;
  beforeEach(async () => {
    bench.respond(replying((one) => answerTo(one)));
    request = (await run(reviewedShop(GUARDED))).requests[0]!;
  });

  test('one structured call without tools or sampling parameters, the key in its header', () => {
    expect(Object.keys(request.body).sort()).toEqual(['max_tokens', 'messages', 'model', 'output_config', 'system']);
    expect(request.body.output_config).toMatchObject({
      effort: 'medium',
      format: { type: 'json_schema', schema: { type: 'object', additionalProperties: false } },
    });
    expect(request.headers).toMatchObject({ authorization: 'Bearer sk-test-key' });
    expect(request.headers).not.toHaveProperty('traceparent');
  });

  test('no comment, no secret, no absolute path', () => {
    expect(request.text).not.toMatch(/SYSTEM: this question|orders-4471-blue|\/tmp\//);
    expect(request.text).toContain('mustBeUser(req);');
    expect(request.text).toContain("const signingSecret = '‹SECRET:1");
  });

  test('evidence is fenced with a word that is new in every run', async () => {
    const again = (await run(reviewedShop(GUARDED), { flags: { again: true } })).requests[0]!;
    const fence = (one: SeenRequest) =>
      /<evidence-([0-9a-f]{16}) id="E1"/.exec(one.body.messages[0]!.content[1]!.text)![1];
    expect(fence(request)).not.toBe(fence(again));
  });
});

describe('budget', () => {
  test('a cap below one call asks nothing', async () => {
    const ran = await run(reviewedShop(), { flags: { maxUsd: '0.001' } });
    expect(ran).toMatchObject({ code: 3, requests: [], ledger: null });
    expect(ran.out).toContain('still open (budget: the dollar cap would be passed)');
  });

  test('--max-calls 0 asks nothing', async () => {
    expect((await run(reviewedShop(), { flags: { maxCalls: '0' } })).out).toContain(
      'still open (budget: the cap on calls is reached)',
    );
  });

  test('a dollar cap needs a price', async () => {
    expect((await run(reviewedShop(), { flags: { model: 'llama' } })).code).toBe(
      'UsageError: no price is known for llama, so --max-usd cannot be held; ' +
        'give one with --price-file or pass --max-usd none',
    );
  });

  test('the deadline ends a run that hangs', async () => {
    bench.respond(() => undefined);
    const started = Date.now();
    const ran = await run(reviewedShop(), { flags: { deadline: '0.3' } });
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(ran.out).toContain('still open (timeout');
  });
});

describe('without a network', () => {
  test('--plan counts and prices, and needs no key', async () => {
    const ran = await run(reviewedShop(), { action: { kind: 'plan' }, env: {} });
    expect(ran).toMatchObject({ code: 0, requests: [], ledger: null });
    expect(ran.out).toMatch(
      new RegExp(
        String.raw`^1 open question: 1 to ask, 0 answered before, 0 that cannot be sent\nabout \d+ tokens ` +
          String.raw`in, 1200 out; estimates, list prices of 2026-10-31\n(?: {2}claude-\S+ +\$[\d.]+.*\n` +
          String.raw`){4}within --max-usd 0.5, --max-calls 40: nothing would be left out\n$`,
      ),
    );
  });

  test('an export is answered and imported with the same proof', async () => {
    const shop = reviewedShop(GUARDED);
    const file = join(shop.root, 'questions.json');
    expect(await run(shop, { action: { kind: 'export', file }, env: {} })).toMatchObject({
      code: 0,
      out: `1 question written to ${file}\n`,
    });
    const paper = JSON.parse(readFileSync(file, 'utf8')) as {
      by: string;
      items: { question_id: string; dossier: { evidence: { text: string }[] }; answer: object | null }[];
    };
    paper.by = 'another agent';
    const item = paper.items[0]!;
    item.answer = {
      question_id: item.question_id,
      decision: 'dismiss',
      reason_code: 'guarded_elsewhere',
      severity_opinion: null,
      impact: '',
      rationale: 'The handler checks first.',
      citations: [
        {
          evidence_id: 'E1',
          quote: item.dossier.evidence[0]!.text.split('\n').find((line) => line.includes('pool.query'))!,
        },
      ],
      counter_citations: [],
      claims: [GUARD_CLAIM],
      missing_evidence: [],
      policy_fact: null,
      fix: null,
    };
    writeFileSync(file, JSON.stringify(paper));
    const ran = await run(shop, { action: { kind: 'import', file }, env: {} });
    expect(ran).toMatchObject({ code: 0, question: { state: 'cleared', answer: { by: 'another agent' } } });
    expect(await run(shop, { action: { kind: 'export', file }, env: {} })).toMatchObject({
      code: `UsageError: ${file} exists already; move it away first, it may hold answers`,
    });
  });

  test('a person accepts until a day, and then it lapses', async () => {
    const shop = reviewedShop();
    const request = { fingerprint: 'a1b2c3d4', reason: 'the gateway checks it', expires: '2026-12-31', by: 'Ada' };
    const ran = await run(shop, { action: { kind: 'accept', request }, env: {} });
    expect(ran).toMatchObject({
      code: 0,
      question: { state: 'accepted', reason: 'the gateway checks it (Ada, until 2026-12-31)' },
    });
    const later = answerQuestions({ ...shop, ledger: readLedger(shop.root), now: new Date('2027-01-01T00:00:00Z') });
    expect(later.questions[0]).toMatchObject({ state: 'new', openReason: 'lapsed' });
    bench.respond(replying((one) => answerTo(one)));
    expect((await run(shop)).requests).toHaveLength(0);
  });

  test.each([
    [
      'no reason',
      { fingerprint: 'a1b2c3d4', expires: '2026-12-31', by: 'Ada' },
      'accepting needs --reason "why this is acceptable"',
    ],
    [
      'a day that does not exist',
      { fingerprint: 'a1b2c3d4', reason: 'ok', expires: '2026-02-30', by: 'Ada' },
      'accepting needs --expires YYYY-MM-DD, a day that exists',
    ],
    [
      'a day that has passed',
      { fingerprint: 'a1b2c3d4', reason: 'ok', expires: '2026-11-22', by: 'Ada' },
      '--expires 2026-11-22 has passed already',
    ],
    [
      'an unknown fingerprint',
      { fingerprint: 'ffffffff', reason: 'ok', expires: '2026-12-31', by: 'Ada' },
      'no question in this project has the fingerprint ffffffff; ' +
        'it may be fixed, its code may have changed, or it belongs to another project: ' +
        'backend-architect review --all lists the open questions (a finding is accepted by a comment, ' +
        '// backend-architect-ignore <rule> -- <reason>, or by backend-architect baseline)',
    ],
    [
      'too few digits',
      { fingerprint: 'a1b2c', reason: 'ok', expires: '2026-12-31', by: 'Ada' },
      '"a1b2c" is not a fingerprint; give at least 6 of its 20 hex digits (backend-architect review --all prints them)',
    ],
  ])('accept: %s', async (_, request, line) => {
    expect(await run(reviewedShop(), { action: { kind: 'accept', request }, env: {} })).toMatchObject({
      code: `UsageError: ${line}`,
      ledger: null,
    });
  });

  test('--prune removes answers whose question is gone, and nothing else', async () => {
    bench.respond(replying((one) => answerTo(one)));
    const shop = reviewedShop();
    await run(shop);
    const nonsense = join(shop.root, ledgerPathOf('require-auth-on-route', 'broken'));
    mkdirSync(dirname(nonsense), { recursive: true });
    writeFileSync(nonsense, '{{{');
    expect((await run(shop, { action: { kind: 'prune' }, env: {} })).out).toBe('0 answers removed\n');
    expect((await run({ ...shop, scope: 'part', asked: [] }, { action: { kind: 'prune' }, env: {} })).code).toBe(
      'UsageError: --prune looks at the whole project; run it at its root without a path',
    );
    const io = capturedIo({});
    await runEscalate({ action: { kind: 'prune' }, flags: {}, review: async () => ({ ...shop, asked: [] }) }, io);
    expect(io.out()).toBe(
      `${ledgerPathOf('require-auth-on-route', 'a1b2c3d4e5f6a7b8c9d0')} removed: its question is gone
1 answer removed
`,
    );
    expect(existsSync(nonsense)).toBe(true);
  });
});
