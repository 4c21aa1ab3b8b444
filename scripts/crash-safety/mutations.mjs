/** Ways to spoil a program: it should often still be one. */
import { pick } from './random.mjs';

const WAYS = [
  (text, next) => text.slice(0, Math.floor(next() * text.length)),
  (text, next) => cut(text, next, ''),
  (text, next) =>
    cut(
      text,
      next,
      pick(next, ['()', '{}', '[]', 'null', '...x', '``', 'await ', 'req.body', '.then()', '?.', '= x', ', undefined']),
    ),
  (text, next) => doubled(text, next),
  (text, next) =>
    text.replace(nth(/[A-Za-z_$][\w$]*/g, text, next), () =>
      pick(next, ['req', 'db', 'undefined', 'constructor', '__proto__', 'then', 'x', 'this']),
    ),
  (text, next) =>
    text.replace(nth(/'[^'\n]*'/g, text, next), () =>
      pick(next, ["''", '`${x}`', '0', 'null', '/x/', "'" + 'a'.repeat(300) + "'"]),
    ),
  (text, next) => text.replace(nth(/\([^()]*\)/g, text, next), (args) => `(...[${args.slice(1, -1)}])`),
  (text) => text.replace(/\bconst (\w+) = /, 'let { $1 = $1 } = '),
  (text) => text.replace(/\bimport (\w+) from '([^']+)'/, "const $1 = await import('$2')"),
  (text) => `const wrapped = async function () {\n${text.replace(/^import .*$/gm, '')}\n};`,
  (text) => `${text}\n${text}`,
  (text, next) =>
    text
      .split('\n')
      .sort(() => next() - 0.5)
      .join('\n'),
];

/** A spoiled copy; one to three ways are taken after each other. */
export function mutated(text, next) {
  let result = text;
  for (let round = 1 + Math.floor(next() * 3); round > 0; round -= 1) result = pick(next, WAYS)(result, next);
  return result;
}

function cut(text, next, instead) {
  const from = Math.floor(next() * text.length);
  return text.slice(0, from) + instead + text.slice(from + Math.floor(next() * 12));
}

function doubled(text, next) {
  const lines = text.split('\n');
  const at = Math.floor(next() * lines.length);
  return [...lines.slice(0, at + 1), ...lines.slice(at)].join('\n');
}

/** One of the matches, as a pattern for `replace`: the text itself when there is none. */
function nth(pattern, text, next) {
  const all = text.match(pattern) ?? [];
  return all.length > 0 ? pick(next, all) : '\u0000';
}
