import type { FileFacts } from '@backend-architect/analysis';
import ignore from 'ignore';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { namesRoute } from './detectors/declared-route.js';
import { matchesGlob } from './options/glob-pattern.js';
import { closestName } from './options/closest-name.js';
import type { Config } from './options/config.js';
import { CONFIG_FILE } from './options/read-config.js';
import type { Project } from './project/types.js';

export interface ConfigUse {
  readonly root: string;
  readonly config: Config;
  /** Root-relative paths of source and schema files: those that were read, and those that were left out. */
  readonly listed: readonly string[];
  readonly facts: readonly FileFacts[];
  readonly project: Project;
}

/**
 * What the config says of things that are not there, one line each with key and value, and configs nobody reads. Not
 * errors: routes, tables and files come and go, and the config may be ahead of the code.
 */
export function configNotes({ root, config, listed, facts, project }: ConfigUse): readonly string[] {
  const { policy = {} } = config;
  const said = (key: string, value: string, why: string): string =>
    `${CONFIG_FILE}: ${key} ${JSON.stringify(value)} ${why}`;
  const isFile = (glob: string): boolean => listed.some((file) => matchesGlob(file, glob));
  return [
    ...nestedConfigs(root, facts).map(
      (path) => `${path} is not read: only ${CONFIG_FILE} at the root of the project is`,
    ),
    ...(config.ignore ?? [])
      .filter((pattern) => !matchesSomething(pattern, listed))
      .map((pattern) => said('ignore', pattern, 'matches no source or schema file')),
    ...(config.models ?? [])
      .filter((model) => model.modules.length > 0 && !facts.some(({ libraries }) => libraries.includes(model.library)))
      .map((model) => said('models', model.library, `is never imported: no file names ${model.modules.join(', ')}`)),
    ...(policy.publicRoutes ?? [])
      .filter((line) => !project.operations.some((operation) => namesRoute(line, operation)))
      .map((line) => said('policy.publicRoutes', line, 'matches no route')),
    ...tableNotes(policy.boundedTables ?? {}, project, said),
    ...Object.entries(policy.layers ?? {}).flatMap(([layer, globs]) =>
      globs.filter((glob) => !isFile(glob)).map((glob) => said(`policy.layers.${layer}`, glob, 'matches no file')),
    ),
    ...(policy.bestEffort ?? [])
      .filter((glob) => !isFile(glob))
      .map((glob) => said('policy.bestEffort', glob, 'matches no file')),
  ];
}

/** Configs below the root beside or above code that was read: one project has one config. */
function nestedConfigs(root: string, facts: readonly FileFacts[]): readonly string[] {
  const directories = new Set<string>();
  for (const { file } of facts) {
    for (let end = file.lastIndexOf('/'); end > 0; end = file.lastIndexOf('/', end - 1)) {
      const directory = file.slice(0, end);
      if (directories.has(directory)) break;
      directories.add(directory);
    }
  }
  return [...directories]
    .sort()
    .map((directory) => `${directory}/${CONFIG_FILE}`)
    .filter((path) => existsSync(join(root, path)));
}

/** A pattern that takes back (`!kept.ts`) must name something too. */
function matchesSomething(pattern: string, listed: readonly string[]): boolean {
  if (pattern.trim() === '' || pattern.startsWith('#')) return true;
  const { ignores } = asPredicate(pattern.replace(/^!/, ''));
  return listed.some(ignores);
}

function asPredicate(pattern: string): { readonly ignores: (file: string) => boolean } {
  const rules = ignore().add(pattern);
  return { ignores: (file) => rules.ignores(file) };
}

/** Tables that are declared, and those that queries name: both are told by what code calls them. */
function tableNotes(
  bounded: Readonly<Record<string, number>>,
  project: Project,
  said: (key: string, value: string, why: string) => string,
): readonly string[] {
  const names = new Set<string>(project.tables.map(({ name }) => name));
  for (const { queries } of project.files.values())
    for (const { entity } of queries) if (entity !== undefined) names.add(entity);
  const known = new Set([...names].map((name) => name.toLowerCase()));
  return Object.keys(bounded)
    .filter((table) => !known.has(table.toLowerCase()))
    .map((table) => {
      const closest = closestName(table, names);
      return said(
        'policy.boundedTables',
        table,
        `names no table${closest === null ? '' : `; did you mean ${JSON.stringify(closest)}?`}`,
      );
    });
}
