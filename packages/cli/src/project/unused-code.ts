/**
 * Code that nothing runs: files that no other imports while those beside them are imported one by one, and functions that
 * are exported and that nothing names. What stands there is wrong and does no harm.
 */
import { isFoundByName, type FileFacts, type Range } from '@backend-architect/analysis';
import { posix } from 'node:path';
import { grouped } from './module-edges.js';
import type { ModuleEdge, ProjectFunction } from './types.js';

export interface UnusedInput {
  readonly files: ReadonlyMap<string, Pick<FileFacts, 'role' | 'exports'>>;
  readonly modules: readonly Pick<ModuleEdge, 'from' | 'to' | 'names'>[];
  readonly functions: ReadonlyMap<unknown, Pick<ProjectFunction, 'file' | 'fact'>>;
  /** Sources, and whatever else names files of the project: manifests, documents of a deployment. */
  readonly texts: ReadonlyMap<string, string>;
  /** What others install and import is run by them. */
  readonly isPublished: (file: string) => boolean;
}

export interface UnusedCode {
  /** Why nothing runs what stands at a place; null where something may. */
  at(file: string, at: Range): string | null;
}

type Around = Pick<FileFacts['functions'][number], 'name' | 'range' | 'nameRange'>;

/** Code that loads files by what it finds in a folder, or by names that are made. */
const LOADER =
  /\breaddir(?:Sync)?\b|\bglob(?:by)?(?:Sync)?\b|autoload|require\.context|import\.meta\.glob|(?:\brequire|\bimport)\(\s*[^'"\s)]/i;
/** A file that is run itself. */
const RUNS_ITSELF = /^#!|\brequire\.main\b|\bimport\.meta\.main\b|\bprocess\.argv\b/;
/** A project of fewer source files is taken for an excerpt: whoever uses its code may be in what was left out. */
const FEWEST_FILES = 20;

export function createUnusedCode(given: UnusedInput): UnusedCode {
  const sources = [...given.files.values()].filter(({ role }) => role === 'source').length;
  if (sources < FEWEST_FILES) return { at: () => null };
  // Tests run what nothing else does.
  const texts = new Map([...given.texts].filter(([file]) => given.files.get(file)?.role !== 'test'));
  const input = { ...given, texts };
  let dead: ReadonlyMap<string, Unused> | null = null;
  const deadFiles = (): ReadonlyMap<string, Unused> => (dead ??= unusedFiles(input));
  const imports = grouped(
    given.modules,
    ({ to }) => to,
    (edge) => edge,
  );
  const isLive = (file: string): boolean => given.files.get(file)?.role !== 'test' && !deadFiles().has(file);
  let words: ReadonlyMap<string, ReadonlySet<string>> | null = null;
  const filesNaming = (word: string): ReadonlySet<string> => {
    words ??= wordsOf(input, deadFiles());
    return words.get(word) ?? new Set();
  };

  /** Nothing but where it is declared and exported names it. */
  const isUnnamed = (file: string, { name, range: own, nameRange }: Around): boolean => {
    const text = texts.get(file) ?? '';
    const elsewhere = [
      ...withoutComments(text).matchAll(new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])`, 'g')),
    ].filter(({ index }) => index !== nameRange[0] && (index < own[0] || index >= own[1]) && !isExporting(text, index));
    return elsewhere.length === 0 && [...filesNaming(name)].every((other) => other === file);
  };

  const functionAround = (file: string, at: Range): Around | null => {
    for (const { file: of, fact } of input.functions.values())
      if (of === file && fact?.within === -1 && fact.range[0] <= at[0] && at[1] <= fact.range[1]) return fact;
    return null;
  };

  return {
    at(file, at) {
      const facts = input.files.get(file);
      if (facts?.role !== 'source' || input.isPublished(file)) return null;
      const unused = deadFiles().get(file);
      if (unused !== undefined)
        return unused === 'alone'
          ? 'nothing imports the file it stands in, while those beside it are imported'
          : 'only files that nothing imports import the file it stands in';
      const around = functionAround(file, at);
      if (!around || isFoundByName(around.name)) return null;
      const own = facts.exports.find(({ name }) => name === around.name);
      if ((own?.runsAs?.length ?? 0) > 0 || !exportedNames(facts).includes(around.name) || !isUnnamed(file, around))
        return null;
      // Where others are taken by their names, all are; whoever takes the file as a whole may ask for any.
      const taken = new Set(
        (imports.get(file) ?? [])
          .filter(({ from }) => isLive(from))
          .flatMap(({ names }) => names.map((one) => one.imported)),
      );
      return taken.size > 0 && !taken.has('*') && !taken.has('default') ? `nothing calls \`${around.name}\`` : null;
    },
  };
}

/** Names a file exports, one by one or in an object: `export default { load, save }`. */
function exportedNames({ exports }: Pick<FileFacts, 'exports'>): readonly string[] {
  return exports.flatMap(({ name, typeOnly, ref }) =>
    typeOnly ? [] : [name, ...(name === 'default' && ref?.kind === 'object' ? Object.keys(ref.members) : [])],
  );
}

/** Nobody imports it, or only such files do. */
type Unused = 'alone' | 'below';

function unusedFiles({ files, modules, texts, isPublished }: UnusedInput): ReadonlyMap<string, Unused> {
  const importers = grouped(
    modules.filter(({ from, to }) => from !== to),
    ({ to }) => to,
    ({ from }) => from,
  );
  const isTest = (file: string): boolean => files.get(file)?.role === 'test';
  const loaders = [...texts].filter(([, text]) => LOADER.test(text));
  const isLoaded = (folder: string): boolean =>
    loaders.some(([file, text]) => posix.dirname(file) === folder || isWordIn(text, posix.basename(folder)));
  const isUsed = (file: string): boolean => (importers.get(file) ?? []).some((from) => !isTest(from));
  // Where more files of a folder, or of a name, are imported by nobody than by somebody, something finds them there.
  const counts = new Map<string, { used: number; unused: number }>();
  for (const [file, { role }] of files) {
    if (role !== 'source') continue;
    for (const key of [posix.dirname(file), `* ${posix.basename(file)}`]) {
      const known = counts.get(key) ?? { used: 0, unused: 0 };
      known[isUsed(file) ? 'used' : 'unused'] += 1;
      counts.set(key, known);
    }
  }
  const isFound = (key: string, alone: number): boolean => {
    const { used, unused } = counts.get(key) ?? { used: 0, unused: 0 };
    return unused > alone && unused >= used;
  };
  const found = new Map<string, Unused>();
  for (const [file, { role, exports }] of files) {
    if (role !== 'source' || isPublished(file) || exports.length === 0 || isUsed(file)) continue;
    const folder = posix.dirname(file);
    if (isFound(folder, 0) || isFound(`* ${posix.basename(file)}`, 1)) continue;
    if (exports.some(({ runsAs }) => (runsAs?.length ?? 0) > 0) || RUNS_ITSELF.test(texts.get(file) ?? '')) continue;
    if (isLoaded(folder) || isMentioned(file, texts)) continue;
    found.set(file, 'alone');
  }
  // What only such files import is run by nobody either.
  for (let grown = true; grown;) {
    grown = false;
    for (const [file, { role }] of files) {
      const by = (importers.get(file) ?? []).filter((from) => !isTest(from));
      if (role !== 'source' || found.has(file) || by.length === 0 || !by.every((from) => found.has(from))) continue;
      if (isPublished(file) || RUNS_ITSELF.test(texts.get(file) ?? '') || isLoaded(posix.dirname(file))) continue;
      found.set(file, 'below');
      grown = true;
    }
  }
  return found;
}

/** Some text names the file with its folder, or beside it: `src/jobs/clean.js`, `./clean`. */
function isMentioned(file: string, texts: ReadonlyMap<string, string>): boolean {
  const name = escaped(posix.basename(file).replace(/\.[cm]?[jt]sx?$/, ''));
  const folder = escaped(posix.basename(posix.dirname(file)));
  const mention = new RegExp(`(?:${folder}[/\\\\.]|\\./)${name}(?![\\w-])`);
  return [...texts].some(
    ([other, text]) => other !== file && mention.test(text) && mention.test(withoutComments(text)),
  );
}

function wordsOf({ texts }: UnusedInput, dead: ReadonlyMap<string, Unused>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [file, text] of texts) {
    if (dead.has(file)) continue;
    for (const [word] of withoutComments(text).matchAll(/[A-Za-z_$][\w$]*/g)) {
      const known = found.get(word);
      // Two are enough to tell.
      if (!known) found.set(word, new Set([file]));
      else if (known.size < 2) known.add(file);
    }
  }
  return found;
}

/** Lines that are nothing but a comment say nothing; places stay. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]*(?:\/\/|\*(?=[\s/]|$)).*$/gm, (line) => ' '.repeat(line.length));
}

/** `export { name }`, `module.exports = { name }`, `exports.name = name`: the word stands in what is exported. */
function isExporting(text: string, index: number): boolean {
  const before = text.slice(Math.max(0, index - 4_000), index);
  return (
    /(?:\bexport\s*(?:default\s*)?\{|\bmodule\.exports\s*=\s*\{)[^{}()]*$/.test(before) ||
    /\bexports\.\w*(?:\s*=\s*)?$/.test(before)
  );
}

function isWordIn(text: string, word: string): boolean {
  return new RegExp(`(?<![\\w$-])${escaped(word)}(?![\\w$-])`).test(text);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
