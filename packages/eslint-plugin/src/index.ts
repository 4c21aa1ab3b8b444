import { createRequire } from 'node:module';
import type { ESLint, Linter, Rule as EslintRule } from 'eslint';
import { presetRules } from './configs.js';
import { toEslintRule } from './host/eslint.js';
import { type Preset, rulePageUrl, rules } from '@backend-architect/rules';
import { typeCheckedConfigs } from './type-checked.js';

export type { SharedSettings } from './host/project-settings.js';

const { name, version, homepage } = createRequire(import.meta.url)('../package.json') as {
  name: string;
  version: string;
  homepage?: string;
};

interface Plugin extends ESLint.Plugin {
  configs: Record<Preset, Linter.Config & Iterable<Linter.Config>> & {
    readonly recommendedTypeChecked: Linter.Config[];
  };
}

const plugin: Plugin = {
  meta: { name, version, namespace: 'backend-architect' },
  rules: Object.fromEntries(Object.values(rules).map((rule) => [rule.id, documented(toEslintRule(rule), rule.id)])),
  configs: withTypeChecked({ recommended: configOf('recommended'), strict: configOf('strict') }),
};

/**
 * Made only when asked for by name, and not enumerable: `{ ...plugin.configs }` needs no typescript-eslint, as nothing
 * else does.
 */
function withTypeChecked(configs: Record<Preset, Linter.Config & Iterable<Linter.Config>>): Plugin['configs'] {
  return Object.defineProperty(configs as Plugin['configs'], 'recommendedTypeChecked', {
    enumerable: false,
    get: () => typeCheckedConfigs(configOf('recommended')),
  });
}

/** With the address of its page, when the package has a home. */
function documented(rule: EslintRule.RuleModule, id: string): EslintRule.RuleModule {
  const url = rulePageUrl(id, homepage);
  return url === undefined ? rule : { ...rule, meta: { ...rule.meta, docs: { ...rule.meta?.docs, url } } };
}

/**
 * One config, which an array takes spread or as it is: `[...plugin.configs.recommended]` is what other plugins' lists
 * are written like.
 */
function configOf(preset: Preset): Linter.Config & Iterable<Linter.Config> {
  const config: Linter.Config = {
    name: `backend-architect/${preset}`,
    // The plugin holds its configs and they hold the plugin: the getter is read when both exist.
    get plugins() {
      return { 'backend-architect': plugin };
    },
    rules: presetRules(rules, preset),
  };
  // Not enumerable: `{ ...config }` is a plain config, and ESLint reads its keys.
  return Object.defineProperty(config as Linter.Config & Iterable<Linter.Config>, Symbol.iterator, {
    enumerable: false,
    value: function* () {
      yield config;
    },
  });
}

export default plugin;
// `require()` of this module gives the plugin itself.
export { plugin as 'module.exports' };
