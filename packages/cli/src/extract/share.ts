/**
 * Does one thing with each of a list, some of it perhaps elsewhere at the same time. Results in the order given. `done`
 * gets the number of items that are through, now and then.
 */
export type Share<Item, Result> = (
  items: readonly Item[],
  here: (item: Item) => Result,
  done: (count: number) => void,
) => Promise<readonly Result[]>;

/** So often the event loop gets a turn, for progress and signals. */
const TURN = 50;

/** Everything here, one after the other. */
export async function oneByOne<Item, Result>(
  items: readonly Item[],
  here: (item: Item) => Result,
  done: (count: number) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) {
    results.push(here(item));
    if (results.length % TURN !== 0) continue;
    done(results.length);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return results;
}
