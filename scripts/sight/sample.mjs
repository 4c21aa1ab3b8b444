/**
 * Places to read: counted calls, and calls that look like one and were not counted. The same list for the same seed.
 */
const BEGINS = /^(?:find|create|update|delete|insert|query|execute|select|count)\w*$/;
const IS = new Set(
  (
    'upsert save remove raw aggregate distinct get post put patch request fetch sum first one any none ' +
    'transaction run all where'
  ).split(' '),
);
const looks = (name) => BEGINS.test(name) || IS.has(name);

export function lookalikes(programs, rows) {
  const counted = new Set(rows.flatMap(({ file, ends }) => ends.map((end) => `${file}:${end}`)));
  const found = [];
  for (const [file, { calls }] of programs) {
    for (const { callee, loc, range, arguments: args } of calls) {
      if (callee?.type !== 'MemberExpression' || callee.computed || !looks(callee.property.name)) continue;
      if (counted.has(`${file}:${range[1]}`)) continue;
      // `list.find((x) => ...)` is an array, `app.get('/x', handler)` a route.
      if ((args ?? []).some(({ type }) => type === 'ArrowFunctionExpression' || type === 'FunctionExpression'))
        continue;
      found.push({ file, line: loc.start.line, column: loc.start.column + 1 });
    }
  }
  return found;
}

export function pick(list, count, seed) {
  const left = [...list];
  const next = generator(seed);
  const picked = [];
  while (picked.length < count && left.length > 0) picked.push(left.splice(Math.floor(next() * left.length), 1)[0]);
  return picked;
}

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
