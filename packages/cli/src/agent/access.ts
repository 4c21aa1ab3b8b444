/** Who we are to the server and where it is: from the environment only, never from a repository. */
import { UsageError } from '../options/user-error.js';

export interface Access {
  readonly credential: { readonly kind: 'key' | 'token'; readonly value: string };
  /** Absolute URL without a trailing slash. */
  readonly baseUrl: string;
  readonly host: string;
  /** Lines for standard error: what is unusual about this access. */
  readonly notes: readonly string[];
}

export interface AccessAllowances {
  /** Hosts other than Anthropic's and this machine. */
  readonly baseUrl: 'anthropic' | 'any';
  /** Headers from the environment, in CI. */
  readonly customHeaders: 'outside-ci' | 'anywhere';
}

const DEFAULT_BASE_URL = 'https://api.anthropic.com';

/**
 * Access from the environment; null when it holds neither key nor token, so that no client is ever built without one.
 */
export function accessFrom(env: NodeJS.ProcessEnv, allow: AccessAllowances): Access | null {
  const key = env['ANTHROPIC_API_KEY']?.trim();
  const token = env['ANTHROPIC_AUTH_TOKEN']?.trim();
  if (!key && !token) return null;
  const url = baseUrlOf(env['ANTHROPIC_BASE_URL']?.trim() || DEFAULT_BASE_URL);
  const headers = headerNamesOf(env['ANTHROPIC_CUSTOM_HEADERS']);
  if (headers.length > 0 && env['CI'] && allow.customHeaders !== 'anywhere') {
    throw new UsageError(
      'ANTHROPIC_CUSTOM_HEADERS is set in CI and would go out with every request; ' +
        'unset it or pass --allow-custom-headers',
    );
  }
  const notes = headers.length > 0 ? [`sending the headers of ANTHROPIC_CUSTOM_HEADERS: ${headers.join(', ')}`] : [];
  const access = { baseUrl: url.href.replace(/\/+$/, ''), host: url.host, notes };
  if (isAnthropic(url) || isLoopback(url))
    return { ...access, credential: key ? { kind: 'key', value: key } : { kind: 'token', value: token! } };
  // A key that opens Anthropic's doors is not handed to anybody else.
  if (allow.baseUrl !== 'any')
    throw new UsageError(
      `ANTHROPIC_BASE_URL names ${url.host}, which is not Anthropic; pass --allow-base-url to send code there`,
    );
  if (!token)
    throw new UsageError(
      `${url.host} is not Anthropic and does not get ANTHROPIC_API_KEY; set ANTHROPIC_AUTH_TOKEN to its own token`,
    );
  return { ...access, credential: { kind: 'token', value: token } };
}

function baseUrlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError('ANTHROPIC_BASE_URL is not an http or https address');
  if (url.username || url.password) throw new UsageError('ANTHROPIC_BASE_URL must not hold a user name or password');
  if (url.protocol === 'http:' && !isLoopback(url))
    throw new UsageError(`ANTHROPIC_BASE_URL names ${url.host} without https; code and keys are not sent in the clear`);
  return url;
}

function isAnthropic(url: URL): boolean {
  return url.hostname === 'anthropic.com' || url.hostname.endsWith('.anthropic.com');
}

function isLoopback(url: URL): boolean {
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url.hostname);
}

function headerNamesOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split('\n')
    .map((line) => line.split(':')[0]!.trim())
    .filter((name) => name !== '');
}
