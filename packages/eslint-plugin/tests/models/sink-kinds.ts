/** What is sent into each kind of sink, and which rules say so. */
import type { SinkKind } from '@backend-architect/analysis';

export interface Payload {
  readonly harmful: string;
  /** The same without harm: nothing may be reported that this is reported for as well. */
  readonly harmless: string;
  /** Whether more arguments have to follow. */
  readonly then?: string;
}

export interface KindOfSink {
  readonly rules: readonly string[];
  readonly payloads: readonly Payload[];
}

const TEXT: readonly Payload[] = [
  { harmful: 'req.body.x', harmless: "'fixed'" },
  { harmful: '`a ${req.query.x} b`', harmless: '`a fixed b`' },
  { harmful: 'String(req.query.x)', harmless: "String('fixed')" },
];
const OBJECT: readonly Payload[] = [
  { harmful: 'req.body', harmless: '{}' },
  { harmful: '{ name: req.body.name }', harmless: "{ name: 'fixed' }" },
  { harmful: '[req.body]', harmless: '[{}]' },
  { harmful: 'req.body.list', harmless: '[]' },
];
const RANDOM: Payload = { harmful: 'Math.random().toString(36)', harmless: 'crypto.randomUUID()' };

export const KINDS_OF_SINK: Readonly<Record<SinkKind, KindOfSink>> = {
  'sql-text': { rules: ['no-sql-injection', 'no-raw-sql-concatenation'], payloads: TEXT },
  'sql-quoted': { rules: ['no-sql-injection'], payloads: TEXT },
  'nosql-filter': { rules: ['no-nosql-injection'], payloads: OBJECT },
  'nosql-code': { rules: ['no-nosql-injection'], payloads: TEXT },
  'write-data': { rules: ['no-mass-assignment', 'no-nosql-injection'], payloads: OBJECT },
  'shell-command': { rules: ['no-command-injection'], payloads: TEXT },
  'process-argument': {
    rules: ['no-command-injection'],
    payloads: [{ harmful: '[String(req.query.x)]', harmless: "['fixed']" }, ...TEXT],
  },
  'code-text': { rules: ['no-code-injection'], payloads: TEXT },
  'module-name': { rules: ['no-code-injection'], payloads: TEXT },
  'template-source': { rules: ['no-code-injection'], payloads: TEXT },
  'file-path': { rules: ['no-path-traversal'], payloads: TEXT },
  'outbound-url': { rules: ['no-ssrf'], payloads: TEXT },
  'redirect-target': { rules: ['no-untrusted-redirect-or-link'], payloads: TEXT },
  'html-response': {
    rules: ['no-unescaped-html-response'],
    payloads: [{ harmful: '`<b>${req.query.x}</b>`', harmless: '`<b>fixed</b>`' }, ...TEXT],
  },
  'response-body': {
    rules: ['no-exposed-internals', 'no-error-detail-leak'],
    payloads: [
      { harmful: 'process.env', harmless: '{}' },
      { harmful: '{ env: process.env }', harmless: '{ env: {} }' },
    ],
  },
  'regexp-source': { rules: ['no-regex-dos'], payloads: TEXT },
  'object-path': { rules: ['no-prototype-pollution'], payloads: TEXT },
  'stored-name': {
    rules: ['no-unsafe-file-upload'],
    payloads: [
      {
        harmful: '(r, file, done) => done(null, file.originalname)',
        harmless: "(r, file, done) => done(null, 'fixed')",
      },
    ],
  },
  'merged-object': { rules: ['no-prototype-pollution'], payloads: OBJECT },
  'lasting-key': { rules: ['require-bounded-cache'], payloads: TEXT },
  'charged-amount': {
    rules: ['no-client-controlled-identity'],
    payloads: [{ harmful: 'req.body.amount', harmless: '100' }],
  },
  'log-entry': {
    rules: ['no-unsafe-logging'],
    payloads: [
      { harmful: 'req.body.password', harmless: "'fixed'" },
      { harmful: '`a ${req.body.password}`', harmless: "'fixed'" },
    ],
  },
  'format-text': {
    rules: ['no-unsafe-logging'],
    payloads: [{ harmful: 'String(req.query.x)', harmless: "'fixed'", then: '1' }],
  },
  'template-settings': {
    rules: ['no-code-injection'],
    payloads: [
      { harmful: 'req.query', harmless: '{}' },
      { harmful: 'req.body', harmless: '{}' },
    ],
  },
  secret: {
    rules: ['no-hardcoded-secrets', 'no-insecure-randomness'],
    payloads: [
      { harmful: "'hV8sk29xqPz71LmwT4eY'", harmless: 'process.env.KEY' },
      { harmful: "Buffer.from('hV8sk29xqPz71LmwT4eY')", harmless: 'Buffer.from(process.env.KEY)' },
      { harmful: "{ key: 'hV8sk29xqPz71LmwT4eY' }", harmless: '{ key: process.env.KEY }' },
    ],
  },
  'fast-hash': {
    rules: ['no-weak-password-storage'],
    payloads: [{ harmful: 'req.body.password', harmless: "'fixed'" }],
  },
  'password-hash': { rules: ['no-insecure-randomness'], payloads: [RANDOM] },
  'initial-vector': {
    rules: ['no-weak-crypto'],
    payloads: [
      { harmful: 'Buffer.alloc(16)', harmless: 'crypto.randomBytes(16)' },
      { harmful: "'0123456789abcdef'", harmless: 'crypto.randomBytes(16)' },
    ],
  },
  deserialized: { rules: ['no-unsafe-deserialization'], payloads: TEXT },
};
