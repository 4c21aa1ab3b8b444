/** Which rules speak of a kind of unsafe setting, and what programs do with the result so that it matters. */
import type { HazardKind } from '@backend-architect/analysis';

export interface KindOfHazard {
  readonly rules: readonly string[];
  /** Written around the call: `call` stands in its place. */
  readonly uses?: readonly string[];
}

export const KINDS_OF_HAZARD: Readonly<Record<HazardKind, KindOfHazard>> = {
  'unverified-tls': { rules: ['no-insecure-transport'] },
  'old-tls': { rules: ['no-insecure-transport'] },
  'weak-cipher': { rules: ['no-weak-crypto'], uses: ["const made = call; made.update('x');"] },
  'weak-hash': {
    rules: ['no-weak-crypto'],
    uses: [
      "const signature = call.update(req.body.text).digest('hex');", 'const signature = call;',
      'const signature = call.toString();', 'const signature = await call;',
      "const signature = call; signature.update(req.body.text); res.json({ signature: signature.digest('hex') });",
    ],
  },
  'short-key': { rules: ['no-weak-crypto'] },
  'body-limit': { rules: ['require-body-limits'] },
  'upload-limit': { rules: ['no-unsafe-file-upload'], uses: ["const made = call; made.single('x');"] },
  'exposed-files': { rules: ['no-exposed-internals'], uses: ['outer.use(call);', "outer.use('/x', call);"] },
  'exposed-interface': { rules: ['no-exposed-internals'], uses: ["outer.use('/x', call);"] },
  'session-fixation': {
    rules: ['require-secure-session'],
    uses: [
      'outer.use(call); req.session.userId = 1;',
      'outer.use(call); const { default: passport } = await import("passport");',
    ],
  },
  'memory-store': { rules: ['require-secure-session'], uses: ['outer.use(call);'] },
  'unprotected-login': { rules: ['require-secure-session', 'no-insecure-jwt', 'no-insecure-oauth'] },
  'oauth-state': { rules: ['no-insecure-oauth'] },
  'external-entities': { rules: ['no-unsafe-deserialization'] },
  'live-objects': { rules: ['no-unsafe-deserialization'] },
  'broken-sandbox': { rules: ['no-code-injection'] },
  'unbounded-output': { rules: ['no-unsafe-deserialization'] },
  'archive-names': { rules: ['no-path-traversal'] },
  'clear-channel': { rules: ['no-insecure-transport'] },
  'exposed-errors': { rules: ['no-error-detail-leak'] },
  'raw-templates': { rules: ['no-unescaped-html-response'] },
  'no-timeout': {
    rules: ['require-outbound-timeout'],
    uses: ["const made = call; await made.get('https://prices.example/all');"],
  },
};
