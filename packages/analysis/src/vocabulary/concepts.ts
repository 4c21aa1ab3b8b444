/**
 * The nouns of a backend, as the models, the flow engine, the facts and the rules use them. No library is named here.
 */

/** Where a value becomes dangerous or meaningful. One kind = one question a rule asks. */
export type SinkKind =
  | 'sql-text' // text a database parses as SQL
  | 'sql-quoted' // text between the quotes of a SQL text
  | 'nosql-filter' // an object a document store reads as filter or pipeline (operators matter)
  | 'nosql-code' // code a document store evaluates ($where, mapReduce, Lua)
  | 'write-data' // an object whose keys become columns or fields of a record
  | 'shell-command' // text a shell parses
  | 'process-argument' // one argument of a process started without a shell
  | 'code-text' // text evaluated as code
  | 'module-name' // the module that is loaded and run
  | 'template-source' // text compiled as a template
  | 'file-path' // a path of the file system
  | 'outbound-url' // the address of an outgoing request
  | 'redirect-target'
  | 'html-response' // text a browser reads as HTML
  | 'response-body' // any value sent to the client
  | 'regexp-source'
  | 'object-path' // a key or path written into an object
  | 'stored-name' // the name under which an upload is kept
  | 'merged-object' // an object whose keys are followed and written, at any depth
  | 'lasting-key' // a key under which something is kept for as long as the process runs
  | 'charged-amount' // how much somebody pays
  | 'log-entry'
  | 'format-text' // text whose placeholders decide how the values beside it are printed
  | 'template-settings' // an object a template engine reads data and its own settings from
  | 'secret' // a key, password or token that must not stand in the code
  | 'fast-hash' // input of a hash that is too fast for passwords
  | 'password-hash' // input of a real password hash
  | 'initial-vector' // must be new for every message that is encrypted
  | 'deserialized'; // bytes or text turned into live objects

/**
 * A setting of a call that makes it unsafe. One kind = one question a rule asks; the models say which settings those
 * are.
 */
export type HazardKind =
  | 'unverified-tls' // the certificate of the other side is not checked
  | 'old-tls' // a protocol version that is broken
  | 'weak-cipher' // encryption that is broken, or used without integrity
  | 'weak-hash' // a hash with known collisions
  | 'short-key' // a key that can be guessed or factored
  | 'body-limit' // request bodies of any size, or far beyond what one request needs
  | 'upload-limit' // uploads without a size
  | 'exposed-files' // a folder is served that holds more than public files
  | 'exposed-interface' // a console, documentation or schema is open to everyone
  | 'session-fixation' // a session that survives what it should not
  | 'memory-store' // state kept in the memory of one process
  | 'unprotected-login' // a protection of a login that is switched off
  | 'oauth-state' // a login that can be started by someone else
  | 'external-entities' // a parser that reads what the document points at
  | 'live-objects' // data that becomes functions or classes
  | 'broken-sandbox' // runs code it should hold, and cannot hold it
  | 'unbounded-output' // unpacks to any size
  | 'archive-names' // entries of an archive are written where their names say
  | 'clear-channel' // messages travel without encryption
  | 'exposed-errors' // failures are shown to clients as they are
  | 'raw-templates' // values become markup of the page as they are
  | 'no-timeout'; // waits for the other side for as long as it likes

/** Where untrusted values come from. */
export type SourceKind =
  | 'body' | 'query' | 'param' | 'header' | 'cookie' | 'url' | 'file-upload' | 'form' | 'graphql-argument' | 'rpc-input'
  | 'message' | 'answer' | 'argv';

/** What a value can be at run time. A JSON body can be anything; a route parameter is a string. */
export type Shape = 'str' | 'num' | 'bool' | 'arr' | 'obj' | 'null' | 'fn';

/** What a database call does. */
export type QueryOperation = 'read' | 'write' | 'delete' | 'raw' | 'transaction-control';

/**
 * How sure we are that a receiver is what its model says (DESIGN: receiver rungs).
 * 1 the library's own import, 2 constructed or made by its factory, 3 annotated with its type,
 * 4 imported from a project file or a conventional name, 5 text shape only.
 */
export type Rung = 1 | 2 | 3 | 4 | 5;

export type Severity = 'critical' | 'high' | 'medium' | 'low';

export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Severity[];

/** Half-open range of UTF-16 offsets into the text of the file (without BOM). */
export type Range = readonly [start: number, end: number];

/** Credentials, limits and other duties a middleware, guard or decorator can fulfil. */
export type GuardDuty =
  | 'authentication' | 'authorization' | 'validation' | 'rate-limit' | 'csrf' | 'body-parser' | 'session' | 'cors'
  | 'security-headers' | 'compression' | 'signature' | 'error-handler' | 'static-files' | 'upload' | 'logging';

/**
 * What a package is for, which its files alone do not say. `plain`: a server, a library of one, or not told.
 * `script`: a demonstration. `vendored`: a copy of a package that others publish.
 */
export type PackageRole = 'plain' | 'browser' | 'documentation' | 'command' | 'test' | 'script' | 'vendored';
