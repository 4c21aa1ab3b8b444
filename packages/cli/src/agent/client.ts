/** The only room that opens a socket. One request per question, nothing streamed, no tools, no redirects. */
import { Console } from 'node:console';
import type { Access } from './access.js';
import { answerJsonSchema } from './answer-schema.js';
import { limitedFetch } from './limited-fetch.js';
import { failureOf } from './model-failure.js';
import { readMessage } from './read-message.js';
import type { ModelReply } from './model-reply.js';

export interface ModelRequest {
  readonly system: string;
  readonly blocks: readonly string[];
  /** Most tokens of the reply, thinking included. */
  readonly maxOutput: number;
  /** Aborts the request when the run is over. */
  readonly signal: AbortSignal;
}

export interface ModelSettings {
  readonly access: Access;
  readonly model: string;
  readonly effort: Effort | 'none';
  /** Milliseconds for one call, until the last byte of its reply. */
  readonly timeout: number;
}

export const EFFORTS = ['low', 'medium', 'high'] as const;
export type Effort = (typeof EFFORTS)[number];

/** Most tokens of a reply, thinking included. */
export const MOST_OUTPUT_TOKENS = 4_096;

export type AskModel = (request: ModelRequest) => Promise<ModelReply>;

/** A client for one run. The SDK is loaded here and not before: nothing else needs it. */
export async function modelClient({ access, model, effort, timeout }: ModelSettings): Promise<AskModel> {
  const { default: Anthropic } = await import('@anthropic-ai/sdk');
  const client = new Anthropic({
    // Given explicitly: without one the SDK would look for a developer's login on disk.
    ...(access.credential.kind === 'key'
      ? { apiKey: access.credential.value }
      : { authToken: access.credential.value }),
    baseURL: access.baseUrl,
    timeout,
    // Whoever asks decides about a second try: the SDK would repeat calls that were billed, and knows nothing of the
    // other questions.
    maxRetries: 0,
    // A redirect would carry the prompt to another host.
    fetchOptions: { redirect: 'error' },
    fetch: limitedFetch,
    logLevel: 'error',
    // Its default logger writes to standard output, where our JSON goes.
    logger: new Console(process.stderr),
    openTelemetry: false,
  });
  const format = { type: 'json_schema' as const, schema: await schemaForServer() };
  return async ({ system, blocks, maxOutput, signal }) => {
    // One of our own for each call: on older Node a combined signal may be collected before it fires.
    const limit = new AbortController();
    const abort = (): void => limit.abort();
    const timer = setTimeout(abort, timeout);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    try {
      // `create`, never `parse`: that throws away the usage of refused and truncated replies. No sampling parameter:
      // they are refused.
      const message: unknown = await client.messages.create(
        {
          model,
          max_tokens: maxOutput,
          system: [{ type: 'text', text: system, cache_control: { type: 'ephemeral' } }],
          messages: [{ role: 'user', content: blocks.map((text) => ({ type: 'text' as const, text })) }],
          output_config: { format, ...(effort !== 'none' && { effort }) },
        },
        { signal: limit.signal },
      );
      return readMessage(message);
    } catch (error) {
      return failureOf(error, { host: access.host, model, sdk: Anthropic });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    }
  };
}

/**
 * The published schema in the dialect the server enforces; lengths and counts become descriptions there, so we check
 * them ourselves.
 */
async function schemaForServer(): Promise<Record<string, unknown>> {
  const { transformJSONSchema } = await import('@anthropic-ai/sdk/lib/transform-json-schema');
  return transformJSONSchema(answerJsonSchema());
}
