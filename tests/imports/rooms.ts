/** A room: a folder of sources. It may import what stands here, files beside it, and nothing else. */
export interface Room {
  /** Rooms and packages, by folder or by name; a name that ends in `/*` means every room below. */
  readonly may: readonly string[];
  /** Why the wall stands where it stands. */
  readonly because: string;
}

/** Types of the tree and of scopes; they cost nothing at run time. */
const TREE = ['@typescript-eslint/types', '@typescript-eslint/scope-manager'];
const BELOW_DOMAIN = ['vocabulary', 'words', 'syntax', 'symbols', 'guards', 'flow'].map((room) => `analysis/${room}`);
/** The parts of the domain are on one floor and ask one another; circles of files are looked for elsewhere. */
const DOMAIN = [...BELOW_DOMAIN, 'analysis/domain/*', ...TREE];

const DOMAIN_ROOMS: Readonly<Record<string, string>> = {
  access: 'who a request comes from, and what lets it in',
  addresses: 'where a request goes',
  calls: 'what stands in the arguments of a call',
  failures: 'what becomes of errors',
  http: 'routes, answers, headers and cookies',
  logging: 'what is written into logs',
  promises: 'what starts work, and who waits for it',
  queries: 'what is asked of a store; no grammar of SQL, no transaction',
  randomness: 'what must not be guessed',
  secrets: 'what nobody may read',
  sql: 'the grammar of SQL texts; knows no client',
  transactions: 'what holds together',
};

const CLI_DATA = ['analysis', 'cli/options'];
const FILES = ['node:fs', 'node:path'];

