import { locationToRange } from '../location-range.js';
import type { Report } from '../types.js';
import type { Page } from './page.js';

/** Rules whose reported text must not appear in a log again. */
const SECRET_RULES: ReadonlySet<string> = new Set(['no-hardcoded-secrets']);

/** Texts in which reported secrets are dots, of the same length so that every place stays where it is. */
export function maskedTexts({ findings }: Pick<Report, 'findings'>, textOf: Page['textOf']): Page['textOf'] {
  const masked = new Map<string, string>();
  const places = findings
    .filter(({ ruleId }) => SECRET_RULES.has(ruleId))
    .flatMap(({ location, steps }) => [location, ...steps.map((step) => step.location)]);
  for (const location of places) {
    const text = masked.get(location.file) ?? textOf(location.file);
    if (text === null) continue;
    const [start, end] = locationToRange(location, text);
    // Where a secret of another file is used stands code that everybody may read.
    if (!/^['"`]/.test(text.slice(start, end))) continue;
    const dots = text.slice(start, end).replace(/[^\s'"`+]/g, '•');
    masked.set(location.file, text.slice(0, start) + dots + text.slice(end));
  }
  return (file) => masked.get(file) ?? textOf(file);
}
