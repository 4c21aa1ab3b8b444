import type { CookieSet, FileAnalysis } from '@backend-architect/analysis';

/** How the server is reached, which its owner knows and the code does not. */
const REACHED = /\bhttps?\b|\b(?:tls|ssl)\b|self-?host/i;
/** A wish for later is no decision. */
const LATER = /\b(?:todo|fixme|xxx|hack)\b/i;

/** `secure: false` with a comment at it that says why: who installs the program may serve it over plain HTTP. */
export function isOwnersDecision(file: FileAnalysis, { secure: { is, at } }: CookieSet): boolean {
  if (is !== 'off' || !at) return false;
  return file.comments.some(({ range, value }) => {
    const between =
      range[1] <= at.range[0]
        ? file.text.slice(range[1], at.range[0])
        : range[0] >= at.range[1]
          ? file.text.slice(at.range[1], range[0])
          : '\n\n';
    const isAtIt = range[1] <= at.range[0] ? /^[ \t]*\r?\n?[ \t]*$/.test(between) : /^[ \t]*,?[ \t]*$/.test(between);
    return isAtIt && REACHED.test(value) && !LATER.test(value);
  });
}
