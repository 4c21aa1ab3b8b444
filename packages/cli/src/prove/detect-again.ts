/** Analyses a project a second time with other texts for some of its files. Nothing is written. */
import type { AnalysisSettings } from '@backend-architect/analysis';
import type { Preset } from '@backend-architect/rules';
import { detect } from '../detect.js';
import { extract } from '../extract/extract.js';
import { hashOf } from '../extract/hash.js';
import { judge } from '../judge/judge.js';
import type { Config } from '../options/config.js';
import { linkProject } from '../project/link-project.js';
import type { Project } from '../project/types.js';
import type { DetectAgain } from './prove-fix.js';

export interface DetectAgainInput {
  /** Absolute. */
  readonly root: string;
  readonly project: Project;
  readonly config: Config;
  readonly settings: AnalysisSettings;
  readonly preset: Preset;
}

/**
 * Per-file rules run on the files given, detectors on the whole project with these files in place of its own. Null when
 * one cannot be read.
 */
export function detectAgain({ root, project, config, settings, preset }: DetectAgainInput): DetectAgain {
  return async (texts) => {
    const files = [...texts].map(([file, text]) => ({ file, text, hash: hashOf(text) }));
    const extracted = await extract({ root, files, settings, cache: 'skip' });
    const read = extracted.filter((file) => file.kind === 'read');
    if (read.length < extracted.length) return null;
    const facts = new Map([...project.files, ...read.map((file) => [file.file, file.facts] as const)]);
    const linked = linkProject({
      root,
      files: [...facts.values()],
      ...(project.deploys && { deploys: project.deploys }),
      settings,
      policy: config.policy,
    });
    const judged = await judge({
      root,
      files: read,
      textOf: (file) => texts.get(file) ?? '',
      project: linked,
      settings,
      rules: config.rules ?? {},
      preset,
      cache: 'skip',
    });
    const { findings, questions } = detect(judged, linked, config, [], preset);
    return [...findings, ...questions].map(({ ruleId, file }) => ({ ruleId, file }));
  };
}
