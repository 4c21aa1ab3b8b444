/**
 * Reads what a server of the Messages API sent. Servers differ: nothing is taken for granted, content is chosen by
 * type.
 */
import { z } from 'zod';
import type { ModelReply } from './model-reply.js';
import type { Usage } from './prices.js';

const messageSchema = z.looseObject({
  stop_reason: z.string().nullish(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  usage: z.unknown().optional(),
});

/** More tokens than any model reads or writes in one call: a server that says so does not count. */
const MOST_TOKENS = 2_000_000;

const count = z.int().nonnegative().max(MOST_TOKENS);

/** Somebody who was sent a prompt has read more than nothing; a server that says nothing does not count. */
const usageSchema = z.looseObject({
  input_tokens: count,
  output_tokens: count,
  cache_creation_input_tokens: count.nullish(),
  cache_read_input_tokens: count.nullish(),
});

/** Usage first, then the reason it stopped, then the text. */
export function readMessage(message: unknown): ModelReply {
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success)
    return {
      kind: 'failure',
      reason: 'invalid-answer',
      detail: 'the server did not send a message',
      usage: usageOf((message as { usage?: unknown } | null)?.usage),
    };
  const { stop_reason: stopped, content } = parsed.data;
  const usage = usageOf(parsed.data.usage);
  switch (stopped) {
    case 'end_turn':
    case 'stop_sequence':
      break;
    case 'refusal':
      return { kind: 'failure', reason: 'refusal', detail: 'the model refused to answer', usage };
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return { kind: 'failure', reason: 'truncated', detail: 'the answer was cut off', usage };
    default:
      return { kind: 'failure', reason: 'invalid-answer', detail: 'the reply did not come to an end', usage };
  }
  const text = content
    .filter((block) => block.type === 'text')
    .map((block) => block.text ?? '')
    .join('');
  return text.trim() === ''
    ? { kind: 'failure', reason: 'invalid-answer', detail: 'the reply was empty', usage }
    : { kind: 'text', text, usage };
}

/** What a call took, or null when the server did not say or said what cannot be. */
function usageOf(reported: unknown): Usage | null {
  const parsed = usageSchema.safeParse(reported);
  if (!parsed.success) return null;
  const usage = {
    input: parsed.data.input_tokens,
    output: parsed.data.output_tokens,
    cacheWrite: parsed.data.cache_creation_input_tokens ?? 0,
    cacheRead: parsed.data.cache_read_input_tokens ?? 0,
  };
  return usage.input + usage.cacheWrite + usage.cacheRead === 0 ? null : usage;
}
