import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const HEAD = '<!-- Written by scripts/bench.mjs and scripts/bench-review.mjs. Do not edit. -->\n';

/** Puts `text` in place of one section of a document, and leaves the others as they are. */
export function writeSection(file, name, text) {
  const [start, end] = [`<!-- ${name}: start -->`, `<!-- ${name}: end -->`];
  const section = `${start}\n${text.trim()}\n${end}\n`;
  const before = existsSync(file) ? readFileSync(file, 'utf8') : HEAD;
  const at = before.indexOf(start);
  const after =
    at < 0
      ? `${before}\n${section}`
      : before.slice(0, at) + section + before.slice(before.indexOf(end) + end.length + 1);
  writeFileSync(file, after);
  console.log(text);
}
