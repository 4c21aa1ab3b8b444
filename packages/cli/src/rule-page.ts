import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Markdown of the page that ships for a rule or detector; null when there is none. Rules of one file bring theirs in
 * the plugin's package.
 */
export function rulePage(id: string): string | null {
  const own = fileURLToPath(new URL(`../docs/rules/${id}.md`, import.meta.url));
  if (existsSync(own)) return readFileSync(own, 'utf8');
  try {
    return readFileSync(
      createRequire(import.meta.url).resolve(`eslint-plugin-backend-architect/docs/rules/${id}.md`),
      'utf8',
    );
  } catch {
    return null;
  }
}
