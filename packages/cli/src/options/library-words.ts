/**
 * The closed vocabularies of library models as lists. The `Record` types make a missing or extra word a compile error.
 */
import type {
  GuardDuty,
  HazardKind,
  LibraryModel,
  QueryOperation,
  Shape,
  SinkKind,
  SourceKind,
  TextFormat,
} from '@backend-architect/analysis';

const words = <Word extends string>(record: Record<Word, true>): readonly Word[] => Object.keys(record) as Word[];

export const SINK_KINDS = words<SinkKind>({
  'sql-text': true,
  'nosql-filter': true,
  'nosql-code': true,
  'sql-quoted': true,
  'write-data': true,
  'shell-command': true,
  'process-argument': true,
  'code-text': true,
  'module-name': true,
  'template-source': true,
  'file-path': true,
  'outbound-url': true,
  'redirect-target': true,
  'html-response': true,
  'response-body': true,
  'regexp-source': true,
  'object-path': true,
  'merged-object': true,
  'stored-name': true,
  'log-entry': true,
  'format-text': true,
  'template-settings': true,
  secret: true,
  'fast-hash': true,
  'password-hash': true,
  'initial-vector': true,
  deserialized: true,
  'charged-amount': true,
  'lasting-key': true,
});

export const HAZARD_KINDS = words<HazardKind>({
  'unverified-tls': true,
  'raw-templates': true,
  'old-tls': true,
  'weak-cipher': true,
  'weak-hash': true,
  'short-key': true,
  'body-limit': true,
  'upload-limit': true,
  'exposed-files': true,
  'exposed-interface': true,
  'session-fixation': true,
  'memory-store': true,
  'unprotected-login': true,
  'oauth-state': true,
  'external-entities': true,
  'live-objects': true,
  'unbounded-output': true,
  'archive-names': true,
  'clear-channel': true,
  'exposed-errors': true,
  'broken-sandbox': true,
  'no-timeout': true,
});

export const SOURCE_KINDS = words<SourceKind>({
  body: true,
  query: true,
  param: true,
  header: true,
  cookie: true,
  url: true,
  'file-upload': true,
  form: true,
  'graphql-argument': true,
  'rpc-input': true,
  message: true,
  answer: true,
  argv: true,
});

export const SHAPES = words<Shape>({ str: true, num: true, bool: true, arr: true, obj: true, null: true, fn: true });

export const QUERY_OPERATIONS = words<QueryOperation>({
  read: true,
  write: true,
  delete: true,
  raw: true,
  'transaction-control': true,
});

export const TEXT_FORMATS = words<TextFormat>({
  free: true,
  identifier: true,
  number: true,
  time: true,
  host: true,
  base64: true,
  mail: true,
  url: true,
});

export const GUARD_DUTIES = words<GuardDuty>({
  authentication: true,
  authorization: true,
  validation: true,
  'rate-limit': true,
  csrf: true,
  'body-parser': true,
  session: true,
  cors: true,
  'security-headers': true,
  compression: true,
  signature: true,
  'error-handler': true,
  'static-files': true,
  upload: true,
  logging: true,
});

export const FAMILIES = words<NonNullable<LibraryModel['family']>>({
  http: true,
  orm: true,
  'sql-driver': true,
  'document-store': true,
  'key-value': true,
  'http-client': true,
  auth: true,
  validation: true,
  logging: true,
  runtime: true,
  mail: true,
  queue: true,
  template: true,
  upload: true,
  crypto: true,
  other: true,
});
