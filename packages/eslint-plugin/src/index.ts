import { createRequire } from 'node:module';
import type { ESLint, Linter } from 'eslint';
import { presetRules, type Preset } from './configs.js';
import { toEslintRule } from './host/eslint.js';
import { rules } from './rules/index.js';
import { typeCheckedConfigs } from './type-checked.js';

export type { SharedSettings } from './host/project-settings.js';

const { name, version } = createRequire(import.meta.url)('../package.json') as { name: string; version: string };

interface Plugin extends ESLint.Plugin {
  configs: Record<Preset, Linter.Config> & { readonly recommendedTypeChecked: Linter.Config[] };
}

const plugin: Plugin = {
  meta: { name, version, namespace: 'backend-architect' },
  rules: Object.fromEntries(Object.values(rules).map((rule) => [rule.id, toEslintRule(rule)])),
  configs: {
    recommended: configOf('recommended'),
    strict: configOf('strict'),
    // Read only when asked for: nothing else needs typescript-eslint.
    get recommendedTypeChecked() {
      return typeCheckedConfigs(configOf('recommended'));
    },
  },
};

function configOf(preset: Preset): Linter.Config {
  return {
    name: `backend-architect/${preset}`,
    // The plugin holds its configs and they hold the plugin: the getter is read when both exist.
    get plugins() {
      return { 'backend-architect': plugin };
    },
    rules: presetRules(rules, preset),
  };
}

export default plugin;
// `require()` of this module gives the plugin itself.
export { plugin as 'module.exports' };
