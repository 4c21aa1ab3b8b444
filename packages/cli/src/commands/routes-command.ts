import { listEntries } from '../list-entries.js';
import type { Options } from '../options/options.js';
import { readOptions, type ReviewFlags } from '../options/read-options.js';
import { entryTableText, type EntryFormat } from '../report/entries/formats.js';
import { openApiText } from '../report/entries/open-api.js';
import type { EntryRow } from '../report/entries/types.js';
import { printable } from '../report/pretty/printable.js';
import type { Io } from './io.js';
import { refusePlantedLink } from './planted-link.js';
import { progressFor } from './progress-for.js';
import { writeOutput } from './write-output.js';

export interface RoutesFlags extends Omit<ReviewFlags, 'format'> {
  readonly format?: EntryFormat;
  readonly kind?: readonly EntryRow['kind'][];
}

/** `routes`: every way into the program. A table is no verdict: it says what was not read, and fails for it when asked. */
export async function routesCommand(path: string, flags: RoutesFlags, io: Io): Promise<number> {
  const { format = 'text', kind = null, ...others } = flags;
  const options: Options = { ...readOptions([path], others, io), filter: { kind: 'all' } };
  const { output } = options;
  if (output !== undefined) refusePlantedLink(options.root, output);
  const progress = progressFor(io);
  const { table, unread, detailed, about } = await listEntries(options, kind, progress).finally(() => progress.end());
  const text = format === 'openapi' ? openApiText(detailed(), about) : entryTableText(table, format);
  if (output === undefined) io.stdout(text);
  else writeOutput(output, text);
  const [first] = unread;
  if (first === undefined) return 0;
  const [more, them] = unread.length === 1 ? ['was', 'it'] : [`and ${unread.length - 1} more were`, 'them'];
  io.stderr(`backend-architect: ${printable(first)} ${more} not read: entries in ${them} may be missing\n`);
  return options.require.includes('complete') ? 3 : 0;
}
