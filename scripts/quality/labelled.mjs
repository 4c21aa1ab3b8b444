import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, review } from './review.mjs';

/** Settings by which the review asks what the preset `strict` asks. */
const STRICT = {
  'no-insecure-cors': ['high', { anyOrigin: true }],
  'no-prototype-pollution': ['high', { singleKey: true }],
  'require-outbound-timeout': ['medium', { longDefaults: true }],
};
const LABEL = /\/\/ @(tp|ok) ([a-z0-9-]+)\s*$/;

/**
 * Every labelled line with what the review says of it: `missed` for a `@tp` line without a finding of its topic, `false
 * alarm` for an `@ok` line with one. Topics that no rule judges yet are `no rule`.
 */
export function judgeLabelled(folder) {
  const topics = JSON.parse(readFileSync(join(ROOT, 'docs/quality/topics.json'), 'utf8'));
  const project = mkdtempSync(join(tmpdir(), 'labelled-'));
  try {
    const files = readdirSync(folder)
      .filter((file) => file.endsWith('.ts'))
      .sort();
    // One project for each file: they are not parts of one backend.
    return files.flatMap((file) => {
      const place = join(project, file.replace('.ts', ''));
      cpSync(join(folder, file), join(place, 'src', file), { recursive: true });
      writeFileSync(
        join(place, 'package.json'),
        JSON.stringify({ name: file.replace('.ts', ''), private: true, type: 'module' }),
      );
      // Topics that only `strict` reports are labelled as well.
      writeFileSync(join(place, 'backend-architect.json'), JSON.stringify({ rules: STRICT }));
      const { findings } = review(place);
      return labelsOf(join(folder, file)).map((label) => {
        const rules = topics[label.topic];
        const hit = findings.find(
          ({ ruleId, location }) => location.startLine === label.line && rules?.includes(ruleId),
        );
        return {
          file,
          ...label,
          rule: hit?.ruleId,
          verdict: rules === undefined ? 'no rule' : verdictOf(label.kind, hit),
        };
      });
    });
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function labelsOf(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text, index) => {
      const label = LABEL.exec(text);
      return label ? [{ line: index + 1, kind: label[1], topic: label[2] }] : [];
    });
}

function verdictOf(kind, hit) {
  if (kind === 'tp') return hit ? 'reported' : 'missed';
  return hit ? 'false alarm' : 'silent';
}

/** Table by topic, for docs/quality.md. */
export function labelledTable(judged) {
  const topics = [...new Set(judged.map(({ topic }) => topic))].sort();
  const count = (topic, verdict) => judged.filter((label) => label.topic === topic && label.verdict === verdict).length;
  const built = topics.filter((topic) => count(topic, 'no rule') === 0);
  const rows = built.map((topic) => {
    const [reported, missed, silent, alarms] = ['reported', 'missed', 'silent', 'false alarm'].map((verdict) =>
      count(topic, verdict),
    );
    return `| ${topic} | ${reported} of ${reported + missed} | ${alarms} of ${silent + alarms} |`;
  });
  const unbuilt = topics.filter((topic) => !built.includes(topic));
  return [
    '| Topic | Lines that must be reported, and are | Lines that must not be, and are |',
    '| --- | --- | --- |',
    ...rows,
    '',
    `No rule yet for: ${unbuilt.join(', ')}.`,
  ].join('\n');
}
