import { createHash } from 'node:crypto';

/** sha-256 of a text, hex. A BOM does not count: the analysis never sees it. */
export function hashOf(text: string): string {
  return createHash('sha256')
    .update(text.startsWith('\uFEFF') ? text.slice(1) : text)
    .digest('hex');
}
