/** Which files may hand a secret of another file to what takes one: told from facts, before anything is parsed again. */
import {
  type AnalysisSettings,
  type ExportFact,
  type FileFacts,
  namesOfSecretTakers,
  type Ref,
  registryOf,
  type TakerNames,
} from '@backend-architect/analysis';
import type { CachedSource } from '../extract/cache.js';
import type { Project } from '../project/types.js';

type Linked = Pick<Project, 'files' | 'modules' | 'classes'>;
type Users = (source: CachedSource) => boolean;

const known = new WeakMap<Project['files'], Users>();

/**
 * It imports a library that takes secrets, names one of its members, or imports a file that hands one on, perhaps under
 * another name.
 */
export function mayUseSecrets(source: CachedSource, project: Linked, settings: AnalysisSettings): boolean {
  let users = known.get(project.files);
  if (!users) known.set(project.files, (users = usersIn(project, namesOfSecretTakers(registryOf(settings)))));
  return users(source);
}

function usersIn(project: Linked, { names, libraries, anyName }: TakerNames): Users {
  if (anyName) return () => true;
  const imports = ({ libraries: own }: FileFacts): boolean => own.some((library) => libraries.has(library));
  const { hands, targets } = handing(project, imports, libraries);
  const word = new RegExp(`(?<![\\w$])(?:${[...names].map(escaped).join('|')})(?![\\w$])`);
  return ({ file, text }) => {
    const facts = project.files.get(file);
    return (
      !facts ||
      imports(facts) ||
      word.test(text) ||
      [...(targets.get(file)?.values() ?? [])].some((to) => hands.has(to))
    );
  };
}

/** Files that give others what takes secrets, and the files each imports, by what is written there. */
function handing(
  { files, modules, classes }: Linked,
  imports: (facts: FileFacts) => boolean,
  libraries: ReadonlySet<string>,
): { readonly hands: ReadonlySet<string>; readonly targets: ReadonlyMap<string, ReadonlyMap<string, string>> } {
  const hands = new Set<string>();
  const targets = new Map<string, Map<string, string>>();
  for (const { from, to, specifier, typeOnly } of modules) {
    if (typeOnly) continue;
    const own = targets.get(from) ?? new Map<string, string>();
    targets.set(from, own.set(specifier, to));
  }
  const gives = (file: string, specifier: string): boolean => hands.has(targets.get(file)?.get(specifier) ?? '');
  const isOne = (facts: FileFacts, ref: Ref | undefined, depth = 0): boolean => {
    if (!ref || depth > 4) return false;
    switch (ref.kind) {
      case 'import':
        return gives(facts.file, ref.specifier) || (!targets.get(facts.file)?.has(ref.specifier) && imports(facts));
      case 'library':
        // What makes another function of one it is given may be given one of these.
        return (
          ref.type === undefined && (libraries.has(ref.symbol.slice(0, ref.symbol.indexOf('#'))) || imports(facts))
        );
      case 'result':
        return isOne(facts, ref.of, depth + 1);
      case 'class':
        return isOne(facts, classes.get(`${facts.file}#${ref.className}`)?.fact.extends, depth + 1);
      case 'object':
        return [...Object.values(ref.members), ...(ref.rest ?? [])].some((one) => isOne(facts, one, depth + 1));
      default:
        return false;
    }
  };
  // A value of a modelled type has its members under the names of the model.
  const handsOn = (facts: FileFacts, { typeOnly, from, type, ref, refs }: ExportFact): boolean =>
    !typeOnly &&
    type === undefined &&
    ((from !== undefined && isOne(facts, { kind: 'import', specifier: from, name: '*', path: [] })) ||
      [ref, ...(refs ?? [])].some((one) => isOne(facts, one)));
  for (let before = -1; before !== hands.size;) {
    before = hands.size;
    for (const facts of files.values())
      if (!hands.has(facts.file) && facts.exports.some((fact) => handsOn(facts, fact))) hands.add(facts.file);
  }
  return { hands, targets };
}

function escaped(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
