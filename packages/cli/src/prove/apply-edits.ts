/** Applies a proposed fix to copies of the files it names. */
export interface ProposedEdit {
  readonly file: string;
  /** Text that occurs exactly once in the file and is replaced. */
  readonly anchor_quote: string;
  readonly replacement: string;
}

export type AppliedEdits =
  | { readonly kind: 'applied'; readonly edited: ReadonlyMap<string, string> }
  | { readonly kind: 'refused'; readonly reason: string };

/** Every anchor must match exactly once, or nothing is applied. `textOf` gives null for files a fix must not touch. */
export function applyEdits(edits: readonly ProposedEdit[], textOf: (file: string) => string | null): AppliedEdits {
  if (edits.length === 0) return { kind: 'refused', reason: 'it has no edit' };
  const edited = new Map<string, string>();
  for (const { file, anchor_quote: anchor, replacement } of edits) {
    const text = edited.get(file) ?? textOf(file);
    if (text === null) return { kind: 'refused', reason: `${file} is not among the files read` };
    const at = anchor === '' ? -1 : text.indexOf(anchor);
    if (at === -1) return { kind: 'refused', reason: `its anchor does not stand in ${file}` };
    if (text.indexOf(anchor, at + 1) !== -1)
      return { kind: 'refused', reason: `its anchor stands more than once in ${file}` };
    edited.set(file, text.slice(0, at) + replacement + text.slice(at + anchor.length));
  }
  for (const [file, text] of edited)
    if (text === textOf(file)) return { kind: 'refused', reason: `it changes nothing in ${file}` };
  return { kind: 'applied', edited };
}
