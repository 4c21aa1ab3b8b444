/**
 * A proposed fix is worth showing as checked only when it applies, compiles, removes what it is for and brings nothing
 * new.
 */
import { applyEdits, type ProposedEdit } from './apply-edits.js';
import { newDiagnostics } from './new-diagnostics.js';

/** What the analysis says of a project: one item for each finding or question. */
export interface Detection {
  readonly ruleId: string;
  readonly file: string;
}

export interface ProveFixInput {
  readonly edits: readonly ProposedEdit[];
  /** What the fix is for. */
  readonly target: Detection;
  /** Text of a file of the project, or null. */
  readonly textOf: (file: string) => string | null;
  /** Files a file imports. */
  readonly importsOf: (file: string) => readonly string[];
  readonly detect: DetectAgain | null;
}

/** What the analysis says with these texts in place of the project's own; null when they cannot be analysed. */
export type DetectAgain = (texts: ReadonlyMap<string, string>) => Promise<readonly Detection[] | null>;

export type FixProof = { readonly checked: true } | { readonly checked: false; readonly because: string };

/** Everything happens in memory. Whatever could not be determined leaves the fix unchecked. */
export async function proveFix({ edits, target, textOf, importsOf, detect }: ProveFixInput): Promise<FixProof> {
  const applied = applyEdits(edits, textOf);
  if (applied.kind === 'refused') return { checked: false, because: applied.reason };
  const before = new Map<string, string>();
  for (const file of new Set([...applied.edited.keys()].flatMap((edited) => [edited, ...importsOf(edited)]))) {
    const text = textOf(file);
    if (text !== null) before.set(file, text);
  }
  const [problem] = await newDiagnostics({ before, edited: applied.edited });
  if (problem !== undefined) return { checked: false, because: `it does not compile: ${problem}` };
  const original = new Map([...applied.edited.keys()].map((file) => [file, before.get(file)!]));
  const found = { earlier: await detect?.(original), later: await detect?.(applied.edited) };
  if (!found.earlier || !found.later)
    return { checked: false, because: 'whether the problem is gone was not determined' };
  const earlier = countsOf(found.earlier);
  const later = countsOf(found.later);
  const name = nameOf(target);
  if ((later.get(name) ?? 0) >= (earlier.get(name) ?? 0))
    return { checked: false, because: 'the problem is still there' };
  const added = [...later].find(([one, times]) => times > (earlier.get(one) ?? 0));
  return added ? { checked: false, because: `it brings a new ${added[0]}` } : { checked: true };
}

function countsOf(detections: readonly Detection[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const one of detections) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
  return counts;
}

function nameOf({ ruleId, file }: Detection): string {
  return `${ruleId} in ${file}`;
}
