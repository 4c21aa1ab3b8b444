/** Which rules and detectors a run asks: those of its preset, and those the config names. */
import type { Severity } from '@backend-architect/analysis';
import { isInPreset, levelOfRule, type Preset } from 'eslint-plugin-backend-architect/checks';
import type { Config, RuleSetting } from './options/config.js';

/** What a config says of a rule: off, a severity, or nothing. */
export function levelOf(setting: RuleSetting | undefined): 'off' | Severity | undefined {
  return typeof setting === 'object' ? setting[0] : setting;
}

/** Whether a rule or detector is asked: the config's word, else that of the preset. */
export function isAsked(id: string, config: Config, preset: Preset): boolean {
  const level = levelOf(config.rules?.[id]);
  return level === undefined ? isInPreset(id, preset) : level !== 'off';
}

/** One sentence about the rules among these that first looks took out of `recommended` and that are not asked; none when there are none. */
export function leftOutNotes(ids: Iterable<string>, config: Config, preset: Preset, levelOfId = levelOfRule): readonly string[] {
  const left = [...ids].filter((id) => levelOfId(id).left !== undefined && levelOf(config.rules?.[id]) === undefined && preset !== 'strict').length;
  if (left === 0) return [];
  return [left === 1 ? '1 rule that was right in fewer than 70 % of first looks runs with --strict' : `${left} rules that were right in fewer than 70 % of first looks run with --strict`];
}
