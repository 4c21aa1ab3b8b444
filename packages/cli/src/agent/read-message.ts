/** Reads what a server of the Messages API sent. Servers differ: nothing is taken for granted, content is chosen by type. */
import { z } from 'zod';
import type { ModelReply } from './client.js';
import type { Usage } from './prices.js';

const count = z.number().nonnegative().nullish();

const messageSchema = z.looseObject({
  stop_reason: z.string().nullish(),
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
  usage: z.looseObject({ input_tokens: count, output_tokens: count, cache_creation_input_tokens: count, cache_read_input_tokens: count }).nullish(),
});

/** Usage first, then the reason it stopped, then the text. */
export function readMessage(message: unknown): ModelReply {
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success) return { kind: 'failure', reason: 'invalid-answer', detail: 'the server did not send a message', usage: null };
  const { stop_reason: stopped, content, usage: reported } = parsed.data;
  const usage: Usage | null = reported
    ? { input: reported.input_tokens ?? 0, output: reported.output_tokens ?? 0, cacheWrite: reported.cache_creation_input_tokens ?? 0, cacheRead: reported.cache_read_input_tokens ?? 0 }
    : null;
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
  const text = content.filter((block) => block.type === 'text').map((block) => block.text ?? '').join('');
  return text.trim() === '' ? { kind: 'failure', reason: 'invalid-answer', detail: 'the reply was empty', usage } : { kind: 'text', text, usage: usage ?? { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 } };
}
