/** What an error of the SDK means for the question, or for the whole run. */
import type Anthropic from '@anthropic-ai/sdk';
import { plainText } from '../answers/plain-text.js';
import type { ModelReply } from './model-reply.js';
import { BodyTooLargeError } from './limited-fetch.js';

export interface FailureContext {
  readonly host: string;
  readonly model: string;
  readonly sdk: typeof Anthropic;
}

/** How often a request is sent that the server turns down for now; a failure that may last is tried once more. */
const BUSY_TRIES = 6;
const FAILURE_TRIES = 2;

/** Errors we do not know are bugs and keep their stack. */
export function failureOf(error: unknown, { host, model, sdk }: FailureContext): Exclude<ModelReply, { kind: 'text' }> {
  if (hasCause(error, BodyTooLargeError))
    return {
      kind: 'failure',
      reason: 'invalid-answer',
      detail: 'the reply was larger than an answer can be',
      usage: null,
    };
  if (error instanceof SyntaxError)
    return {
      kind: 'failure',
      reason: 'invalid-answer',
      detail: 'the server sent JSON that cannot be read',
      usage: null,
    };
  if (error instanceof sdk.APIUserAbortError || error instanceof sdk.APIConnectionTimeoutError || isAbort(error))
    return { kind: 'failure', reason: 'timeout', detail: `${host} did not answer in time`, usage: null };
  if (error instanceof sdk.APIConnectionError) return connectionFailure(error, host);
  if (!(error instanceof sdk.APIError)) {
    if (error instanceof TypeError || error instanceof sdk.AnthropicError)
      return { kind: 'failure', reason: 'error', detail: `the reply of ${host} broke off`, usage: null };
    throw error;
  }
  const said = serverMessage(error);
  const headers = error.headers as Headers | undefined;
  const retryAfter = retryAfterOf(headers);
  const isFinal = headers?.get('x-should-retry') === 'false';
  switch (error.status) {
    case 401:
      return { kind: 'hopeless', detail: `${host} does not accept the key (401)${said}` };
    case 402:
      return { kind: 'hopeless', detail: `${host} wants to be paid first (402)${said}` };
    case 404:
      return { kind: 'hopeless', detail: `${host} does not know the model ${model} (404)${said}` };
    case 400:
    case 422:
      return {
        kind: CONCERNS_ALL.test(said) ? 'hopeless' : 'rejected',
        detail: `${host} refuses such requests (${error.status})${said}`,
      };
    case 403:
      // A firewall may take offence at the code of one question.
      return { kind: 'rejected', detail: `${host} does not allow this (403)${said}` };
    case 413:
      return { kind: 'rejected', detail: `the question is too large for ${host} (413)` };
    case 429:
      return {
        kind: 'busy',
        detail: `${host} limits the rate of requests (429)`,
        retryAfter,
        tries: isFinal ? 1 : BUSY_TRIES,
      };
    default:
      return {
        kind: 'busy',
        detail: `${host} failed (${error.status ?? 'no status'})${said}`,
        retryAfter,
        tries: isFinal ? 1 : error.status === 529 || error.status === 503 ? BUSY_TRIES : FAILURE_TRIES,
      };
  }
}

/**
 * Words of a bad request that hold for every question: money, the model, or a field of the request that is the same in
 * all of them. Other words are taken for the question's own; when nothing but refusals comes, the run is given up all
 * the same.
 */
const CONCERNS_ALL = new RegExp(
  String.raw`credit|billing|payment|api.?key|invalid model|\bmodel\b[^.]{0,80}\b(?:not (?:found|exist|` +
    String.raw`supported|available|allowed)|unknown|deprecated|retired)|output_config|effort|extra inputs|` +
    String.raw`unknown (?:field|parameter)|anthropic-version`,
  'i',
);

/** Nothing was sent when no connection came about; when one broke, nobody knows whether the call was billed. */
function connectionFailure(error: Error, host: string): Exclude<ModelReply, { kind: 'text' }> {
  const causes = causesOf(error);
  if (causes.some((one) => /redirect/i.test(one.message)))
    return { kind: 'hopeless', detail: `${host} answered with a redirect, which is not followed` };
  const code = causes
    .map((one) => (one as NodeJS.ErrnoException).code)
    .find((one) => one !== undefined && !one.startsWith('UND_'));
  const said = code ? ` (${code})` : '';
  if (code !== undefined && NEVER_CONNECTED.test(code))
    return { kind: 'unreachable', detail: `${host} cannot be reached${said}` };
  return { kind: 'failure', reason: 'error', detail: `the connection to ${host} broke off${said}`, usage: null };
}

const NEVER_CONNECTED = new RegExp(
  String.raw`^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EACCES|EPERM|` +
    String.raw`EPROTO|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+|UNABLE_TO_\w+)$`,
);

/** Milliseconds, or null when the server did not say or said nonsense. */
function retryAfterOf(headers: Headers | undefined): number | null {
  const milliseconds = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (milliseconds > 0 && Number.isFinite(milliseconds)) return milliseconds;
  const text = headers?.get('retry-after') ?? '';
  const seconds = /^\s*\d/.test(text) ? Number.parseFloat(text) : (Date.parse(text) - Date.now()) / 1_000;
  return seconds > 0 && Number.isFinite(seconds) ? seconds * 1_000 : null;
}

function serverMessage(error: { readonly error?: unknown }): string {
  const body = error.error as
    | { readonly error?: { readonly message?: unknown }; readonly message?: unknown }
    | undefined;
  const message = body?.error?.message ?? body?.message;
  return typeof message === 'string' ? `: ${plainText(message, 200)}` : '';
}

/** A body that was still coming when its time was over ends in one of these, without a class of the SDK. */
function isAbort(error: unknown): boolean {
  return causesOf(error).some((one) => one.name === 'AbortError' || one.name === 'TimeoutError');
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
