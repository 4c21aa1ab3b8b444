/** Which files need not be parsed again: no rule speaks in them, and they use no secret of another file. */
import { type AnalysisSettings, type ExportFact, namesOfSecretTakers, registryOf } from '@backend-architect/analysis';
import { rules, speaksOf } from '@backend-architect/rules';
import type { CachedSource } from '../extract/cache.js';
import type { Project } from '../project/types.js';

type Files = Project['files'];

const words = new WeakMap<Files, RegExp>();

/** Told from the role of the file and from the words in it alone. */
export function showsNothing({ file, text }: CachedSource, files: Files, settings: AnalysisSettings): boolean {
  const role = files.get(file)?.role;
  if (role === undefined || Object.values(rules).some((rule) => speaksOf(rule, role))) return false;
  let takers = words.get(files);
  if (!takers) words.set(files, (takers = takersIn(files, settings)));
  return !takers.test(text);
}

/** What takes secrets, by the names of the models and by those that files of the project give it. */
function takersIn(files: Files, settings: AnalysisSettings): RegExp {
  const { names, libraries, anyName } = namesOfSecretTakers(registryOf(settings));
  const called = new Set(names);
  const exported = [...files.values()].flatMap(({ exports }) => exports);
  // What was renamed once may be renamed again.
  for (let before = -1; before !== called.size;) {
    before = called.size;
    for (const fact of exported) if (renames(fact, called, libraries)) called.add(fact.name);
  }
  if (anyName || called.has('default')) return /(?:)/;
  const [words, modules] = [called, libraries].map((set) => [...set].map(escaped).join('|'));
  return new RegExp(`(?<![\\w$])(?:${words})(?![\\w$])|['"\`](?:${modules})['"\`]`);
}

/** Whether an export hands on what takes secrets, or may. */
function renames(
  { name, from, ref, refs, typeOnly }: ExportFact,
  called: ReadonlySet<string>,
  libraries: ReadonlySet<string>,
): boolean {
  if (typeOnly || name === '*') return false;
  return (
    (from !== undefined && libraries.has(from)) ||
    [ref, ...(refs ?? [])].some(
      (one) =>
        (one?.kind === 'import' && (libraries.has(one.specifier) || called.has(one.name))) ||
        (one?.kind === 'library' && libraries.has(one.symbol.slice(0, one.symbol.indexOf('#')))),
    )
  );
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
