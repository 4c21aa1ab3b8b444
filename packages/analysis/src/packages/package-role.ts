import { PACKAGE_KINDS } from './package-kinds.js';
import type { PackageRole } from '../vocabulary/concepts.js';

/** A parsed package.json, whatever stands in it. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Where a package stands. `root`: it is the project; `member`: of the workspace above it; `folder`: neither. */
export type PackagePlace = 'root' | 'member' | 'folder';

/**
 * The role of a package, by the dependencies and the words of its manifest and the manifest of the project it stands
 * in.
 */
export function packageRole(manifest: Manifest, place: PackagePlace, root: Manifest | null): PackageRole {
  if (place === 'folder' && isForeign(manifest, root)) return 'vendored';
  const name = typeof manifest['name'] === 'string' ? manifest['name'].replace(/^@[^/]+\//, '') : '';
  // The project itself is reviewed whatever it is called.
  if (place !== 'root' && TEST_NAME.test(name)) return 'test';
  if (place !== 'root' && DEMO_NAME.test(name)) return 'script';
  const needed = namesIn(manifest, ['dependencies', 'optionalDependencies']);
  const developed = namesIn(manifest, ['devDependencies']);
  const asked = namesIn(manifest, ['peerDependencies']);
  if (isServing(manifest) || has('either', [...needed, ...developed, ...asked])) return 'plain';
  if (has('documentation', [...needed, ...developed])) return 'documentation';
  if (has('browser', [...needed, ...asked]) || isBundled(manifest, name)) return 'browser';
  if (manifest['bin'] !== undefined && has('command', needed)) return 'command';
  return 'plain';
}

/** Its manifest names what answers requests or works on queues. */
export function isServing(manifest: Manifest): boolean {
  const used = namesIn(manifest, ['dependencies', 'optionalDependencies', 'devDependencies']);
  return has('server', [...used, ...namesIn(manifest, ['peerDependencies'])]) || has('both', used);
}

/**
 * A program that its user runs, as its manifest shows: a window of Electron or Tauri, an app of a phone, the pages of a
 * bundler. A tool in `devDependencies` says so where a script runs it; a library may only be tested with it.
 */
export function isClientProgram(manifest: Manifest): boolean {
  if (isServing(manifest)) return false;
  const needed = namesIn(manifest, ['dependencies', 'optionalDependencies']);
  const developed = namesIn(manifest, ['devDependencies']);
  if (has('device', needed) || (has('deviceTools', developed) && runs(manifest, DEVICE_COMMAND))) return true;
  const tools = [...needed, ...developed];
  return !has('either', tools) && has('pageTools', tools) && runs(manifest, PAGE_COMMAND);
}

/**
 * Anybody may install it: it says what is published of it. Where it gives nothing but sources in TypeScript no program
 * outside of the workspace can run it (Node reads none below `node_modules`).
 */
export function isPublished(manifest: Manifest): boolean {
  if (manifest['private'] === true) return false;
  if (manifest['publishConfig'] !== undefined) return true;
  const given = ['exports', 'main', 'module'].flatMap((field) => textsIn(manifest[field]));
  const says =
    Array.isArray(manifest['files']) ||
    ['exports', 'module', 'types', 'typings'].some((field) => textsIn(manifest[field]).length > 0);
  return says && !(given.length > 0 && given.every((path) => SOURCE.test(path)));
}

/** Names of the packages a manifest asks for, for whatever purpose. */
export function dependenciesOf(manifest: Manifest): readonly string[] {
  return namesIn(manifest, ['dependencies', 'optionalDependencies', 'peerDependencies', 'devDependencies']);
}

/** A manifest that only says how files are read (`{"type": "module"}`) makes no package of its directory. */
export function isPackageManifest(manifest: Manifest): boolean {
  return Object.keys(manifest).some((key) => key !== 'type' && key !== 'sideEffects' && key !== 'private');
}

/**
 * The role of the nearest package around a file. `roles`: by directory, relative to the root (empty), all packages of
 * the project.
 */
export function packageRoleOf(file: string, roles: Readonly<Record<string, PackageRole>>): PackageRole {
  for (let directory = parentOf(file); ; directory = parentOf(directory)) {
    if (Object.hasOwn(roles, directory)) return roles[directory] ?? 'plain';
    if (directory === '') return 'plain';
  }
}

const TEST_NAME = new RegExp(
  String.raw`^(?:tests?|e2e-tests?|fixtures?|test-(?:app|embed|server|site|page|project|harness|utils))$|` +
    String.raw`(?:^|-)(?:e2e|e2e-tests?|load-?tests?|test-utils)$`,
);
/** At the beginning of a command, or behind another one. */
const command = (names: string): RegExp => new RegExp(String.raw`(?:^|[\s/])(?:${names})(?=\s|$)`);
/** Sources in TypeScript, not its declarations. */
const SOURCE = /(?<!\.d)\.[cm]?tsx?$/;
const DEVICE_COMMAND = command(
  'electron|electron-(?:builder|vite|forge|packager)|tauri|cap|ns|nw|cordova|expo|react-native',
);
const PAGE_COMMAND = command('vite|ng|vue-cli-service|react-scripts|webpack(?:-dev-server)?');
const DEMO_NAME = /^(?:demo|example|playground|sandbox)s?(?:-|$)|-(?:demo|example|playground)s?$/;

/** Published by somebody else, as its name, version and author say, and kept in a folder that no workspace names. */
function isForeign(manifest: Manifest, root: Manifest | null): boolean {
  if (
    !root ||
    manifest['private'] === true ||
    typeof manifest['name'] !== 'string' ||
    typeof manifest['version'] !== 'string'
  )
    return false;
  const [repository, ofRoot] = [addressOf(manifest['repository']), addressOf(root['repository'])];
  if (repository !== null && ofRoot !== null) return repository !== ofRoot;
  const [author, rootAuthor] = [personOf(manifest['author']), personOf(root['author'])];
  return author !== null && rootAuthor !== null && author !== rootAuthor;
}

/**
 * Files for pages, made by a bundler: `unpkg`, `jsdelivr`, or a `browser` build; also a client library that says so in
 * its name.
 */
function isBundled(manifest: Manifest, name: string): boolean {
  if (manifest['bin'] !== undefined) return false;
  if (
    typeof manifest['unpkg'] === 'string' ||
    typeof manifest['jsdelivr'] === 'string' ||
    typeof manifest['browser'] === 'string'
  )
    return true;
  return manifest['private'] !== true && /(?:^|-)sdk(?:-|$)/.test(name);
}

function has(kind: keyof typeof PACKAGE_KINDS, names: readonly string[]): boolean {
  const wanted: readonly string[] = PACKAGE_KINDS[kind];
  return names.some((name) =>
    wanted.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one)),
  );
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function runs(manifest: Manifest, wanted: RegExp): boolean {
  const scripts = manifest['scripts'];
  return (
    typeof scripts === 'object' &&
    scripts !== null &&
    Object.values(scripts).some((script) => typeof script === 'string' && wanted.test(script))
  );
}

function namesIn(manifest: Manifest, fields: readonly string[]): string[] {
  return fields.flatMap((field) => {
    const declared = manifest[field];
    return typeof declared === 'object' && declared !== null ? Object.keys(declared) : [];
  });
}

/** `git+https://host/owner/name.git` and `owner/name` alike: `owner/name`. */
function addressOf(repository: unknown): string | null {
  const url =
    typeof repository === 'object' && repository !== null ? (repository as { readonly url?: unknown }).url : repository;
  return typeof url === 'string' ? (/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1]?.toLowerCase() ?? null) : null;
}

function personOf(author: unknown): string | null {
  const name = typeof author === 'object' && author !== null ? (author as { readonly name?: unknown }).name : author;
  return typeof name === 'string'
    ? name
        .replace(/[<(].*/, '')
        .trim()
        .toLowerCase() || null
    : null;
}

function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}
