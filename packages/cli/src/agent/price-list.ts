/** Prices of a run: ours, overridden by a file. */
import { z } from 'zod';
import { readGivenJson } from '../options/read-given.js';
import { ConfigError } from '../options/user-error.js';
import { PRICES, type Price } from './prices.js';

/** A few models. */
const MOST_BYTES = 1024 * 1024;

const amount = z.number().nonnegative();
const priceFileSchema = z.record(
  z.string(),
  z.strictObject({ input: amount, output: amount, cacheRead: amount.optional() }),
);

/** `--price-file FILE`: `{ "model": { "input": 2, "output": 10, "cacheRead": 0.1 } }`, dollars per million tokens. */
export function priceList(file: string | undefined): Readonly<Record<string, Price>> {
  if (file === undefined) return PRICES;
  const parsed = priceFileSchema.safeParse(readGivenJson(file, MOST_BYTES));
  if (!parsed.success)
    throw new ConfigError(`${file}: ${parsed.error.issues[0]?.path.join('.') || 'the file'} is not a price`);
  const own = Object.entries(parsed.data).map(
    ([model, price]) =>
      [model, { input: price.input, output: price.output, cacheRead: price.cacheRead ?? price.input }] as const,
  );
  return { ...PRICES, ...Object.fromEntries(own) };
}
