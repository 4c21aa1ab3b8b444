/** `escalate --plan`: how many questions, how many tokens, what each model would cost, what the caps would leave out. No network. */
import { count } from '../count.js';
import { createBudget } from './budget.js';
import { worstCase } from './ask-questions.js';
import type { OpenQuestions } from './open-questions.js';
import { PRICES_AS_OF, costOf } from './prices.js';
import { questionBlocks, questionPrompt } from './prompt.js';
import type { EscalateSettings } from './settings.js';
import { tokensOf } from './tokens.js';

/** Output of a usual answer, thinking included; the reservation during a run counts the most it may be. */
const USUAL_OUTPUT = 1_200;

/** Any delimiter has this length. */
const DELIMITER = '0'.repeat(16);

/** Text of the plan. */
export function planOf(questions: OpenQuestions, settings: EscalateSettings): string {
  const { system } = questionPrompt();
  const texts = questions.ready.map(({ dossier }) => [system, ...questionBlocks(dossier, DELIMITER)]);
  const input = texts.map((blocks) => blocks.reduce((sum, text) => sum + tokensOf(text), 0));
  const tokens = input.reduce((sum, one) => sum + one, 0);
  const lines = [
    `${count(questions.open, 'open question')}: ${questions.ready.length} to ask, ${questions.answeredBefore} answered before, ${questions.unsendable.length} that cannot be sent`,
    ...questions.unsendable.map(({ asked, reason }) => `  ${asked.question.location.file}:${asked.question.location.startLine} ${asked.question.ruleId}: ${reason}`),
    ...(questions.ready.length === 0 ? [] : pricesOf(input, tokens, settings)),
    ...(questions.ready.length === 0 ? [] : leftOut(texts, questions, settings)),
  ];
  return `${lines.join('\n')}\n`;
}

function pricesOf(input: readonly number[], tokens: number, settings: EscalateSettings): readonly string[] {
  return [
    `about ${tokens} tokens in, ${input.length * USUAL_OUTPUT} out; estimates, list prices of ${PRICES_AS_OF}`,
    ...Object.entries(settings.prices).map(([model, price]) => {
      const usd = input.reduce((sum, one) => sum + costOf({ input: one, cacheWrite: 0, cacheRead: 0, output: USUAL_OUTPUT }, price), 0);
      return `  ${model.padEnd(20)} ${dollars(usd)}${model === settings.model ? '  (this run)' : ''}`;
    }),
  ];
}

/** Only a price tells what a dollar cap leaves out; the worst case is assumed, as in a run. */
function leftOut(texts: readonly (readonly string[])[], questions: OpenQuestions, settings: EscalateSettings): readonly string[] {
  const price = Object.hasOwn(settings.prices, settings.model) ? settings.prices[settings.model]! : null;
  if (price === null) return [`no price is known for ${settings.model}: give one with --price-file, or pass --max-usd none`];
  const budget = createBudget({ maxUsd: settings.maxUsd, maxCalls: settings.maxCalls, deadline: Infinity });
  const out = questions.ready.filter((_, index) => {
    const worst = worstCase(texts[index]!, price);
    const reserved = budget.reserve(worst, 0);
    if (reserved.ok) budget.settle(worst, costOf({ input: texts[index]!.reduce((sum, text) => sum + tokensOf(text), 0), cacheWrite: 0, cacheRead: 0, output: USUAL_OUTPUT }, price));
    return !reserved.ok;
  });
  const caps = `--max-usd ${settings.maxUsd ?? 'none'}, --max-calls ${settings.maxCalls}`;
  if (out.length === 0) return [`within ${caps}: nothing would be left out`];
  return [`within ${caps}, ${count(out.length, 'question')} would be left out:`, ...out.map(({ asked }) => `  ${asked.question.location.file}:${asked.question.location.startLine} ${asked.question.ruleId}`)];
}

function dollars(usd: number): string {
  return `$${usd < 0.01 ? usd.toFixed(4) : usd.toFixed(2)}`;
}
