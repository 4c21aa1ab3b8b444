import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ESLint, Linter } from 'eslint';
import { builtInModels } from '@backend-architect/analysis';

type Load = (name: string) => unknown;

const TYPESCRIPT = ['**/*.ts', '**/*.tsx', '**/*.mts', '**/*.cts'];
const OF_TYPES = '@typescript-eslint';
const OF_PROMISES = 'backend-architect/no-unawaited-io';

/**
 * Other people's rules that know what ours cannot: types, and the core of the language. Where a typed rule watches
 * promises, ours step aside, so that nothing is reported twice.
 * @param load Loads a package from the project. Throws one line that says what to install.
 */
export function typeCheckedConfigs(recommended: Linter.Config, load: Load = loadFromProject): Linter.Config[] {
  const { parser, plugin: typed } = typescript(load);
  const patterns = optional(load, 'eslint-plugin-regexp') as ESLint.Plugin | null;
  return [
    recommended,
    {
      name: 'backend-architect/composed',
      rules: {
        'no-unsafe-finally': 'error',
        'no-promise-executor-return': 'error',
        'no-empty': ['error', { allowEmptyCatch: true }],
      },
    },
    {
      name: 'backend-architect/composed-javascript',
      ignores: TYPESCRIPT,
      rules: { 'no-throw-literal': 'error', 'prefer-promise-reject-errors': 'error', 'no-implied-eval': 'error' },
    },
    {
      name: 'backend-architect/composed-typescript',
      files: TYPESCRIPT,
      languageOptions: { parser, parserOptions: { projectService: true } },
      plugins: { [OF_TYPES]: typed },
      rules: {
        ...typedRules(),
        'backend-architect/no-async-callback-misuse': 'off',
        [OF_PROMISES]: [levelIn(recommended, OF_PROMISES), { onlyQueries: true }],
      },
    },
    ...(patterns
      ? [
          {
            name: 'backend-architect/composed-patterns',
            plugins: { regexp: patterns },
            rules: {
              'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
              'regexp/no-super-linear-move': 'error',
            },
          } satisfies Linter.Config,
        ]
      : []),
  ];
}

/** How a config reports a rule; a rule that is not in it stays off. */
function levelIn({ rules = {} }: Linter.Config, id: string): Linter.RuleSeverity {
  const entry = rules[id] ?? 'off';
  return Array.isArray(entry) ? entry[0] : entry;
}

function typedRules(): Linter.RulesRecord {
  return {
    [`${OF_TYPES}/no-floating-promises`]: [
      'error',
      {
        ignoreVoid: true,
        allowForKnownSafeCalls: declared('safeCalls'),
        allowForKnownSafePromises: declared('safePromises'),
      },
    ],
    [`${OF_TYPES}/no-misused-promises`]: ['error', { checksVoidReturn: { attributes: false } }],
    [`${OF_TYPES}/await-thenable`]: 'error',
    [`${OF_TYPES}/return-await`]: ['error', 'in-try-catch'],
    [`${OF_TYPES}/only-throw-error`]: 'error',
    [`${OF_TYPES}/prefer-promise-reject-errors`]: 'error',
    [`${OF_TYPES}/no-for-in-array`]: 'error',
    [`${OF_TYPES}/no-implied-eval`]: 'error',
  };
}

/** Declarations of the models, as typescript-eslint names them. */
function declared(face: 'safeCalls' | 'safePromises'): { from: 'package'; package: string; name: string[] }[] {
  return builtInModels.flatMap(({ library, typed }) =>
    typed?.[face] ? [{ from: 'package' as const, package: library, name: [...typed[face]] }] : [],
  );
}

/** As one package, or as its two parts. */
function typescript(load: Load): { readonly parser: Linter.Parser; readonly plugin: ESLint.Plugin } {
  const whole = optional(load, 'typescript-eslint') as {
    readonly parser: Linter.Parser;
    readonly plugin: ESLint.Plugin;
  } | null;
  if (whole) return whole;
  const parser = optional(load, '@typescript-eslint/parser') as Linter.Parser | null;
  const plugin = optional(load, '@typescript-eslint/eslint-plugin') as ESLint.Plugin | null;
  if (!parser || !plugin)
    throw new Error(
      'recommendedTypeChecked needs typescript-eslint: ' +
        'run `npm install --save-dev typescript-eslint typescript`, or use `recommended`, ' +
        'which needs no types',
    );
  return { parser, plugin };
}

function optional(load: Load, name: string): unknown {
  try {
    const found = load(name) as { readonly default?: unknown };
    return found.default ?? found;
  } catch (error) {
    if ((error as { code?: string }).code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

/** From the folder the linter runs in, else from beside the plugin. */
function loadFromProject(name: string): unknown {
  try {
    return createRequire(join(process.cwd(), 'package.json'))(name);
  } catch (error) {
    if ((error as { code?: string }).code !== 'MODULE_NOT_FOUND') throw error;
    return createRequire(import.meta.url)(name);
  }
}
