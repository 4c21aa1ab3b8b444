/** Entries, told in order: files -> extract -> link -> table. */
import { silent, type Progress } from './commands/progress.js';
import { createCrew } from './crew/crew.js';
import { entryDetail } from './entry-details.js';
import { entriesOf, entryRows } from './entry-rows.js';
import { projectTitle, type ProjectTitle } from './files/project-title.js';
import { locator } from './findings/locator.js';
import { knownSecrets } from './judge/known-secrets.js';
import type { Options } from './options/options.js';
import { UsageError } from './options/user-error.js';
import { brokenDocuments } from './project/entries/schema-texts.js';
import { listProject, readProject } from './read-project.js';
import type { DetailedRow } from './report/entries/open-api.js';
import type { EntryRow, EntryTable } from './report/entries/types.js';
import { maskedEntries, maskedStrings } from './report/masked-report.js';
import { secretMask } from './report/secret-mask.js';

export interface ListedEntries {
  /** Without secrets. */
  readonly table: EntryTable;
  /** Its rows with all that is known of them; worked out when asked. Without secrets. */
  readonly detailed: () => readonly DetailedRow[];
  readonly about: ProjectTitle;
  /** Files that were not read: entries in them are missing. */
  readonly unread: readonly string[];
}

/** `kinds`: only these; null: all. Writes nothing but the cache, opens no socket. */
export async function listEntries(
  options: Options,
  kinds: readonly EntryRow['kind'][] | null,
  progress: Progress = silent,
): Promise<ListedEntries> {
  const crew = createCrew(options.concurrency);
  try {
    const { files } = await listProject(options, progress);
    if (files.sources.length === 0)
      throw new UsageError(
        `nothing was looked at: no JavaScript or TypeScript source in ${options.root}; name another folder, ` +
          'or look at "ignore" in backend-architect.json',
      );
    const { read, unreadFiles, project } = await readProject(crew, options, files, progress);
    const texts = new Map(files.sources.map(({ file, text }) => [file, text]));
    const textOf = (file: string): string => texts.get(file) ?? '';
    const table = entryRows(project, options.config.policy ?? {}, locator(textOf), kinds);
    const mask = secretMask(knownSecrets(read, [], textOf), (file) => texts.get(file) ?? null);
    const masked = maskedEntries(table, mask);
    return {
      table: masked,
      detailed: () =>
        entriesOf(project, kinds).map((entry, at) => ({
          ...masked.rows[at]!,
          ...maskedStrings(entryDetail(entry, project), (text) => mask.text(text, [entry.file])),
        })),
      about: maskedStrings(projectTitle(options.root, files.manifests), (text) => mask.text(text)),
      unread: [...files.skipped, ...unreadFiles, ...brokenDocuments(files.schemas)].map(({ file }) => mask.text(file)),
    };
  } finally {
    await crew.close();
  }
}
