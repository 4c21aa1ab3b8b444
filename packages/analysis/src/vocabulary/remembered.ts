/** The function, asked once for each key. */
export function remembered<Key, Answer>(make: (key: Key) => Answer): (key: Key) => Answer {
  const known = new Map<Key, Answer>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as Answer;
    const answer = make(key);
    known.set(key, answer);
    return answer;
  };
}
