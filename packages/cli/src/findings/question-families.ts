import type { Contract, DetectedQuestion } from '../detectors/define.js';

type Asked = DetectedQuestion & { readonly impact: string };

/** Places whose evidence is shown; all of them are counted. */
const SHOWN = 8;

/**
 * Questions of one rule with the same cause, as one about all their places, at the first of them that is asked by
 * itself. A cause of which none is asked by itself is left out.
 */
export function questionFamilies(questions: readonly Asked[]): readonly Asked[] {
  const families = new Map<string, Asked[]>();
  for (const question of questions) {
    if (question.cause === undefined) continue;
    const key = `${question.ruleId} ${question.cause}`;
    const family = families.get(key);
    if (family) family.push(question);
    else families.set(key, [question]);
  }
  return questions.flatMap((question) => {
    if (question.cause === undefined) return question.onlyBeside ? [] : [question];
    const family = families.get(`${question.ruleId} ${question.cause}`) ?? [];
    const first = family.find(({ onlyBeside }) => !onlyBeside);
    return first === question ? [joined([first, ...family.filter((one) => one !== first)])] : [];
  });
}

function joined(family: readonly Asked[]): Asked {
  const [first, ...others] = family as [Asked, ...Asked[]];
  if (others.length === 0) return first;
  const places = new Set(family.map(({ file, at }) => `${file}:${at[0]}`)).size;
  return {
    ...first,
    question: places > 1 ? ofPlaces(first.question, places) : first.question,
    contracts: together(family),
    members: family.flatMap(({ members = [] }) => members),
    whyAmbiguous: [...new Set(family.flatMap(({ whyAmbiguous }) => whyAmbiguous))],
    evidence: unlike(
      family.slice(0, SHOWN).flatMap(({ evidence }) => evidence),
      ({ file, at, what }) => `${file}:${at[0]} ${what}`,
    ),
    facts: unlike(
      family.flatMap(({ facts }) => facts),
      (fact) => JSON.stringify(fact),
    ),
  };
}

function ofPlaces(question: string, places: number): string {
  return question.endsWith('?')
    ? question.replace(/\?$/, `, at ${places} places?`)
    : `${question} The same is asked of ${places - 1} more.`;
}

/** What clears the question must hold at each place: what only some of them could show clears none. */
function together(family: readonly Asked[]): readonly Contract[] {
  const [first, ...others] = family as [Asked, ...Asked[]];
  return first.contracts.flatMap((contract) => {
    const same = others.map(({ contracts }) => contracts.find(({ id }) => id === contract.id));
    return same.every((one) => one !== undefined)
      ? [{ ...contract, requires: [contract, ...same].flatMap(({ requires }) => requires) }]
      : [];
  });
}

function unlike<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map([...items].reverse().map((item) => [keyOf(item), item])).values()].reverse();
}
