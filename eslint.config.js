import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/**
 * The walls between packages and rooms. A room may import the rooms listed for it, files beside it and the files at the
 * top of its package; what is not listed is behind a wall. Dear or single-purpose packages live in one room each.
 */
const PACKAGES = {
  analysis: {
    // Nothing of ours, no parser, no linter, no input or output.
    foreign: [
      'eslint', 'oxc-parser', 'backend-architect', 'eslint-plugin-backend-architect',
      'eslint-plugin-backend-architect/checks', '@backend-architect/analysis',
    ],
    foreignPatterns: ['node:*'],
    rooms: {
      vocabulary: ['packages', 'symbols'],
      words: [],
      models: ['vocabulary'],
      syntax: ['vocabulary'],
      packages: ['vocabulary'],
      symbols: ['vocabulary', 'words', 'syntax'],
      guards: ['vocabulary', 'words', 'syntax', 'symbols'],
      flow: ['vocabulary', 'words', 'syntax', 'symbols', 'guards'],
      domain: ['vocabulary', 'words', 'syntax', 'symbols', 'guards', 'flow', 'summary'],
      summary: ['vocabulary', 'words', 'syntax', 'symbols', 'guards', 'flow', 'domain'],
    },
  },
  // A rule knows no host and no library; it asks the analysis.
  rules: {
    foreign: [
      'eslint', 'oxc-parser', 'ts-morph', 'backend-architect', 'eslint-plugin-backend-architect',
      '@backend-architect/rules',
    ],
    rooms: {},
  },
  'eslint-plugin': {
    foreign: ['backend-architect', 'oxc-parser', 'ts-morph'],
    rooms: { host: [] },
    only: { eslint: ['host', '.'] },
  },
  cli: {
    // Installing the CLI does not install ESLint: rules come through their pure door.
    foreign: ['eslint', 'eslint-plugin-backend-architect'],
    rooms: {
      options: [],
      files: ['options'],
      extract: ['options', 'files'],
      project: ['options', 'files', 'extract'],
      judge: ['options', 'files', 'extract', 'project'],
      detectors: ['options', 'project', 'report'],
      report: ['options'],
      answers: ['options', 'files', 'extract', 'project', 'detectors', 'report'],
      findings: ['options', 'files', 'extract', 'project', 'detectors', 'report', 'answers'],
      prove: ['options', 'files', 'extract', 'project', 'judge', 'detectors', 'report', 'answers', 'findings'],
      agent: ['options', 'files', 'extract', 'project', 'judge', 'detectors', 'report', 'answers', 'findings', 'prove'],
      commands: [
        'options', 'files', 'extract', 'project', 'judge', 'detectors', 'report', 'answers', 'findings', 'prove',
        'agent',
      ],
    },
    only: {
      'oxc-parser': ['extract'],
      'ts-morph': ['prove'],
      '@anthropic-ai/sdk': ['agent'],
      commander: ['commands', 'options', '.'],
    },
  },
};

const UNUSED = [
  'error',
  { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
];

/** One config per room: `no-restricted-imports` does not merge, so each room gets its whole list. */
function walls([name, { foreign, foreignPatterns = [], rooms, only = {} }]) {
  const every = Object.keys(rooms);
  return ['.', ...every].map((room) => {
    const closed = room === '.' ? [] : every.filter((other) => other !== room && !rooms[room].includes(other));
    const held = Object.entries(only)
      .filter(([, keepers]) => !keepers.includes(room))
      .map(([module]) => module);
    const message = `Not in ${name}${room === '.' ? '' : `/${room}`}: see CONTRIBUTING.md, "Rooms".`;
    const patterns = [
      {
        group: ['**/packages/**', '**/dist/**', '../../../**/src/**'],
        message: 'Another package is reached through its exports.',
      },
    ];
    if (foreignPatterns.length > 0) patterns.push({ group: foreignPatterns, message });
    if (closed.length > 0) {
      patterns.push({
        group: closed.map((other) => `../${other}/*`),
        message: `${room} does not reach this room: the line never runs backwards (CONTRIBUTING.md, "Rooms").`,
      });
    }
    return {
      name: `walls/${name}/${room}`,
      files: [room === '.' ? `packages/${name}/src/*.ts` : `packages/${name}/src/${room}/**/*.ts`],
      rules: {
        '@typescript-eslint/no-restricted-imports': [
          'error',
          { paths: [...foreign, ...held].map((module) => ({ name: module, message })), patterns },
        ],
      },
    };
  });
}

export default defineConfig(
  globalIgnores([
    '**/dist/', '**/node_modules/', 'fixtures/', '**/tests/**/fixtures/', '**/tests/**/probes/', 'coverage/',
  ]),
  {
    name: 'sources',
    files: ['packages/*/src/**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // AST node types are plain strings here on purpose: importing the enum costs every host its start-up time.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unused-vars': UNUSED,
      // Functions that close over their state are handed around here; they have no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Values that are printed were narrowed by what stands before, often in a schema.
      '@typescript-eslint/no-base-to-string': 'off',
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      'max-lines': ['error', { max: 500, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    name: 'tests and scripts',
    files: ['packages/*/tests/**/*.ts', 'tests/**/*.ts', '*.config.ts', 'scripts/**/*.mjs'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-unused-vars': UNUSED },
  },
  ...Object.entries(PACKAGES).flatMap(walls),
);
