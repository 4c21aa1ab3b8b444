import { count } from '../count.js';
import type { Seen } from './types.js';

/** From this share on, entry points without a known handler are no exceptions any more. */
const LARGE_SHARE = 0.25;
const MOST_NAMED = 5;

/**
 * What a reader must know before he takes silence for soundness: sentences, none when the entry points were recognised.
 */
export function seenGaps({
  routes,
  entryPoints,
  unmodelled,
}: Pick<Seen, 'routes' | 'entryPoints' | 'unmodelled'>): readonly string[] {
  const { serverLibraries, withoutHandler, incomplete } = entryPoints;
  const blind = unmodelled
    .slice(0, MOST_NAMED)
    .map(({ name, files }) => `${name} (imported by ${count(files, 'file')})`)
    .join(', ');
  const unknown =
    blind === ''
      ? []
      : [
          `Imported and not modelled: ${blind}` +
            `${unmodelled.length > MOST_NAMED ? ` and ${unmodelled.length - MOST_NAMED} more` : ''}. What their calls ` +
            'do is unknown, also whether they serve requests.',
        ];
  if (routes === 0) {
    if (serverLibraries.length > 0)
      return [
        `No entry point is recognised although the project uses ${serverLibraries.join(', ')}: nothing was judged ` +
          'as reachable by a client.',
        ...unknown,
      ];
    return unknown.length > 0
      ? ['No entry point is recognised: nothing was judged as reachable by a client.', ...unknown]
      : [];
  }
  const sentences = [
    ...(withoutHandler / routes >= LARGE_SHARE
      ? [
          `${withoutHandler} of ${count(routes, 'entry point')} ${withoutHandler === 1 ? 'has' : 'have'} no handler ` +
            `that could be followed: what ${withoutHandler === 1 ? 'it does' : 'they do'} was not judged.`,
        ]
      : []),
  ];
  return sentences.length > 0 || incomplete / routes >= LARGE_SHARE ? [...sentences, ...unknown] : [];
}
