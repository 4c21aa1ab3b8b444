import type { FileAnalysis } from '../../vocabulary/analysis.js';

/** A package the file imports, or the project has, makes the library hand rejections on. */
export function isForwarded(file: FileAnalysis, library: string): boolean {
  return [...file.libraries, ...file.installed].some(({ forwardsRejectionsOf }) =>
    forwardsRejectionsOf?.includes(library),
  );
}
