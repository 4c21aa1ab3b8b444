/** What the command line may say about an escalation, made strict. */
import { UsageError } from '../options/user-error.js';
import { EFFORTS, type Effort } from './client.js';
import { DEFAULT_MODEL, type Price } from './prices.js';
import { priceList } from './price-list.js';

/** Options as they come from the command line. */
export interface EscalateFlags {
  readonly model?: string;
  /** `low`, `medium`, `high` or `none`. */
  readonly effort?: string;
  /** Dollars, or `none`. */
  readonly maxUsd?: string;
  readonly maxCalls?: string;
  /** Seconds for one attempt, and for the whole run. */
  readonly timeout?: string;
  readonly deadline?: string;
  readonly priceFile?: string;
  readonly allowBaseUrl?: boolean;
  readonly allowCustomHeaders?: boolean;
  /** Ask also what was answered before. */
  readonly again?: boolean;
  /** Ask again where the reply could not be used. */
  readonly retryUnusable?: boolean;
}

export interface EscalateSettings {
  readonly model: string;
  readonly effort: Effort | 'none';
  readonly maxUsd: number | null;
  readonly maxCalls: number;
  /** Milliseconds. */
  readonly timeout: number;
  readonly deadline: number;
  readonly prices: Readonly<Record<string, Price>>;
  readonly allow: { readonly baseUrl: 'anthropic' | 'any'; readonly customHeaders: 'outside-ci' | 'anywhere' };
  /** `unusable`: also what was replied to in a way that could not be used; `again`: also what was answered. */
  readonly repeat: 'once' | 'unusable' | 'again';
}

/** Defaults: half a dollar, 40 calls, 90 s a call, 5 minutes overall. */
export function settingsFrom(flags: EscalateFlags): EscalateSettings {
  return {
    model: modelOf(flags.model ?? DEFAULT_MODEL),
    effort: effortOf(flags.effort ?? 'medium'),
    maxUsd: flags.maxUsd === 'none' ? null : numberOf('--max-usd', flags.maxUsd ?? '0.50'),
    maxCalls: Math.floor(numberOf('--max-calls', flags.maxCalls ?? '40')),
    timeout: secondsOf('--timeout', flags.timeout ?? '90'),
    deadline: secondsOf('--deadline', flags.deadline ?? '300'),
    prices: priceList(flags.priceFile),
    allow: {
      baseUrl: flags.allowBaseUrl ? 'any' : 'anthropic',
      customHeaders: flags.allowCustomHeaders ? 'anywhere' : 'outside-ci',
    },
    repeat: flags.again ? 'again' : flags.retryUnusable ? 'unusable' : 'once',
  };
}

/** The price a cap is held against; a cap without a price would be a guess. */
export function priceFor({ model, maxUsd, prices }: EscalateSettings): Price | null {
  const price = Object.hasOwn(prices, model) ? prices[model]! : null;
  if (price === null && maxUsd !== null)
    throw new UsageError(
      `no price is known for ${model}, so --max-usd cannot be held; give one with --price-file or pass --max-usd none`,
    );
  return price;
}

/** It is written into every entry, which holds no longer one. */
function modelOf(text: string): string {
  if (!/^[\x21-\x7e]{1,200}$/.test(text))
    throw new UsageError('--model needs the id of a model, at most 200 characters without spaces');
  return text;
}

function effortOf(text: string): Effort | 'none' {
  const effort = [...EFFORTS, 'none' as const].find((one) => one === text);
  if (!effort) throw new UsageError(`--effort is one of ${EFFORTS.join(', ')}, none; not ${text}`);
  return effort;
}

/** A day: longer timers do not exist, they fire at once. */
const MOST_SECONDS = 86_400;

/** Milliseconds. */
function secondsOf(flag: string, text: string): number {
  const seconds = numberOf(flag, text);
  if (seconds === 0 || seconds > MOST_SECONDS)
    throw new UsageError(`${flag} needs more than 0 and at most ${MOST_SECONDS} seconds, not ${text}`);
  return seconds * 1_000;
}

function numberOf(flag: string, text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new UsageError(`${flag} needs a number, not ${text}`);
  return number;
}
