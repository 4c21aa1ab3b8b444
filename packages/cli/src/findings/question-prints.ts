import { createHash } from 'node:crypto';
import type { DetectedQuestion, Place } from '../detectors/define.js';
import { fingerprintsOf, type Anchor } from './fingerprint.js';
import { formerFingerprints } from './former-fingerprints.js';

/** What a question is known by. */
export interface QuestionPrints {
  /**
   * Of the one thing it speaks of, or of all of them together: a question about more things, or others, is another
   * question.
   */
  readonly fingerprint: string;
  /** Whole fingerprints it had before files were renamed, the youngest first. */
  readonly former: readonly string[];
  /**
   * For each thing it speaks of, in the order of the question: its own fingerprint, then those it had before its file
   * was renamed.
   */
  readonly members: readonly (readonly [string, ...string[]])[];
}

export interface PrintsInput {
  /** In source order. */
  readonly questions: readonly DetectedQuestion[];
  readonly anchorOf: (place: Place & { readonly ruleId: string }) => Anchor;
  readonly formerPaths: ReadonlyMap<string, readonly string[]>;
  /** Fingerprints that findings have today: what another has now is not what a question had. */
  readonly taken: readonly string[];
}

/** Identities of questions, in the same order. */
export function questionPrints({ questions, anchorOf, formerPaths, taken }: PrintsInput): readonly QuestionPrints[] {
  const spoken = questions.flatMap((question, index) =>
    thingsOf(question).map((thing) => ({ ...thing, ruleId: question.ruleId, index })),
  );
  const ordered = [...spoken].sort((a, b) =>
    a.file < b.file
      ? -1
      : a.file > b.file
        ? 1
        : a.at[0] - b.at[0] || (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0),
  );
  const placeKey = ({ ruleId, file, at }: (typeof spoken)[number]): string => `${ruleId}\0${file}\0${at[0]}`;
  const crowd = new Map<string, number>();
  for (const thing of ordered) crowd.set(placeKey(thing), (crowd.get(placeKey(thing)) ?? 0) + 1);
  const anchors = ordered.map((thing) => {
    const anchor = anchorOf(thing);
    // One registration that stands for several routes: its text does not tell them apart.
    return thing.name !== undefined && crowd.get(placeKey(thing))! > 1
      ? { ...anchor, symbol: `${anchor.symbol}\0${thing.name}` }
      : anchor;
  });
  const prints = fingerprintsOf(anchors);
  const present = new Set([...taken, ...prints]);
  const former = formerFingerprints(anchors, formerPaths).map((all) => all.filter((print) => !present.has(print)));
  const printsOf = new Map(
    ordered.map((thing, position): [unknown, readonly [string, ...string[]]] => [
      thing,
      [prints[position] ?? '', ...(former[position] ?? [])],
    ]),
  );
  const byQuestion = questions.map((): (readonly [string, ...string[]])[] => []);
  for (const thing of spoken) byQuestion[thing.index]?.push(printsOf.get(thing)!);
  return byQuestion.map((members) => {
    const fingerprint = together(members.map(([print]) => print));
    const ages = Math.max(0, ...members.map((all) => all.length - 1));
    const before = Array.from({ length: ages }, (_, age) =>
      together(members.map((all) => all[Math.min(age + 1, all.length - 1)]!)),
    );
    return { fingerprint, former: [...new Set(before)].filter((print) => print !== fingerprint), members };
  });
}

/** What a question speaks of, each with the name it goes by; itself where it names nothing else. */
export function thingsOf({
  members,
  file,
  at,
}: Pick<DetectedQuestion, 'members' | 'file' | 'at'>): readonly (Place & { readonly name?: string })[] {
  return members === undefined || members.length === 0 ? [{ file, at }] : members;
}

/** The fingerprint of a set does not depend on its order. */
function together(prints: readonly string[]): string {
  const [only] = prints;
  if (prints.length === 1 && only !== undefined) return only;
  return createHash('sha256')
    .update(`v1 set\0${[...prints].sort().join('\0')}`)
    .digest('hex')
    .slice(0, 20);
}
