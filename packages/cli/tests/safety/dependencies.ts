/**
 * Every package that the command may load, with what it looks for outside of itself. Read before a line is added: the
 * package's sources (for `process.env`, `child_process`, `require` of a name that is not constant, `readFile`, `cwd`),
 * and what the trap test saw it do.
 */
export const DEPENDENCIES: Readonly<Record<string, string>> = {
  'backend-architect':
    'ourselves: backend-architect.json, package.json, tsconfig.json, workspaces, .gitignore, ' +
    '.backend-architect/, documents of a deployment; all read as text, none run',
  '@backend-architect/analysis': 'nothing',
  '@anthropic-ai/sdk':
    'environment: ANTHROPIC_*; credential files of the home folder when no credential is given in code, ' +
    'and one always is; loaded by `escalate` when it asks, never by --plan',
  '@babel/runtime': 'nothing; a dependency of json-schema-to-ts, which has types only',
  '@eslint-community/regexpp': 'nothing',
  '@opentelemetry/api': 'a global registry of the process; switched off by us',
  '@oxc-project/types': 'types only',
  '@secretlint/core':
    'configuration only where it is handed one: we hand it an object; reads no .secretlintrc, that is for its command',
  '@secretlint/profiler': 'nothing',
  '@secretlint/secretlint-rule-preset-recommend': 'nothing; the bundled rules read the text they are given',
  '@secretlint/types': 'types only',
  '@stablelib/base64': 'nothing',
  '@ts-morph/common':
    'carries TypeScript; used on files in memory: no tsconfig is read, no plugin of a language server loaded',
  '@typescript-eslint/scope-manager': 'nothing',
  '@typescript-eslint/types': 'nothing',
  '@typescript-eslint/visitor-keys': 'nothing',
  'balanced-match': 'nothing',
  boundary: 'nothing',
  'brace-expansion': 'nothing',
  'code-block-writer': 'nothing',
  commander:
    'environment: NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE; ' +
    'runs programs for commands that are declared with a file, ours are not',
  debug: 'environment: DEBUG; the package supports-color, from where it is installed itself',
  'eslint-visitor-keys': 'nothing',
  'fast-sha256': 'nothing',
  fdir: 'the package picomatch, when it is asked for patterns',
  graphql: 'environment: NODE_ENV, with which it compares classes; its parser reads the text it is given',
  ignore: 'nothing; we read the .gitignore files',
  'json-schema-to-ts': 'types only',
  'jsonc-parser': 'nothing',
  minimatch: 'environment: __MINIMATCH_TESTING_PLATFORM__',
  ms: 'nothing',
  'oxc-parser':
    'its native binding, from where it is installed; environment: NAPI_RS_*; ' +
    '/usr/bin/ldd as text, and `ldd` run only where Node has no process.report; ' +
    'a download only in a browser container',
  'oxc-resolver': 'as oxc-parser; package.json and tsconfig.json of the project with `extends`, as text',
  'path-browserify': 'nothing',
  picocolors: 'environment: NO_COLOR, FORCE_COLOR, CI, TERM; the command line: --color, --no-color',
  picomatch: 'nothing',
  refa: 'nothing',
  'regexp-ast-analysis': 'nothing',
  scslre: 'nothing',
  semver: 'environment: NODE_DEBUG',
  standardwebhooks: 'nothing',
  'structured-source': 'nothing',
  tinyglobby: 'files, when it is asked for patterns; we do not ask',
  'ts-algebra': 'types only',
  'ts-morph': 'as @ts-morph/common; loaded to check a proposed fix',
  yaml: 'environment: LOG_STREAM, LOG_TOKENS, which make it print what it reads; reads the text it is given, builds no class of a tag',
  zod: 'nothing',
};

/**
 * Packages that nobody declares, which a dependency loads where it finds them beside itself, never in the working
 * directory.
 */
export const FOUND_BESIDE: Readonly<Record<string, string>> = {
  '@backend-architect/rules': 'ours, and bundled where the command is published; nothing',
  'supports-color': 'by debug; environment: FORCE_COLOR, TERM, COLORTERM, names of CI; the command line: --color',
  'has-flag': 'by supports-color; the command line',
};
