/** Where in a request stands what its client wrote, and under which names what only the client should know. */

/** Members of a request that hold what its client wrote. */
const CLIENT = new Set([
  'headers', 'header', 'rawHeaders', 'cookies', 'cookie', 'signedCookies', 'query', 'querystring', 'searchParams',
  'nextUrl', 'body', 'payload', 'rawBody', 'params', 'files', 'file', 'url', 'originalUrl', 'path', 'hostname', 'host',
  'ip', 'form', 'handshake',
]);

/** Of those, what holds many things by their names. */
const CONTAINERS = new Set(['headers', 'header', 'cookies', 'signedCookies', 'query', 'searchParams', 'body']);

/** Keys under which clients send what only they should know. */
const SECRET_KEY =
  /^(?:x-)?(?:authorization|bearer|sid|jwt|auth|session(?:-id)?|(?:[\w]+-)*(?:key|token|secret|password|passwd))$/;

const NO_SECRET_KEY =
  /csrf|xsrf|captcha|idempotency|cache|page|next|continuation|public|sort|reset|verification|invite/;

/** The request itself, or its context. */
export function isRequest(chain: readonly string[]): boolean {
  return chain.every((name) => /^req(?:uest)?$/.test(name));
}

/** All of a part of the request that its client wrote. */
export function isClientPart(chain: readonly string[]): boolean {
  return isRequest(chain.slice(0, -1)) && CONTAINERS.has(chain.at(-1) ?? '');
}

/** A member under which clients send what only they should know: of a part of a request, or of something else. */
export function isSecretMember(path: readonly string[]): boolean {
  return (
    isSecretKey(path.at(-1) ?? '') && (path.length === 1 || path.slice(0, -1).some((name) => CONTAINERS.has(name)))
  );
}

export function isSecretKey(name: string): boolean {
  const key = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replaceAll('_', '-')
    .toLowerCase();
  return SECRET_KEY.test(key) && !NO_SECRET_KEY.test(key);
}

/** A part of a request that its client wrote, or what stands in one. */
export function isOfClientPart(chain: readonly string[]): boolean {
  return chain.some((name) => CLIENT.has(name));
}

/** A member of such a part, under a name of what only the client should know: `headers.authorization`. */
export function isSecretSent(chain: readonly string[]): boolean {
  const last = chain.at(-1) ?? '';
  return isOfClientPart(chain) && isSecretKey(last) && last !== chain.find((name) => CLIENT.has(name));
}
