/** Asks the model one question after the other within the budget, verifies every reply and says what became of each. */
import { randomBytes } from 'node:crypto';
import type { AskedQuestion } from '../answers/asked-question.js';
import { arbitrate, type Ruling } from '../answers/arbitrate.js';
import type { LedgerEntry } from '../answers/ledger-entry.js';
import { believed, createBudget, type Budget, type Limits, type Reservation } from './budget.js';
import { MOST_OUTPUT_TOKENS, type AskModel } from './client.js';
import type { ModelReply } from './model-reply.js';
import type { Dossier } from './dossier.js';
import { sharedPace, type Pace } from './pace.js';
import type { Price, Usage } from './prices.js';
import { questionBlocks, type QuestionPrompt } from './prompt.js';
import { tokensOf } from './tokens.js';
import { verifyReply, type VerifiedAnswer, type VerifyContext } from './verify.js';

export interface PreparedQuestion {
  readonly asked: AskedQuestion;
  readonly dossier: Dossier;
  /** It is asked over an answer that still speaks of this code: a reply that cannot be used must not take its place. */
  readonly overAnswer?: true;
}

export interface Outcome {
  readonly asked: AskedQuestion;
  readonly dossier: Dossier;
  readonly ruling: Ruling;
  readonly verified: VerifiedAnswer | null;
  /** Why it is open, for people; null when nothing needs saying. */
  readonly detail: string | null;
  /**
   * A reply that was paid for and says nothing, where another one would not say more: why the question stays open. Null
   * for all else.
   */
  readonly unusable: NonNullable<LedgerEntry['problem']> | null;
  /** Null when nothing was billed, or when nobody knows what. */
  readonly usage: Usage | null;
  /** What was booked for it; null when nothing was, or without a price. */
  readonly usd: number | null;
}

export interface AskInput {
  readonly questions: readonly PreparedQuestion[];
  readonly context: Pick<VerifyContext, 'project' | 'policy'>;
  readonly ask: AskModel;
  readonly prompt: QuestionPrompt;
  readonly limits: Limits;
  readonly price: Price | null;
  readonly now: () => number;
  /**
   * Called when a question is settled, before another one is asked. What it returns ends the run: an answer could not
   * be kept.
   */
  readonly settled: (outcome: Outcome) => string | null;
  /** Each of `stop` begins no further call, `leave` also gives up those under way. */
  readonly stop: readonly AbortSignal[];
  readonly leave: AbortSignal;
}

export interface AskResult {
  /** In the order of the questions; those that were not come to are missing. */
  readonly outcomes: readonly Outcome[];
  readonly spentUsd: number;
  readonly calls: number;
  /** Calls booked at their worst case because their usage is not known. */
  readonly unknownUsage: number;
  /** Set when the run was given up: wrong key, unreachable host. */
  readonly hopeless: string | null;
}

const AT_ONCE = 4;

/** As long as the server has answered nothing, so many questions turned down one after the other are enough. */
const IN_VAIN = 3;

/** What the questions of one run share. */
interface Run {
  readonly input: AskInput;
  readonly budget: Budget;
  readonly pace: Pace;
  readonly delimiter: string;
  /** Ends every wait and every call. */
  readonly end: AbortSignal;
}

type Settled =
  | { readonly outcome: Outcome; readonly contact: 'answered' | 'turned-down' | 'unreachable' | 'none' }
  | { readonly hopeless: string }
  | 'not-come-to';

/**
 * Questions go alone until one is answered: that shows whether the key is right, and it fills the server's cache for
 * the others. A bug in one question lets those under way settle before it is thrown.
 */
