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
    extends: [tseslint.configs.recommended],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': UNUSED,
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression > .callee:has(TSAsExpression CallExpression)',
          message: 'TypeScript 7.0 drops these parentheses: name the value first.',
        },
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