/** Every folder with sources, at any depth. What is not listed is not a room: the test says so. */
export const ROOMS: Readonly<Record<string, Room>> = {
  'analysis/vocabulary': { may: [...TREE], because: 'the nouns are the ground floor: types, and nothing below them' },
  'analysis/words': { may: [], because: 'what a name suggests is data: it needs no tree' },
  'analysis/models': { may: ['analysis/vocabulary'], because: 'what a library means is data in the nouns' },
  'analysis/syntax': { may: ['analysis/vocabulary', ...TREE], because: 'the tree has never heard of a library' },
  'analysis/packages': {
    may: ['analysis/vocabulary', 'analysis/syntax', 'semver'],
    because: 'what manifests and lock files say, given as text',
  },
  'analysis/symbols': {
    may: ['analysis/vocabulary', 'analysis/words', 'analysis/syntax', ...TREE, 'semver'],
    because: 'an expression has a meaning before it has a value',
  },
  'analysis/guards': {
    may: ['analysis/vocabulary', 'analysis/words', 'analysis/syntax', 'analysis/symbols', ...TREE],
    because: 'what holds at a node is asked by the flow, never the other way',
  },
  'analysis/flow': {
    may: [...BELOW_DOMAIN, 'analysis/flow/schemas', ...TREE],
    because: 'where a value comes from does not depend on what a rule thinks of it',
  },
  'analysis/flow/schemas': {
    may: [...BELOW_DOMAIN, ...TREE],
    because: 'what a schema lets through is read for the flow; it is asked nothing else',
  },
  ...Object.fromEntries(
    Object.entries(DOMAIN_ROOMS).map(([room, because]) => [`analysis/domain/${room}`, { may: DOMAIN, because }]),
  ),
  'analysis/summary': { may: DOMAIN, because: 'what a file does, as plain JSON, is put together from the domain' },
  analysis: { may: ['analysis/*', ...TREE], because: 'the door, and what puts the analysis of a file together' },

  rules: {
    may: ['analysis', 'rules/*', ...TREE],
    because: 'the door, the index and what a rule is; a rule knows no host and no library',
  },
  'rules/edits': { may: ['analysis', 'rules', ...TREE], because: 'how code is changed, for every rule' },
  'rules/randomness': { may: ['analysis', 'rules', ...TREE], because: 'evidence that two rules print' },
  'rules/sql': { may: ['analysis', 'rules', 'rules/edits', ...TREE], because: 'an edit that two rules offer' },
  'rules/suppressions': { may: ['analysis', ...TREE], because: 'what comments say to us' },

  'eslint-plugin': {
    may: ['analysis', 'rules', 'eslint-plugin/host', 'eslint', 'node:module', 'node:path'],
    because: 'the plugin is a host: configs and rules of ESLint',
  },
  'eslint-plugin/host': {
    may: ['analysis', 'rules', 'eslint', 'jsonc-parser', ...FILES, 'node:os'],
    because: 'how ESLint asks a rule; nothing in it is a rule',
  },

  'cli/options': {
    may: ['analysis', 'rules', 'cli', 'jsonc-parser', 'zod', 'node:os', ...FILES],
    because: 'arguments and config become strict options before anything is read',
  },
  'cli/files': {
    may: [...CLI_DATA, 'ignore', 'node:child_process', 'node:crypto', ...FILES],
    because: 'which files there are does not depend on what stands in them',
  },
  'cli/extract': {
    may: [
      ...CLI_DATA, 'rules', 'cli', 'oxc-parser', '@typescript-eslint/visitor-keys', ...TREE, 'node:crypto', ...FILES,
    ],
    because: 'the only room that parses; facts come from the file alone',
  },
  'cli/project': {
    may: [...CLI_DATA, 'cli', 'cli/files', 'cli/project/*', 'ignore', 'oxc-resolver', 'node:module', ...FILES],
    because: 'linking has facts, no trees',
  },
  'cli/project/routes': { may: ['analysis', 'cli/project'], because: 'entries are linked from facts' },
  'cli/project/entries': {
    may: ['analysis', 'cli/project', 'cli/project/routes', 'cli/project/deployed', 'graphql', 'node:module'],
    because: 'ways in beside the routes are linked from facts and schema texts',
  },
  'cli/project/deployed': {
    may: ['analysis', 'cli/project', 'cli/project/routes', 'yaml', 'node:module', 'node:path'],
    because: 'documents of a deployment are data, and say what is run of the linked project',
  },
  'cli/project/tables': {
    may: ['analysis', 'cli/project', 'cli/project/routes', 'cli/files', 'cli/report'],
    because: 'tables are linked from facts and schema files',
  },
  'cli/project/view': {
    may: [...CLI_DATA, 'cli/project'],
    because: 'the project as one file sees it is made from the linked project alone',
  },
  'cli/judge': {
    may: ['analysis', 'rules', 'cli/extract', 'cli/project', 'node:crypto'],
    because: 'every rule once per file, with its view; what it reports is not its business',
  },
  'cli/crew': {
    may: ['analysis', 'cli/extract', 'cli/judge', 'cli/project', 'node:os', 'node:worker_threads'],
    because: 'who does the work of two stations; what the work is stands there',
  },
  'cli/detectors': {
    may: [...CLI_DATA, 'rules', 'cli', 'cli/project', 'cli/report'],
    because: 'project in, findings and questions out; no files, no trees',
  },
  'cli/report': {
    may: ['analysis', 'cli', 'cli/report/entries', 'cli/report/pretty', 'sarif', 'zod'],
    because: 'a report becomes text; it is pure',
  },
  'cli/report/entries': { may: ['analysis', 'cli/report/pretty'], because: 'as cli/report' },
  'cli/report/github': { may: ['analysis', 'cli', 'cli/report', 'cli/report/pretty'], because: 'as cli/report' },
  'cli/report/pretty': { may: ['analysis', 'cli', 'cli/report', 'picocolors'], because: 'as cli/report' },
  'cli/answers': {
    may: [...CLI_DATA, 'cli/project', 'cli/detectors', 'cli/report', 'zod', 'node:crypto', 'node:util', ...FILES],
    because: 'answers are proved again on the linked project',
  },
  'cli/findings': {
    may: [
      ...CLI_DATA, 'rules', 'cli', 'cli/extract', 'cli/project', 'cli/detectors', 'cli/report', 'cli/answers',
      'node:crypto', 'node:path',
    ],
    because: 'identity and suppressions come after finding',
  },
  'cli/prove': {
    may: [...CLI_DATA, 'rules', 'cli', 'cli/extract', 'cli/project', 'cli/judge', 'ts-morph'],
    because: 'the only room with ts-morph: it is dear, and only a proposed fix needs it',
  },
  'cli/agent': {
    may: [
      ...CLI_DATA, 'rules', 'cli', 'cli/files', 'cli/extract', 'cli/project', 'cli/detectors', 'cli/report',
      'cli/answers', 'cli/findings', 'cli/prove', '@anthropic-ai/sdk', '@secretlint/core',
      '@secretlint/secretlint-rule-preset-recommend', 'zod', 'node:console', 'node:crypto', 'node:os', ...FILES,
    ],
    because: 'the only room that opens a socket',
  },
  'cli/commands': {
    may: [
      ...CLI_DATA, 'rules', 'cli', 'cli/files', 'cli/report', 'cli/report/*', 'cli/answers', 'cli/findings',
      'cli/prove', 'cli/agent', 'commander', 'picocolors', ...FILES,
    ],
    because: 'what a person types; nothing asks a command',
  },
  cli: {
    may: ['analysis', 'rules', 'cli/*', 'ignore', 'zod', 'fs', 'util', 'node:module', 'node:url', ...FILES],
    because: 'the stations in their order',
  },
};

/** A rule's own folder: what one rule alone asks. It knows the analysis and what all rules share, and no other rule. */
export const RULE_ROOM: Room = {
  may: [
    'analysis', 'rules', 'rules/edits', 'rules/randomness', 'rules/sql', 'rules/suppressions', ...TREE, 'scslre',
    'regexp-ast-analysis', '@eslint-community/regexpp', 'node:module',
  ],
  because: 'what two rules ask is a question of the domain',
};
