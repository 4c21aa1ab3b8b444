/** Keys a question had before files were renamed: an answer that was paid for then speaks of the same code. */
import type { AskedQuestion } from '../answers/asked-question.js';
import type { DetectedQuestion } from '../detectors/define.js';
import type { Policy } from '../options/config.js';
import { dossierOf } from './dossier.js';
import type { EvidenceSource } from './evidence.js';

export interface Formerly {
  /** The one it had, which may be the one it has. */
  readonly fingerprint: string;
  /** Former paths of files by path of today, the youngest first. */
  readonly renamed: ReadonlyMap<string, readonly string[]>;
}

/**
 * The keys under a fingerprint, by what its facts said of files under the names they had, the youngest first. None
 * where no file was renamed. Evidence counts by its code, so that code which was changed has another key.
 */
export async function formerKeys(
  { detected, question }: AskedQuestion,
  { fingerprint, renamed }: Formerly,
  policy: Policy,
  source: EvidenceSource,
): Promise<readonly string[]> {
  const ages = Math.max(0, ...[...renamed.values()].map((paths) => paths.length));
  const keys: string[] = [];
  for (let age = 0; age < ages; age += 1) {
    const names = new Map(
      [...renamed].flatMap(([today, paths]) =>
        paths.length === 0 ? [] : [[today, paths[Math.min(age, paths.length - 1)]!] as const],
      ),
    );
    const dossier = await dossierOf(
      {
        detected: { ...detected, facts: detected.facts.map((fact) => withNames(fact, names)) },
        question: { ...question, fingerprint },
      },
      policy,
      source,
    );
    if (!('unsendable' in dossier)) keys.push(dossier.key);
  }
  return keys;
}

type Fact = DetectedQuestion['facts'][number];

function withNames({ predicate, args, value }: Fact, names: ReadonlyMap<string, string>): Fact {
  const renamed = <Value>(one: Value): Value => (typeof one === 'string' ? (textWithNames(one, names) as Value) : one);
  return {
    predicate,
    args: Object.fromEntries(Object.entries(args).map(([name, one]) => [name, renamed(one)])),
    value: renamed(value),
  };
}

/** Paths stand alone, or before `#name` and `:line`. All at once: two files may have changed places. */
function textWithNames(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/[^\s,;:#()'"`]+/g, (word) => names.get(word) ?? word);
}
