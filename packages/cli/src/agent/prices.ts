/**
 * List prices, US dollars per million tokens. Data with a date: prices change without notice, so a cap is checked
 * against usage too.
 */
export interface Price {
  readonly input: number;
  readonly output: number;
  readonly cacheRead: number;
}

export const PRICES_AS_OF = '2026-10-31';

export const PRICES: Readonly<Record<string, Price>> = {
  'claude-haiku-5-5': { input: 0.1, output: 0.5, cacheRead: 0.01 }, // prompts up to 100,000 tokens; ours are far below
  'claude-sonnet-5-5': { input: 2, output: 10, cacheRead: 0.1 },
  'claude-opus-5-5': { input: 4, output: 20, cacheRead: 0.2 },
  // Reading the cache was not published when this was written; counted as ordinary input.
  'claude-fable-5-1': { input: 10, output: 50, cacheRead: 10 },
};

export const DEFAULT_MODEL = 'claude-sonnet-5-5';

/** Writing to the five-minute cache costs a quarter more than reading input. */
const CACHE_WRITE = 1.25;

export interface Usage {
  readonly input: number;
  readonly cacheWrite: number;
  readonly cacheRead: number;
  readonly output: number;
}

/** Dollars a call costs. */
export function costOf(usage: Usage, price: Price): number {
  return inputCostOf(usage, price) + (usage.output * price.output) / 1_000_000;
}

/** Dollars of what was sent. */
export function inputCostOf(usage: Omit<Usage, 'output'>, price: Price): number {
  return (
    (usage.input * price.input + usage.cacheWrite * price.input * CACHE_WRITE + usage.cacheRead * price.cacheRead) /
    1_000_000
  );
}

/** Dollars of so many tokens when none of them comes from a cache and all of them go into one. */
export function worstInputCost(tokens: number, price: Price): number {
  return inputCostOf({ input: 0, cacheWrite: tokens, cacheRead: 0 }, price);
}
