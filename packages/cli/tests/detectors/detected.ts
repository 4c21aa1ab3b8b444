import { detectors } from '../../src/detectors/index.js';
import type { Detected } from '../../src/detectors/define.js';
import type { Policy } from '../../src/options/config.js';
import { projectOf } from '../project-of.js';

export interface Shown {
  readonly kind: Detected['kind'];
  /** `file: reported text` */
  readonly at: string;
  readonly says: string;
  readonly steps: readonly string[];
}

/** What the detectors of one rule say of literal files, with the texts they point at. */
export function detected(
  ruleId: string,
  files: Readonly<Record<string, string>>,
  policy: Policy = {},
): readonly Shown[] {
  const project = projectOf(files);
  return detectors
    .filter((detector) => detector.id === ruleId)
    .flatMap((detector) => [...detector.detect(project, policy)])
    .map((found) => ({
      kind: found.kind,
      at: place(files, found),
      says: wordsOf(found),
      steps: (found.kind === 'question' ? found.evidence : found.steps).map(
        (step) => `${place(files, step)} | ${step.what}`,
      ),
    }));
}

function place(
  files: Readonly<Record<string, string>>,
  { file, at }: { readonly file: string; readonly at: readonly [number, number] },
): string {
  return `${file}: ${(files[file] ?? '').slice(at[0], at[1]).replace(/\s+/g, ' ')}`;
}

function wordsOf(found: Detected): string {
  return found.kind === 'finding' ? `${found.severity}: ${found.message}` : found.question;
}
