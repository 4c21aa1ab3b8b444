/** What an error of the SDK means for the question, or for the whole run. */
import type Anthropic from '@anthropic-ai/sdk';
import { plainText } from '../answers/plain-text.js';
import type { ModelReply } from './client.js';
import { BodyTooLargeError } from './limited-fetch.js';

export interface FailureContext {
  readonly host: string;
  readonly model: string;
  readonly sdk: typeof Anthropic;
}

/** Nothing was billed for a request the server turned down. */
const FREE = { input: 0, output: 0, cacheWrite: 0, cacheRead: 0 };

/** Errors we do not know are bugs and keep their stack. */
export function failureOf(error: unknown, { host, model, sdk }: FailureContext): Exclude<ModelReply, { kind: 'text' }> {
  if (hasCause(error, BodyTooLargeError)) return { kind: 'failure', reason: 'invalid-answer', detail: 'the reply was larger than an answer can be', usage: null };
  if (error instanceof SyntaxError) return { kind: 'failure', reason: 'invalid-answer', detail: 'the server sent JSON that cannot be read', usage: null };
  if (error instanceof sdk.APIUserAbortError || error instanceof sdk.APIConnectionTimeoutError) return { kind: 'failure', reason: 'timeout', detail: `${host} did not answer in time`, usage: null };
  if (error instanceof sdk.APIConnectionError) return { kind: 'hopeless', detail: `${host} ${connectionProblem(error)}` };
  if (!(error instanceof sdk.APIError)) {
    if (error instanceof TypeError || error instanceof sdk.AnthropicError) return { kind: 'failure', reason: 'error', detail: `the reply of ${host} broke off`, usage: null };
    throw error;
  }
  const said = serverMessage(error);
  switch (error.status) {
    case 401:
      return { kind: 'hopeless', detail: `${host} does not accept the key (401)${said}` };
    case 403:
      return { kind: 'hopeless', detail: `${host} does not allow this (403)${said}` };
    case 404:
      return { kind: 'hopeless', detail: `${host} does not know the model ${model} (404)${said}` };
    case 400:
    case 402:
    case 422:
      return { kind: 'hopeless', detail: `${host} refuses such requests (${error.status})${said}` };
    case 413:
      return { kind: 'failure', reason: 'error', detail: `the question is too large for ${host} (413)`, usage: FREE };
    case 429:
      return { kind: 'failure', reason: 'error', detail: `${host} limits the rate of requests (429)`, usage: FREE };
    default:
      return { kind: 'failure', reason: 'error', detail: `${host} failed (${error.status ?? 'no status'})${said}`, usage: FREE };
  }
}

function connectionProblem(error: Error): string {
  const causes = causesOf(error);
  const code = causes.map((one) => (one as NodeJS.ErrnoException).code).find((one) => one !== undefined && !one.startsWith('UND_'));
  if (causes.some((one) => /redirect/i.test(one.message))) return 'answered with a redirect, which is not followed';
  return `cannot be reached${code ? ` (${code})` : ''}`;
}

function serverMessage(error: { readonly error?: unknown }): string {
  const body = error.error as { readonly error?: { readonly message?: unknown }; readonly message?: unknown } | undefined;
  const message = body?.error?.message ?? body?.message;
  return typeof message === 'string' ? `: ${plainText(message, 200)}` : '';
}

function hasCause(error: unknown, kind: new () => Error): boolean {
  return causesOf(error).some((one) => one instanceof kind);
}

function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  const stack: unknown[] = [error];
  while (stack.length > 0 && causes.length < 12) {
    const one = stack.pop();
    if (!(one instanceof Error) || causes.includes(one)) continue;
    causes.push(one);
    stack.push(one.cause, ...(one instanceof AggregateError ? (one.errors as unknown[]) : []));
  }
  return causes;
}
