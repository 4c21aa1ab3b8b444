import { analyse, extractFacts } from '@backend-architect/analysis';
import { runRules } from '../../packages/rules/src/checks.js';
import { rules } from '../../packages/rules/src/rule-index.js';
import { parseFile } from '../../packages/cli/src/extract/parse-file.js';

/** Everything at once, also what no preset runs. */
const ALL_RULES = Object.fromEntries(Object.keys(rules).map((id) => [id, 'low' as const]));
/**
 * Runs every rule and extracts the facts, as `review` does. False when the text is no program. What throws is thrown
 * with the text.
 */
export function survives(name: string, text: string): boolean {
  const parsed = parseFile(name, text);
  if (parsed.kind !== 'parsed') return false;
  try {
    const file = analyse({ ...parsed.source, settings: {} });
    runRules(file, { rules: ALL_RULES });
    JSON.stringify(extractFacts(file, 'hash')); // facts are stored: they hold no node
  } catch (error) {
    throw new Error(`${name} threw on\n${text}`, { cause: error });
  }
  return true;
}
