import { count } from '../../count.js';
import { seenGaps } from '../seen-gaps.js';
import type { Report } from '../types.js';
import { labelled } from './finding-card.js';
import { LABEL } from './card-form.js';
import type { Page } from './page.js';
import { cut, printable, wrap } from './printable.js';

/** What was looked at, what was not, and what had to be assumed. */
export function seenSection({ seen, coverage }: Report, page: Page): readonly string[] {
  const room = page.width - LABEL - 2;
  const named = ({ name, version }: { readonly name: string; readonly version?: string }): string =>
    version === undefined ? name : `${name} ${version}`;
  const storage = seen.libraries.filter((library) => STORAGE.has(library.family));
  const other = seen.libraries.filter(
    (library) => !storage.includes(library) && !seen.frameworks.some((framework) => framework.name === library.name),
  );
  const uses = wrap(printable(other.map(named).join(', ')), room);
  const excluded = Object.entries(seen.files.excluded).map(([reason, files]) => `${reason} ${files}`);
  const { skipped } = seen.files;
  const most = page.detail === 'everything' ? skipped.length : 4;
  const unread = skipped.slice(0, most).map((file) => cut(printable(`${file.file}: ${file.reason}`), room));
  return [
    ...labelled(
      'Seen',
      wrap(
        printable(
          [...seen.frameworks, ...storage].map(named).join(', ') ||
            'no web framework and no database library that is known',
        ),
        room,
      ),
      page,
    ),
    ...labelled(
      '',
      wrap(
        [
          count(seen.files.read, 'file'),
          count(seen.files.lines, 'line'),
          count(seen.routes, 'route'),
          ...(seen.tables > 0 ? [count(seen.tables, 'table')] : []),
        ].join(', '),
        room,
      ),
      page,
    ),
    ...labelled('Uses', page.detail === 'everything' || uses.length <= 3 ? uses : [...uses.slice(0, 2), '…'], page),
    ...(coverage.narrowedTo === undefined
      ? []
      : labelled('Shown', wrap(`${printable(coverage.narrowedTo)}; everything was analysed`, room), page)),
    ...(excluded.length === 0 ? [] : labelled('Not seen', wrap(`left out: ${excluded.join(', ')}`, room), page)),
    ...(skipped.length === 0
      ? []
      : labelled('Unread', [...unread, ...(skipped.length > most ? [`… ${skipped.length - most} more`] : [])], page)),
    ...labelled(
      'Blind',
      seenGaps(seen).flatMap((gap) => wrap(printable(gap), room)),
      page,
    ),
    ...labelled(
      'Assumed',
      seen.assumptions.flatMap((assumption) => wrap(printable(assumption), room)),
      page,
    ),
    ...(coverage.notes ?? [])
      .slice(0, page.detail === 'everything' ? undefined : 4)
      .flatMap((note) => labelled('Note', [cut(printable(note), room)], page)),
    '',
  ];
}

/** Families a reader asks for first, besides the web framework. */
const STORAGE: ReadonlySet<string> = new Set(['orm', 'sql-driver', 'document-store', 'key-value', 'queue']);
