/** Which rules and detectors a run asks: those of its preset, and those the config names. */
import type { Severity } from '@backend-architect/analysis';
import { isInPreset, levelOfRule, type Preset } from '@backend-architect/rules';
import { count } from './count.js';
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

/**
 * One sentence about the rules among these that first looks took out of `recommended` and that are not asked; none when
 * there are none.
 */
export function leftOutNotes(
  ids: Iterable<string>,
  config: Config,
  preset: Preset,
  levelOfId = levelOfRule,
): readonly string[] {
  if (preset === 'strict') return [];
  const left = [...ids].filter(
    (id) => levelOfId(id).left !== undefined && levelOf(config.rules?.[id]) === undefined,
  ).length;
  if (left === 0) return [];
  const [were, run] = left === 1 ? ['was', 'runs'] : ['were', 'run'];
  return [`${count(left, 'rule')} that ${were} right in fewer than 70 % of first looks ${run} with --strict`];
}
