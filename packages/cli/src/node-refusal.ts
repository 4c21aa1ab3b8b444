// Runs before anything else on whatever Node there is, so it is written in what the oldest of them read.

/** Why this Node is refused, in one line; null when its version is in the `engines` range (`^20.19.0 || >=24`). */
export function nodeRefusal(version: string, range: string): string | null {
  const has = numbersOf(version);
  const fits = range.split('||').some((part) => {
    const wanted = numbersOf(part);
    return isAtLeast(has, wanted) && (part.indexOf('^') < 0 || has[0] === wanted[0]);
  });
  return fits ? null : `Node ${has.join('.')} cannot run this command; it needs Node ${range}`;
}

function numbersOf(text: string): readonly number[] {
  const found = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text);
  return [1, 2, 3].map((index) => Number((found && found[index]) || 0));
}

function isAtLeast(has: readonly number[], wanted: readonly number[]): boolean {
  for (let index = 0; index < 3; index += 1)
    if (has[index] !== wanted[index]) return Number(has[index]) > Number(wanted[index]);
  return true;
}