export async function askQuestions(input: AskInput): Promise<AskResult> {
  const end = new AbortController();
  const abort = (): void => end.abort();
  const timer = setTimeout(abort, Math.max(0, input.limits.deadline - input.now()));
  input.leave.addEventListener('abort', abort, { once: true });
  const pace = sharedPace({ deadline: input.limits.deadline, now: input.now, signals: [end.signal, ...input.stop] });
  const run: Run = {
    input,
    budget: createBudget(input.limits, input.price),
    pace,
    delimiter: randomBytes(8).toString('hex'),
    end: end.signal,
  };
  const outcomes: Outcome[] = [];
  let hopeless: string | null = null;
  let hasAnswered = false;
  let inVain = 0;
  let next = 0;
  const askNext = async (): Promise<void> => {
    const index = next++;
    const question = input.questions[index]!;
    const settled =
      hopeless === null
        ? await askOne(question, run)
        : { outcome: leftOpen(question, 'error', hopeless), contact: 'none' as const };
    if (settled === 'not-come-to') return;
    if ('hopeless' in settled) hopeless ??= settled.hopeless;
    else {
      if (settled.contact === 'answered') hasAnswered = true;
      inVain = settled.contact === 'turned-down' ? inVain + 1 : 0;
      if (!hasAnswered && (inVain >= IN_VAIN || settled.contact === 'unreachable')) hopeless ??= settled.outcome.detail;
    }
    const outcome = 'hopeless' in settled ? leftOpen(question, 'error', settled.hopeless) : settled.outcome;
    outcomes[index] = outcome;
    hopeless ??= input.settled(outcome);
  };
  const work = async (): Promise<void> => {
    while (next < input.questions.length && !isStopped(input)) await askNext();
  };
  try {
    while (next < input.questions.length && !isStopped(input) && !hasAnswered) await askNext();
    const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, work));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  } finally {
    clearTimeout(timer);
    input.leave.removeEventListener('abort', abort);
  }
  const { spentUsd, calls, unknownUsage } = run.budget;
  return { outcomes: outcomes.filter((one) => one !== undefined), spentUsd, calls, unknownUsage, hopeless };
}

async function askOne(question: PreparedQuestion, run: Run): Promise<Settled> {
  const { input, budget } = run;
  const blocks = questionBlocks(question.dossier, run.delimiter);
  const reserved = await reserve(inputTokensOf([input.prompt.system, ...blocks]), run);
  if (reserved === 'not-come-to') return reserved;
  if ('limit' in reserved)
    return {
      outcome: leftOpen(question, reserved.limit === 'time' ? 'timeout' : 'budget', LIMITS[reserved.limit]),
      contact: 'none',
    };
  const reply = await send(blocks, reserved, run);
  if (reply === 'over') {
    budget.release(reserved, 'not-made');
    return isStopped(input)
      ? 'not-come-to'
      : {
          outcome: leftOpen(question, 'timeout', 'the server asked to wait for longer than the run may last'),
          contact: 'none',
        };
  }
  switch (reply.kind) {
    case 'hopeless':
      budget.release(reserved, 'made');
      return { hopeless: reply.detail };
    case 'rejected':
    case 'busy':
    case 'unreachable':
      budget.release(reserved, 'made');
      return {
        outcome: leftOpen(question, 'error', reply.detail),
        contact: reply.kind === 'unreachable' ? 'unreachable' : 'turned-down',
      };
    case 'text':
    case 'failure': {
      const usage = believed(reply.usage, reserved);
      const booked = budget.settle(reserved, usage);
      const outcome = settle(
        question,
        { ...reply, usage },
        { usd: input.price === null ? null : booked, unusable: unusableReason(reply, reserved) },
        run,
      );
      const isReply = reply.kind === 'text' || (reply.reason !== 'timeout' && reply.reason !== 'error');
      return { outcome, contact: isReply ? 'answered' : reply.reason === 'error' ? 'turned-down' : 'none' };
    }
    default:
      return reply satisfies never;
  }
}

function isStopped({ stop }: AskInput): boolean {
  return stop.some((signal) => signal.aborted);
}

