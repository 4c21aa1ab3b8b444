import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Markdown of the page that ships for a rule or detector; null when there is none. In the repository the pages of rules
 * of one file lie in the plugin's package, in a tarball all are together.
 */
export function rulePage(id: string): string | null {
  for (const folder of ['../docs/rules', '../../eslint-plugin/docs/rules']) {
    const page = fileURLToPath(new URL(`${folder}/${id}.md`, import.meta.url));
    if (existsSync(page)) return readFileSync(page, 'utf8');
  }
  return null;
}
