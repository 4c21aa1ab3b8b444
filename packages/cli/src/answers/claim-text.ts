import type { Claim } from '../detectors/define.js';
import { plainText } from './plain-text.js';

/** A claim as people read it: `guarded_by DELETE /orders/:id requestId`. */
export function claimText({ predicate, ...parts }: Claim): string {
  return [predicate, ...Object.values(parts)].map((part) => plainText(part, 120)).join(' ');
}
