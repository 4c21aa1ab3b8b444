import { extractFacts, type AnalysisSettings, type FileFacts } from '../../src/index.js';
import { analyseText } from '../analyse-text.js';

/** Facts of one literal file. */
export function factsOf(text: string, file = 'src/file.ts', settings: AnalysisSettings = {}): FileFacts {
  return extractFacts(analyseText(text, file, settings), 'hash');
}
