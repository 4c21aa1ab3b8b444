import type { FileAnalysis } from '../analysis.js';
import type { FileFacts } from './types.js';

/** Everything linking needs to know of one file, as plain JSON. `hash` is that of the text. */
export function extractFacts(file: FileAnalysis, hash: string): FileFacts {
  return {
    version: 1, file: file.file, hash, lines: file.text.split('\n').length, role: file.role, libraries: [], imports: [], exports: [], functions: [],
    classes: [], calls: [], queries: [], transactions: [], routes: [], behaviours: [], env: [], onlyTypes: false,
  };
}
