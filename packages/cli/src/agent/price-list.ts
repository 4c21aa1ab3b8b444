/** Prices of a run: ours, overridden by a file. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError, UsageError } from '../options/user-error.js';
import { PRICES, type Price } from './prices.js';

const amount = z.number().nonnegative();
const priceFileSchema = z.record(z.string(), z.strictObject({ input: amount, output: amount, cacheRead: amount.optional() }));

/** `--price-file FILE`: `{ "model": { "input": 2, "output": 10, "cacheRead": 0.1 } }`, dollars per million tokens. */
export function priceList(file: string | undefined): Readonly<Record<string, Price>> {
  if (file === undefined) return PRICES;
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new ConfigError(`${file} is not JSON`);
    throw new UsageError(`the price file ${file} cannot be read`);
  }
  const parsed = priceFileSchema.safeParse(value);
  if (!parsed.success) throw new ConfigError(`${file}: ${parsed.error.issues[0]?.path.join('.') ?? ''} is not a price`);
  const own = Object.entries(parsed.data).map(([model, price]) => [model, { input: price.input, output: price.output, cacheRead: price.cacheRead ?? price.input }] as const);
  return { ...PRICES, ...Object.fromEntries(own) };
}
