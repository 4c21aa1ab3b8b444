import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { getNodeValue, parseTree, printParseErrorCode, type ParseError } from 'jsonc-parser';
import {
  catalogsIn,
  declaredDependencies,
  declaredVersion,
  isCopiedCode,
  isPackageManifest,
  LICENCE_FILES,
  lockedVersionsIn,
  packageRole,
  settingsNestTooDeeply,
  SEVERITIES,
  UNKNOWN_VERSION,
  type LibraryModel,
  type PackageRole,
} from '@backend-architect/analysis';
import type { RuleSetting } from '@backend-architect/rules';
import { CONFIG_FILE, configRoot, isWorkspaceMember, nestedConfigs } from './config-root.js';
import { LARGEST_LISTING, readText, textOf } from './read-text.js';

/** What the disk says about the project of a directory. Read once per project and process. */
export interface HostProject {
  readonly directory: string;
  /** Root of the project, where its backend-architect.json stands when it has one. */
  readonly root: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly models: readonly LibraryModel[];
  readonly ignore: readonly string[];
  /** What the package around the directory is for, by its root-relative directory. */
  readonly packageRoles: Readonly<Record<string, PackageRole>>;
  /** What the config says of rules, by id. */
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

const projects = new Map<string, HostProject>();

/** A directory without any of these is the same project as the one above it. */
const MARKS = [CONFIG_FILE, 'package.json', 'node_modules', '.git', ...LICENCE_FILES] as const;

/**
 * The project a directory belongs to. Directories of one project share one object, so that its models are indexed once.
 */
export function projectOf(directory: string, cwd: string): HostProject {
  const key = `${cwd}\0${directory}`;
  const known = projects.get(key);
  if (known) return known;
  const above = dirname(directory);
  const project =
    above === directory || MARKS.some((mark) => existsSync(join(directory, mark)))
      ? readProject(directory, cwd)
      : projectOf(above, cwd);
  projects.set(key, project);
  return project;
}

function readProject(directory: string, cwd: string): HostProject {
  const chain = upward(directory);
  const root = configRoot(directory, cwd);
  const path = join(root, CONFIG_FILE);
  const config = readConfig(path);
  for (const nested of nestedConfigs(directory, root)) sayNotRead(join(nested, CONFIG_FILE), root);
  return {
    directory,
    root,
    versions: versionsFrom(chain),
    packageRoles: rolesFrom(chain, root),
    models: config.models ?? [],
    ignore: config.ignore ?? [],
    rules: config.rules ?? {},
  };
}

/** The directory and those above it, up to the repository's root. */
function upward(directory: string): string[] {
  const chain: string[] = [];
  for (let at = directory; ; at = dirname(at)) {
    chain.push(at);
    if (existsSync(join(at, '.git')) || dirname(at) === at) return chain;
  }
}

function readConfig(path: string): Partial<Pick<HostProject, 'models' | 'ignore' | 'rules'>> {
  const read = readText(path);
  if (read === null) return {};
  if ('problem' in read) throw new Error(`${path}: cannot be read: ${read.problem}.`);
  if (settingsNestTooDeeply(read.text)) throw new Error(`${path}: nests too deeply to be settings.`);
  const errors: ParseError[] = [];
  const tree = parseTree(read.text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first)
    throw new Error(`${path}: not valid JSON at offset ${first.offset} (${printParseErrorCode(first.error)}).`);
  const value: unknown = tree ? getNodeValue(tree) : null;
  if (!isRecord(value)) throw new Error(`${path}: expected an object.`);
  const { rules = {} } = value;
  if (!isRecord(rules) || !Object.values(rules).every(isSetting))
    throw new Error(
      `${path}: "rules" is not an object of severities; \`backend-architect review\` says what is wrong.`,
    );
  return {
    models: listOf(value, 'models', path, isModel),
    ignore: listOf(value, 'ignore', path, isText),
    rules: rules as HostProject['rules'],
  };
}

const said = new Set<string>();

/** Once for each file: a config that changes nothing must not look as if it did. */
function sayNotRead(path: string, root: string): void {
  if (said.has(path)) return;
  said.add(path);
  process.emitWarning(
    `${path} is not read: only ${CONFIG_FILE} at the root of the project is (${root})`,
    'BackendArchitectWarning',
  );
}

/** A list of the config, or an error that names it: a typing mistake must not switch a model off in silence. */
function listOf<T>(
  config: Record<string, unknown>,
  key: string,
  path: string,
  isItem: (item: unknown) => item is T,
): T[] | undefined {
  const list = config[key];
  if (list === undefined) return undefined;
  if (!Array.isArray(list) || !list.every(isItem))
    throw new Error(
      `${path}: "${key}" is not a list of the expected kind; \`backend-architect review\` says what is wrong.`,
    );
  return list;
}

/** The nearest package at or below the root is the one that says what its files are for. */
function rolesFrom(chain: readonly string[], root: string): Readonly<Record<string, PackageRole>> {
  const inside = chain.includes(root) ? chain.slice(0, chain.indexOf(root) + 1) : [];
  for (const at of inside) {
    const manifest = readJson(join(at, 'package.json'));
    const isPackage = manifest !== null && (at === root || isPackageManifest(manifest));
    if (!isPackage && at !== root && isCopiedCode(licenceIn(at), licenceIn(root)))
      return { [relative(root, at).split(sep).join('/')]: 'vendored' };
    if (!isPackage) continue;
    if (at === root) return { '': packageRole(manifest, 'root', null) };
    const place = inside.some((above) => above !== at && at.startsWith(above) && isWorkspaceMember(above, at))
      ? 'member'
      : 'folder';
    return {
      [relative(root, at).split(sep).join('/')]: packageRole(manifest, place, readJson(join(root, 'package.json'))),
    };
  }
  return {};
}

function licenceIn(directory: string): string {
  return LICENCE_FILES.map((name) => textOf(join(directory, name))).join('\n');
}

/**
 * Declared dependencies, the nearest package.json first; what is installed beats what is locked, and that what is
 * declared.
 */
function versionsFrom(chain: readonly string[]): Record<string, string> {
  const versions = new Map<string, string>();
  const locked = chain.map((at) => lockedIn(at)).find((found) => found.size > 0) ?? NOTHING;
  const catalogs = chain
    .map((at) => catalogsIn(textOf(join(at, 'pnpm-workspace.yaml'))))
    .find((found) => found.size > 0);
  for (const at of chain) {
    for (const [name, range] of declaredDependencies(readJson(join(at, 'package.json')))) {
      if ((versions.get(name) ?? UNKNOWN_VERSION) !== UNKNOWN_VERSION) continue;
      const version = installedVersion(chain, name) ?? locked.get(name) ?? declaredVersion(name, range, catalogs);
      versions.set(name, version ?? UNKNOWN_VERSION);
    }
  }
  return Object.fromEntries(versions);
}

const NOTHING: ReadonlyMap<string, string> = new Map();
const locks = new Map<string, ReadonlyMap<string, string>>();

/** Lock files are long, and every package of a workspace asks for the same one. */
function lockedIn(directory: string): ReadonlyMap<string, string> {
  const known =
    locks.get(directory) ?? lockedVersionsIn(readJson(join(directory, 'package-lock.json'), LARGEST_LISTING));
  locks.set(directory, known);
  return known;
}

function installedVersion(chain: readonly string[], name: string): string | null {
  for (const at of chain) {
    const version = readJson(join(at, 'node_modules', name, 'package.json'))?.['version'];
    if (typeof version === 'string') return version;
  }
  return null;
}

function readJson(path: string, most?: number): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(textOf(path, most));
    return isRecord(value) ? value : null;
  } catch {
    // Absent, or broken: then nothing is known about versions.
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSetting(value: unknown): boolean {
  const level: unknown = Array.isArray(value) ? value[0] : value;
  return level === 'off' || SEVERITIES.some((severity) => severity === level);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isModel(value: unknown): value is LibraryModel {
  return isRecord(value) && isText(value['library']) && Array.isArray(value['modules']) && isRecord(value['exports']);
}
