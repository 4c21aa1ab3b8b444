import { joinPath } from './paths.js';

/** `users/[id]/(group)/[...rest]` as a route path; `[[page=number]]` may be left out, and is checked. */
export function routePath(place: string): string {
  const parts = place
    .split('/')
    .filter((part) => part !== '' && part !== 'index' && !/^\(.*\)$/.test(part) && !part.startsWith('@'));
  return joinPath(
    ...parts.map((part) =>
      (part === '[...]' ? '*' : part)
        .replace(/^\[\[?\.\.\.(.+?)\]?\]$/, '*$1')
        .replace(/^\[\[?([^\]=]+)(?:=\w+)?\]?\]$/, ':$1'),
    ),
  );
}
