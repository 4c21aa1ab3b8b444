/**
 * `escalate --plan`: how many questions, how many tokens, what each model would cost, what the caps would leave out. No
 * network.
 */
import { count } from '../count.js';
import { createBudget } from './budget.js';
import { inputTokensOf } from './ask-questions.js';
import { placeOf } from './difference.js';
import type { OpenQuestions } from './open-questions.js';
import { PRICES_AS_OF, costOf } from './prices.js';
import { questionBlocks, questionPrompt } from './prompt.js';
import type { EscalateSettings } from './settings.js';

/** Output of a usual answer, thinking included; the reservation during a run counts the most it may be. */
const USUAL_OUTPUT = 1_200;

/** Any delimiter has this length. */
const DELIMITER = '0'.repeat(16);

/** Text of the plan. */
export function planOf(questions: OpenQuestions, settings: EscalateSettings): string {
  const { system } = questionPrompt();
  const texts = questions.ready.map(({ dossier }) => [system, ...questionBlocks(dossier, DELIMITER)]);
  const input = texts.map(inputTokensOf);
  const tokens = input.reduce((sum, one) => sum + one, 0);
  const lines = [
    `${count(questions.open, 'open question')}: ${questions.ready.length} to ask, ` +
      `${questions.answeredBefore} answered before, ${questions.unsendable.length} that cannot be sent`,
    ...(questions.unusableBefore === 0
      ? []
      : [
          `of those answered before, ${questions.unusableBefore} in a way that could not be used ` +
            '(--retry-unusable asks again)',
        ]),
    ...questions.unsendable.map(({ asked, reason }) => `  ${placeOf(asked)}: ${reason}`),
    ...questions.notes,
    ...(questions.ready.length === 0 ? [] : pricesOf(input, tokens, settings)),
    ...(questions.ready.length === 0 ? [] : leftOut(input, questions, settings)),
  ];
  return `${lines.join('\n')}\n`;
}

function pricesOf(input: readonly number[], tokens: number, settings: EscalateSettings): readonly string[] {
  return [
    `about ${tokens} tokens in, ${input.length * USUAL_OUTPUT} out; estimates, list prices of ${PRICES_AS_OF}`,
    ...Object.entries(settings.prices).map(([model, price]) => {
      const usd = input.reduce(
        (sum, one) => sum + costOf({ input: one, cacheWrite: 0, cacheRead: 0, output: USUAL_OUTPUT }, price),
        0,
      );
      return `  ${model.padEnd(20)} ${dollars(usd)}${model === settings.model ? '  (this run)' : ''}`;
    }),
  ];
}

/**
 * Only a price tells what a dollar cap leaves out; the worst case is reserved, as in a run, and a usual call settled.
 */
function leftOut(input: readonly number[], questions: OpenQuestions, settings: EscalateSettings): readonly string[] {
  const price = Object.hasOwn(settings.prices, settings.model) ? settings.prices[settings.model]! : null;
  if (price === null)
    return [`no price is known for ${settings.model}: give one with --price-file, or pass --max-usd none`];
  const budget = createBudget({ maxUsd: settings.maxUsd, maxCalls: settings.maxCalls, deadline: Infinity }, price);
  const out = questions.ready.filter((_, index) => {
    const reserved = budget.reserve(input[index]!, 0);
    if (reserved.kind === 'granted')
      budget.settle(reserved.reservation, { input: input[index]!, cacheWrite: 0, cacheRead: 0, output: USUAL_OUTPUT });
    return reserved.kind !== 'granted';
  });
  const caps = `--max-usd ${settings.maxUsd ?? 'none'}, --max-calls ${settings.maxCalls}`;
  if (out.length === 0) return [`within ${caps}: nothing would be left out`];
  return [
    `within ${caps}, ${count(out.length, 'question')} would be left out:`,
    ...out.map(({ asked }) => `  ${placeOf(asked)}`),
  ];
}

function dollars(usd: number): string {
  return `$${usd < 0.01 ? usd.toFixed(4) : usd.toFixed(2)}`;
}
