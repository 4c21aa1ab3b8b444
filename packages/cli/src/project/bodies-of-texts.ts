import type { Modules } from './modules.js';
import type { Project } from './types.js';

/**
 * Everything that is seen to fill the body of a request gives texts and lists of texts. What a file of the project does
 * as a middleware is told by its own facts; what a package does that nobody has modelled is not known.
 */
export function bodiesOfTexts({ files }: Project, modules: Modules): boolean {
  const fills = [...files.values()].flatMap(({ file, bodyFills }) =>
    (bodyFills ?? []).filter((fill) => fill.with !== 'unseen' || modules.resolve(file, fill.specifier).kind !== 'file'),
  );
  return fills.length > 0 && fills.every((fill) => fill.with === 'texts');
}
