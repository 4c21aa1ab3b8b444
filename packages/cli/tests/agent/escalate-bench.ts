/**
 * The command as its caller runs it, against a server that each test tells what to say. One bench for each test file.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { runEscalate, type EscalateOptions } from '../../src/agent/escalate.js';
import type { ReviewedProject } from '../../src/agent/reviewed-project.js';
import { answerQuestions } from '../../src/answers/answer-questions.js';
import { ledgerPathOf, readLedger } from '../../src/answers/ledger.js';
import type { Question } from '../../src/report/types.js';
import { capturedIo } from './captured-io.js';
import {
  message,
  messagesServer,
  sendError,
  sendJson,
  type MessagesServer,
  type Respond,
  type SeenRequest,
} from './messages-server.js';
import { removeShops } from './reviewed-shop.js';

export interface Ran {
  /** The exit code, or `name: message` of what was thrown for people (exit code 2). */
  readonly code: number | string;
  readonly out: string;
  readonly err: string;
  /** What the server was asked in this run. */
  readonly requests: readonly SeenRequest[];
  /** The first question of the shop, as the report has it afterwards. */
  readonly question: Question;
  /** Entries in the ledger afterwards. */
  readonly entries: number;
  /** Text of the entry of the first question; null when there is none. */
  readonly ledger: string | null;
}

export interface Bench {
  /** Base URL of the server. */
  url(): string;
  /** Every request of the test file so far. */
  seen(): readonly SeenRequest[];
  respond(next: Respond): void;
  run(
    reviewed: ReviewedProject,
    over?: Partial<EscalateOptions> & { readonly env?: NodeJS.ProcessEnv; readonly day?: string },
  ): Promise<Ran>;
}

/**
 * To be called once at the top of a test file: starts the server before its tests, and stops it and removes the shops
 * after them.
 */
export function escalateBench(): Bench {
  let server: MessagesServer;
  beforeAll(async () => {
    server = await messagesServer((_, response) => sendError(response, 500, 'api_error', 'not set up'));
  });
  afterAll(async () => {
    removeShops();
    await server.close();
  });
  return {
    url: () => server.url,
    seen: () => server.seen,
    respond: (next) => server.respond(next),
    async run(reviewed, { env, day, ...over } = {}) {
      const io = capturedIo(env ?? { ANTHROPIC_API_KEY: 'sk-test-key', ANTHROPIC_BASE_URL: server.url }, day);
      const before = server.seen.length;
      let code: number | string;
      try {
        code = await runEscalate({ action: { kind: 'ask' }, flags: {}, review: async () => reviewed, ...over }, io);
      } catch (error) {
        code = `${(error as Error).name}: ${(error as Error).message}`;
      }
      const ledger = readLedger(reviewed.root);
      const { questions } = answerQuestions({ ...reviewed, ledger, now: io.now() });
      const first = reviewed.asked[0]?.question;
      const path = first && join(reviewed.root, ledgerPathOf(first.ruleId, first.fingerprint));
      return {
        code,
        out: io.out(),
        err: io.err(),
        question: questions[0]!,
        requests: server.seen.slice(before),
        entries: ledger.entries.size,
        ledger: path !== undefined && existsSync(path) ? readFileSync(path, 'utf8') : null,
      };
    },
  };
}

/** Replies with the answer that `make` gives to each request. */
export function replying(make: (request: SeenRequest) => object): Respond {
  return (request, response) => sendJson(response, message(JSON.stringify(make(request))));
}
