/** The first half of every command: files -> extract -> link. */
import { registryOf, type AnalysisSettings, type FileFacts } from '@backend-architect/analysis';
import type { Progress } from './commands/progress.js';
import type { Crew } from './crew/crew.js';
import { extract } from './extract/extract.js';
import type { ExtractedFile, ReadFile } from './extract/types.js';
import { dependencyVersions } from './files/dependency-versions.js';
import { gitRefusal } from './files/git.js';
import { listFiles } from './files/list-files.js';
import { packageRoles } from './files/package-roles.js';
import type { Options } from './options/options.js';
import { UsageError } from './options/user-error.js';
import type { LinkInput } from './project/link-input.js';
import { linkProject } from './project/link-project.js';
import type { Project } from './project/types.js';

type FileList = Awaited<ReturnType<typeof listFiles>>;

export interface ListedProject {
  /** Why git cannot be asked; null where it can. */
  readonly refusal: string | null;
  readonly of: 'index' | 'work-tree';
  readonly files: FileList;
}

export interface LinkedProject {
  readonly settings: AnalysisSettings;
  readonly read: readonly ReadFile[];
  readonly unreadFiles: readonly Extract<ExtractedFile, { readonly kind: 'unread' }>[];
  readonly facts: readonly FileFacts[];
  readonly input: LinkInput;
  readonly project: Project;
  /** Why the cache could not be used. */
  readonly lostCache: readonly string[];
}

export async function listProject({ root, filter, config }: Options, progress: Progress): Promise<ListedProject> {
  progress.at('listing files');
  const refusal = await gitRefusal(root);
  if (refusal !== null && (filter.kind === 'staged' || filter.kind === 'changed'))
    throw new UsageError(`--${filter.kind}: ${refusal}`);
  const of = filter.kind === 'staged' ? ('index' as const) : ('work-tree' as const);
  const { models } = registryOf(config.models ? { models: config.models } : {});
  const deployFiles = models.flatMap((model) => (model.deployFiles ?? []).map(({ file }) => file));
  return { refusal, of, files: await listFiles({ root, of, ignore: config.ignore ?? [], deployFiles }) };
}

/** Writes nothing but the cache. */
export async function readProject(
  crew: Crew,
  { root, config, cache }: Options,
  files: FileList,
  progress: Progress,
): Promise<LinkedProject> {
  const settings: AnalysisSettings = {
    versions: dependencyVersions(root, files.packages, files.manifests),
    packageRoles: packageRoles(root, files.packages, files.licences, files.manifests),
    ...(config.models && { models: config.models }),
  };
  const lostCache: string[] = [];
  const extracted = await extract({
    files: files.sources,
    root,
    settings,
    cache,
    share: crew.extracting,
    onCacheLost: (why) => lostCache.push(why),
    progress: (done) => progress.at('reading', done, files.sources.length),
  });
  const read = extracted.filter((file) => file.kind === 'read');
  const unreadFiles = extracted.filter((file) => file.kind === 'unread');
  const facts = read.map((file) => file.facts);
  progress.at('linking');
  const { schemas, deploys } = files;
  const input = { root, files: facts, schemas, deploys, settings, policy: config.policy ?? {} };
  return { settings, read, unreadFiles, facts, input, project: linkProject(input), lostCache };
}
