import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { LICENCE_FILES } from '@backend-architect/analysis';
import ignore from 'ignore';
import { brokenJson } from '../options/broken-json.js';
import { brokenManifest, isPackage } from '../options/project-root.js';
import { ConfigError } from '../options/user-error.js';
import { excludedContent } from './excluded-content.js';
import { excludedPlace } from './excluded-place.js';
import { ignoredSources } from './ignored-sources.js';
import { linkedSources } from './linked-sources.js';
import { listPaths } from './list-paths.js';
import { lostMembers } from './lost-members.js';
import { readSource, type ReadResult } from './read-source.js';
import { repositoryPlaces } from './repository-places.js';
import { sparseFiles } from './sparse-files.js';
import type { FileList, SkippedFile, SourceFile } from './source-file.js';
import { stagedTexts } from './staged-texts.js';

export interface FilesRequest {
  readonly root: string;
  /** `index`: as the next commit will have it, also where the work tree already differs. */
  readonly of: 'work-tree' | 'index';
  /** Patterns of the config. */
  readonly ignore: readonly string[];
  /** Documents that say which functions of the program are run: regular expressions on root-relative paths. */
  readonly deployFiles?: readonly string[];
}

/** Source and schema files of a project with text and hash, and what was left out and why. Sorted by path. */
export async function listFiles(request: FilesRequest): Promise<FileList> {
  const { paths, ignored, links, untracked, unlisted, repositories } = await listPaths(request.root, request.of);
  const staged = request.of === 'index' ? await stagedTexts(request.root) : new Map<string, string>();
  const packages = packageDirectories(request.root, paths);
  const unwanted = ignore().add([...request.ignore]);
  const sources: SourceFile[] = [];
  const schemas: { file: string; text: string }[] = [];
  const deploys: { file: string; text: string }[] = [];
  const deployed = (request.deployFiles ?? []).map((pattern) => new RegExp(pattern));
  const kindOf = (file: string): FileKind | null =>
    deployed.some((pattern) => pattern.test(file)) ? 'deploy' : kindByName(file);
  const skipped: SkippedFile[] = [];
  const gone: string[] = [];
  const excluded = new Map<string, number>();
  const leftOut: string[] = [];
  const leaveOut = (file: string, reason: string): void => {
    excluded.set(reason, (excluded.get(reason) ?? 0) + 1);
    leftOut.push(file);
  };
  const placeOf = (file: string): string | null =>
    unwanted.ignores(file) ? 'ignored by config' : excludedPlace(file, packages);

  for (const file of paths) {
    const kind = kindOf(file);
    if (kind === null) continue;
    const place = placeOf(file);
    if (place !== null) {
      leaveOut(file, place);
      continue;
    }
    const text = staged.get(file);
    const read: ReadResult = text === undefined ? readSource(join(request.root, file)) : { kind: 'text', text };
    if (read.kind === 'absent') {
      if (read.reason !== 'deleted') leaveOut(file, read.reason);
      else gone.push(file);
    } else if (read.kind === 'skipped') skipped.push({ file, reason: read.reason });
    else if (kind === 'schema') schemas.push({ file, text: read.text });
    else if (kind === 'deploy') deploys.push({ file, text: read.text });
    else {
      const content = excludedContent(file, read.text, packages);
      if (content === null) sources.push({ file, text: read.text, hash: sha256(read.text) });
      else leaveOut(file, content);
    }
  }
  const isSource = (file: string): boolean => kindByName(file) === 'source';
  const hidden = ignoredSources(
    request.root,
    request.of === 'index' ? [] : ignored,
    isSource,
    (file) => placeOf(file) !== null,
  );
  if (hidden.count > 0) excluded.set(`ignored by git${hidden.isWhole ? '' : ', at least'}`, hidden.count);
  const behind = linkedSources(request.root, links, isSource, (file) => placeOf(file) !== null);
  if (behind.count > 0) excluded.set(`behind links to folders${behind.isWhole ? '' : ', at least'}`, behind.count);
  // Named by the config, so that its patterns are known to match something.
  const lost = [
    ...brokenManifests(request.root, packages, staged),
    ...lostMembers({ root: request.root, paths, sources: sources.map(({ file }) => file), ignored }),
  ];
  leftOut.push(
    ...[...ignored, ...lost.map(({ file }) => file), ...repositories.map(({ directory }) => directory)].filter((path) =>
      unwanted.ignores(path),
    ),
  );
  const foreign = repositories.filter(({ directory }) => placeOf(`${directory}index.js`) === null);
  skipped.push(
    ...unlisted.filter(({ file }) => file === './' || placeOf(`${file}index.js`) === null),
    ...repositoryPlaces(request.root, foreign, isSource),
    ...(await sparseFiles(request.root, gone)),
    ...lost.filter(({ file }) => placeOf(file) === null),
  );
  return {
    sources,
    schemas,
    deploys,
    skipped,
    leftOut,
    hidden: [...ignored, ...untracked, ...links.map((link) => `${link}/`)],
    packages: [...packages].sort(),
    licences: paths.filter(isLicence),
    manifests: new Map([...staged].filter(([file]) => /(?:^|\/)package\.json$/.test(file))),
    excluded: Object.fromEntries([...excluded].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/**
 * Their dependencies are not known; that of the root ends the review, before it gets here or where it is broken as it
 * is staged.
 */
function brokenManifests(
  root: string,
  packages: ReadonlySet<string>,
  staged: ReadonlyMap<string, string>,
): readonly SkippedFile[] {
  return [...packages].flatMap((directory) => {
    const file = directory === '' ? 'package.json' : `${directory}/package.json`;
    const text = staged.get(file);
    const problem =
      text !== undefined ? brokenJson(text, 'strict') : directory === '' ? null : brokenManifest(join(root, directory));
    if (problem !== null && directory === '')
      throw new ConfigError(
        `package.json of the root, as it is staged: ${problem}; mend it first: versions and workspace ` +
          'members are read from it',
      );
    return problem === null ? [] : [{ file, reason: `${text === undefined ? '' : 'as it is staged: '}${problem}` }];
  });
}

type FileKind = 'source' | 'schema' | 'deploy';

function kindByName(file: string): FileKind | null {
  if (/\.[mc]?[jt]s$|\.[jt]sx$/.test(file)) return 'source';
  return /\.(?:prisma|sql|graphqls?|gql)$/.test(file) ? 'schema' : null;
}

function isLicence(path: string): boolean {
  return LICENCE_FILES.some((name) => path === name || path.endsWith(`/${name}`));
}

function packageDirectories(root: string, paths: readonly string[]): ReadonlySet<string> {
  const manifests = paths.filter((path) => path === 'package.json' || path.endsWith('/package.json'));
  const directories = manifests.map((path) => path.split('/').slice(0, -1).join('/'));
  return new Set(directories.filter((directory) => isPackage(join(root, directory))));
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
