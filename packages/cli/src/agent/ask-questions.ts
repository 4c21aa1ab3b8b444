/** Asks the model one question after the other within the budget, verifies every reply and says what became of each. */
import { randomBytes } from 'node:crypto';
import type { AskedQuestion } from '../answers/asked-question.js';
import { arbitrate, type Ruling } from '../answers/arbitrate.js';
import { createBudget, type Budget, type Limits } from './budget.js';
import { MOST_OUTPUT_TOKENS, type AskModel, type ModelReply } from './client.js';
import type { Dossier } from './dossier.js';
import { costOf, type Price, type Usage } from './prices.js';
import { questionBlocks, type QuestionPrompt } from './prompt.js';
import { tokensOf } from './tokens.js';
import { verifyReply, type VerifiedAnswer, type VerifyContext } from './verify.js';

export interface PreparedQuestion {
  readonly asked: AskedQuestion;
  readonly dossier: Dossier;
}

export interface Outcome {
  readonly asked: AskedQuestion;
  readonly dossier: Dossier;
  readonly ruling: Ruling;
  readonly verified: VerifiedAnswer | null;
  /** Why it is open, for people; null when nothing needs saying. */
  readonly detail: string | null;
  readonly usage: Usage | null;
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
  /** Called when a question is settled: progress. */
  readonly settled: (outcome: Outcome) => void;
}

export interface AskResult {
  /** In the order of the questions. */
  readonly outcomes: readonly Outcome[];
  readonly spentUsd: number;
  readonly calls: number;
  /** Set when the run was given up: wrong key, unreachable host. */
  readonly hopeless: string | null;
}

const AT_ONCE = 4;

/** The first question goes alone: it shows whether the key is right, and it fills the server's cache for the others. */
export async function askQuestions(input: AskInput): Promise<AskResult> {
  const budget = createBudget(input.limits);
  const delimiter = randomBytes(8).toString('hex');
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), Math.max(0, input.limits.deadline - input.now()));
  const outcomes: Outcome[] = [];
  let hopeless: string | null = null;
  let next = 0;
  const askNext = async (): Promise<void> => {
    const index = next++;
    const question = input.questions[index]!;
    const result = hopeless === null ? await askOne(question, input, budget, delimiter, end.signal) : leftOpen(question, 'error', hopeless);
    if ('hopeless' in result) {
      hopeless ??= result.hopeless;
      outcomes[index] = leftOpen(question, 'error', result.hopeless);
    } else outcomes[index] = result;
    input.settled(outcomes[index]);
  };
  const work = async (): Promise<void> => {
    while (next < input.questions.length) await askNext();
  };
  try {
    if (input.questions.length > 0) await askNext();
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  } finally {
    clearTimeout(timer);
  }
  return { outcomes, spentUsd: budget.spentUsd, calls: budget.calls, hopeless };
}

async function askOne(question: PreparedQuestion, input: AskInput, budget: Budget, delimiter: string, signal: AbortSignal): Promise<Outcome | { readonly hopeless: string }> {
  const blocks = questionBlocks(question.dossier, delimiter);
  const worst = worstCase([input.prompt.system, ...blocks], input.price);
  const reserved = budget.reserve(worst, input.now());
  if (!reserved.ok) return leftOpen(question, reserved.limit === 'time' ? 'timeout' : 'budget', LIMITS[reserved.limit]);
  const reply = await input.ask({ system: input.prompt.system, blocks, signal });
  if (reply.kind === 'hopeless') {
    budget.settle(worst, 0);
    return { hopeless: reply.detail };
  }
  const usd = reply.usage === null || input.price === null ? null : costOf(reply.usage, input.price);
  budget.settle(worst, input.price === null ? 0 : usd);
  return settle(question, reply, usd, input);
}

const LIMITS = { usd: 'the dollar cap would be passed', calls: 'the cap on calls is reached', time: 'the time for the run is over' };

function settle({ asked, dossier }: PreparedQuestion, reply: Exclude<ModelReply, { kind: 'hopeless' }>, usd: number | null, { context }: AskInput): Outcome {
  if (reply.kind === 'failure') return { asked, dossier, ruling: arbitrate({ kind: 'failure', reason: reply.reason }), verified: null, detail: reply.detail, usage: reply.usage, usd };
  const verified = verifyReply(reply.text, { ...context, dossier, asked });
  return { asked, dossier, ruling: arbitrate(verified.reply), verified, detail: verified.problem, usage: reply.usage, usd };
}

function leftOpen({ asked, dossier }: PreparedQuestion, reason: 'budget' | 'timeout' | 'error', detail: string): Outcome {
  return { asked, dossier, ruling: arbitrate({ kind: 'failure', reason }), verified: null, detail, usage: null, usd: null };
}

/** Dollars of a call that uses every token it may: what is charged before it is made. */
export function worstCase(texts: readonly string[], price: Price | null): number {
  if (price === null) return 0;
  const input = texts.reduce((sum, text) => sum + tokensOf(text), 0);
  return costOf({ input: 0, cacheWrite: input, cacheRead: 0, output: MOST_OUTPUT_TOKENS }, price);
}
