import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const UNUSED = [
  'error',
  { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
];

export default defineConfig(
  globalIgnores([
    '**/dist/', '**/bundle/', '**/node_modules/', 'fixtures/', '**/tests/**/fixtures/', '**/tests/**/probes/',
    'coverage/',
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
);
