import { isPlaceholder } from '@backend-architect/analysis';

const ADDRESS = new RegExp(
  String.raw`\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|mssql|sqlserver|` +
    String.raw`oracle|smtps?|ldaps?|nats|clickhouse|cockroachdb|https?|ftps?)` +
    String.raw`:\/\/([^\s:@/'"\x60]*):([^\s@/'"\x60]+)@([^\s/:?#'"\x60,]+)`,
  'i',
);
const LOCAL = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|[a-z0-9_-]+)$/i;
const RESERVED = /(?:^|\.)(?:example(?:\.(?:com|org|net))?|test|invalid|localhost|local)$/i;
/**
 * What manuals write for a password. A default such as `postgres:postgres` is a real one when the host is not this
 * machine.
 */
const SAID_BY_MANUALS = /^(?:pass|password|passwd|pwd|passw0rd|secret|user|username|p4ssw0rd)$/i;

/**
 * The password in an address like `postgres://user:password@host/db`, or null. A host without a dot is this machine or
 * a service of the same container network; documentation hosts and placeholder passwords are no secrets.
 */
export function addressPassword(text: string): string | null {
  const match = ADDRESS.exec(text);
  if (!match) return null;
  const [, , password = '', host = ''] = match;
  if (LOCAL.test(host) || RESERVED.test(host) || /[${<*]|^\[.*\]$/.test(password) || /[${<*]/.test(host)) return null;
  return isPlaceholder(password) || SAID_BY_MANUALS.test(password) ? null : password;
}
