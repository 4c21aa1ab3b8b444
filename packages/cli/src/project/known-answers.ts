/** Answers that were found once. Those that hang on what callers pass are dropped when more is known of them. */
export interface KnownAnswers<Key, Answer> {
  find(key: Key): Answer | undefined;
  keep(key: Key, answer: Answer, leans: boolean): void;
  /** Drops what hangs on callers. */
  forget(): void;
}

interface Store<Key, Answer> {
  get(key: Key): Answer | undefined;
  set(key: Key, answer: Answer): unknown;
}

/** `onLeaning` is told whenever an answer that hangs on callers is given again. */
export function knownAnswers<Key, Answer>(
  store: () => Store<Key, Answer>,
  onLeaning: () => void,
): KnownAnswers<Key, Answer> {
  const settled = store();
  let leaning = store();
  return {
    find(key) {
      const found = settled.get(key);
      if (found !== undefined) return found;
      const soFar = leaning.get(key);
      if (soFar !== undefined) onLeaning();
      return soFar;
    },
    keep(key, answer, leans) {
      (leans ? leaning : settled).set(key, answer);
    },
    forget() {
      leaning = store();
    },
  };
}
