import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = new URL('..', import.meta.url).pathname;

/** Folders under fixtures/ that are whole small backends. */
export const FIXTURES = readdirSync(join(ROOT, 'fixtures'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

export interface Expectations {
  /** `src/app.ts:12 rule-id`, sorted. */
  readonly findings: readonly string[];
  readonly questions: readonly string[];
  /** Ids of positive patterns, from expectations.json. */
  readonly positives: readonly string[];
}

const COMMENT = /\/\/ (expect|expect-question): ([a-z0-9-]+(?:, [a-z0-9-]+)*)\s*$/;

/** What the comments of a fixture say must be reported, no more and no less. */
export function expectationsOf(fixture: string): Expectations {
  const folder = join(ROOT, 'fixtures', fixture);
  const findings: string[] = [];
  const questions: string[] = [];
  for (const file of sourceFiles(folder)) {
    readFileSync(file, 'utf8')
      .split('\n')
      .forEach((line, index) => {
        const comment = COMMENT.exec(line);
        const list = comment?.[1] === 'expect-question' ? questions : findings;
        for (const rule of comment?.[2]?.split(', ') ?? []) list.push(`${relative(folder, file)}:${index + 1} ${rule}`);
      });
  }
  const { positives } = JSON.parse(readFileSync(join(folder, 'expectations.json'), 'utf8')) as { positives: string[] };
  return { findings: findings.sort(), questions: questions.sort(), positives };
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name) && !entry.parentPath.includes('node_modules'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
