import { extractFacts } from '../../src/summary/extract.js';
import type { AnalysisSettings } from '../../src/vocabulary/analysis.js';
import type { FileFacts } from '../../src/vocabulary/facts.js';
import { analyseText } from '../analyse-text.js';

/** Facts of one literal file. */
export function factsOf(text: string, file = 'src/file.ts', settings: AnalysisSettings = {}): FileFacts {
  return extractFacts(analyseText(text, file, settings), 'hash');
}
