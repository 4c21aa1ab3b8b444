/**
 * Decides whether the fix of an answer may be shown as checked. The compiler is loaded only when there is one to check.
 */
import { readSource } from '../files/read-source.js';
import { join } from 'node:path';
import type { Outcome } from './ask-questions.js';
import type { ReviewedProject } from './reviewed-project.js';

/** True when the answer's fix applied, compiled and removed the question without bringing anything new. */
export async function isFixChecked(
  { asked, verified }: Pick<Outcome, 'asked' | 'verified'>,
  reviewed: ReviewedProject,
): Promise<boolean> {
  const fix = verified?.answer?.fix;
  if (!fix || fix.edits.length === 0) return false;
  const { proveFix } = await import('../prove/prove-fix.js');
  const proof = await proveFix({
    edits: fix.edits,
    target: { ruleId: asked.question.ruleId, file: asked.question.location.file },
    textOf: (file) => textIn(reviewed, file),
    importsOf: (file) => [
      ...new Set(reviewed.project.modules.filter((edge) => edge.from === file).map((edge) => edge.to)),
    ],
    detect: reviewed.detect ?? null,
  });
  return proof.checked;
}

function textIn({ root, project }: ReviewedProject, file: string): string | null {
  if (!project.files.has(file)) return null;
  const read = readSource(join(root, file));
  return read.kind === 'text' ? read.text : null;
}
