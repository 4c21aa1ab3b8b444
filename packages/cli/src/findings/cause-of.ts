import type { ClassFact, Range } from '@backend-architect/analysis';
import type { ProblemCause } from '@backend-architect/rules';
import type { Cause } from '../detectors/define.js';
import { throughFunction } from '../detectors/shared-cause.js';
import type { Project, ProjectCall } from '../project/types.js';
import { enclosingSymbol } from './enclosing-symbol.js';

/** Finds out what the cause of a problem in this file is. */
export type CauseReader = (file: string, cause: ProblemCause) => Cause | undefined;

/**
 * Reads causes that rules of one file only point at, with what the whole project knows: the function a call runs, the
 * function a value belongs to, the package a library works in. Nothing where that is not settled: such a finding stands
 * by itself.
 * @param packages Root-relative directories with a package.json; '' for the root.
 */
export function causeReader(project: Project, packages: readonly string[]): CauseReader {
  let calls: ReadonlyMap<string, ProjectCall> | undefined;
  return (file, cause) => {
    switch (cause.kind) {
      case 'callee': {
        calls ??= callsByPlace(project);
        const call = calls.get(keyOf(file, cause.at));
        const fn = call?.targets.length === 1 ? project.functions.get(call.targets[0]!) : undefined;
        return fn?.fact ? throughFunction(fn, cause.words) : undefined;
      }
      case 'member':
        return memberCause(project, file, cause.at, cause.name);
      case 'place': {
        const where = cause.file ?? file;
        const name = nameAt(project, where, cause.at);
        return {
          place: { file: where, at: cause.at },
          words: `${cause.words} in ${name === '' ? '' : `\`${name}\` of `}${where}`,
        };
      }
      case 'library': {
        const around =
          packages
            .filter((directory) => directory === '' || file.startsWith(`${directory}/`))
            .sort((a, b) => b.length - a.length)[0] ?? '';
        return {
          place: { file: around === '' ? 'package.json' : `${around}/package.json`, at: [0, 0] },
          words: `${cause.words} in ${around === '' ? 'this package' : around}`,
        };
      }
      case 'project':
        return { words: cause.words };
      default:
        return cause satisfies never;
    }
  };
}

/** Parents that are looked through for what declares a member. */
const MOST_PARENTS = 6;

/**
 * The field or getter a class or one of its parents declares; nothing where a parent cannot be followed to its
 * declaration.
 */
function memberCause(project: Project, file: string, at: Range, name: string): Cause | undefined {
  const around = (project.files.get(file)?.classes ?? [])
    .filter(({ range }) => range[0] <= at[0] && at[1] <= range[1])
    .sort((a, b) => b.range[0] - a.range[0])[0];
  let current = around && { file, fact: around };
  for (let hops = 0; current && hops < MOST_PARENTS; hops++) {
    const { fact } = current;
    const field = fact.fields.find((one) => one.name === name)?.at;
    const getter = fact.methods.find((one) => one.name === name && one.getter === true);
    const declared = field ?? (getter && project.functionAt(current.file, getter.fn)?.fact?.nameRange);
    if (declared)
      return { place: { file: current.file, at: declared }, words: `with \`${fact.name}.${name}\` of ${current.file}` };
    current = parentOf(project, current.file, fact);
  }
  return undefined;
}

function parentOf(
  project: Project,
  file: string,
  { extends: parent }: ClassFact,
): { readonly file: string; readonly fact: ClassFact } | undefined {
  if (parent?.kind === 'class' && parent.path.length === 0) return project.classes.get(`${file}#${parent.className}`);
  if (parent?.kind !== 'import' || parent.path.length > 0) return undefined;
  const edge = project.modules.find((one) => one.from === file && one.specifier === parent.specifier);
  return edge && project.classes.get(`${edge.to}#${parent.name}`);
}

function callsByPlace(project: Project): ReadonlyMap<string, ProjectCall> {
  const calls = new Map<string, ProjectCall>();
  for (const fn of project.functions.values()) {
    for (const call of fn.calls) if (!call.indirect) calls.set(keyOf(call.file, call.fact.at), call);
  }
  return calls;
}

function keyOf(file: string, at: Range): string {
  return `${file}\0${at[0]}\0${at[1]}`;
}

/** The function that stands at a place, else the one around it; '' at module level. */
function nameAt(project: Project, file: string, at: Range): string {
  const facts = project.files.get(file);
  const own = facts?.functions.find(({ range }) => range[0] === at[0] && range[1] === at[1]);
  return own?.name ?? (facts ? enclosingSymbol(facts, at) : '');
}