/** Waits while calls under way hold what is left: most of it comes back when they are settled. */
async function reserve(
  inputTokens: number,
  { budget, input, end }: Run,
): Promise<Reservation | { readonly limit: 'usd' | 'calls' | 'time' } | 'not-come-to'> {
  for (;;) {
    if (isStopped(input)) return 'not-come-to';
    if (end.aborted) return { limit: 'time' };
    const reserved = budget.reserve(inputTokens, input.now());
    if (reserved.kind === 'granted') return reserved.reservation;
    if (reserved.kind === 'over') return reserved;
    // Calls under way are settled at the end of the run at the latest, so this wait ends too.
    await budget.change();
  }
}

/**
 * Sends a question until it is taken, at the pace all questions share. `over`: it was not sent, the run ends before it
 * may be.
 */
async function send(
  blocks: readonly string[],
  reserved: Reservation,
  { input, pace, end }: Run,
): Promise<ModelReply | 'over'> {
  for (let attempt = 1; ; attempt += 1) {
    if ((await pace.turn()) === 'over') return 'over';
    let reply: ModelReply;
    try {
      reply = await input.ask({ system: input.prompt.system, blocks, maxOutput: reserved.maxOutput, signal: end });
    } catch (error) {
      pace.done('served');
      throw error;
    }
    const tries = reply.kind === 'busy' ? reply.tries : reply.kind === 'unreachable' ? 2 : 1;
    pace.done(reply.kind === 'busy' ? reply : reply.kind === 'unreachable' ? { retryAfter: null } : 'served');
    if (attempt >= tries) return reply;
  }
}

const LIMITS = {
  usd: 'the dollar cap would be passed',
  calls: 'the cap on calls is reached',
  time: 'the time for the run is over',
};

type Reply = Extract<ModelReply, { kind: 'text' | 'failure' }>;

/**
 * Of replies without an answer. What the server did wrong may go well tomorrow, and so may a reply that was given less
 * room than usual.
 */
function unusableReason(reply: Reply, { maxOutput }: Reservation): Outcome['unusable'] {
  if (reply.kind === 'text' || reply.usage === null) return null;
  switch (reply.reason) {
    case 'refusal':
    case 'invalid-answer':
      return reply.reason;
    case 'truncated':
      return maxOutput < MOST_OUTPUT_TOKENS ? null : reply.reason;
    case 'timeout':
    case 'error':
      return null;
    default:
      return reply.reason satisfies never;
  }
}

function settle(
  { asked, dossier }: PreparedQuestion,
  reply: Reply,
  { usd, unusable }: Pick<Outcome, 'usd' | 'unusable'>,
  { input }: Run,
): Outcome {
  if (reply.kind === 'text') {
    const verified = verifyReply(reply.text, { ...input.context, dossier, asked });
    const worthless =
      verified.reply.kind === 'failure' ? 'invalid-answer' : verified.reply.quotesHold ? null : 'unproven';
    return {
      asked,
      dossier,
      ruling: arbitrate(verified.reply),
      verified,
      detail: verified.problem,
      unusable: worthless,
      usage: reply.usage,
      usd,
    };
  }
  const detail =
    reply.reason === 'timeout' && input.leave.aborted
      ? 'it was given up while it was under way, and may have been billed'
      : reply.detail;
  return {
    asked,
    dossier,
    ruling: arbitrate({ kind: 'failure', reason: reply.reason }),
    verified: null,
    detail,
    unusable,
    usage: reply.usage,
    usd,
  };
}

function leftOpen(
  { asked, dossier }: PreparedQuestion,
  reason: 'budget' | 'timeout' | 'error',
  detail: string,
): Outcome {
  return {
    asked,
    dossier,
    ruling: arbitrate({ kind: 'failure', reason }),
    verified: null,
    detail,
    unusable: null,
    usage: null,
    usd: null,
  };
}

/** Tokens of a request, estimated. */
export function inputTokensOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + tokensOf(text), 0);
}
