/** What is put before an entry by the calls it is chained to: `procedure.use(signedIn).input(schema).mutation(run)`. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { ArgFact } from '../../vocabulary/argument-fact.js';
import type { BuilderFact } from '../../vocabulary/facts.js';
import type { LibraryModel } from '../../vocabulary/library-model.js';
import { memberName } from '../../syntax/keys.js';
import { onlyValue } from '../http/request-chain.js';
import { unwrap } from '../../syntax/wrappers.js';

interface Names {
  /** Members that register what runs, and those that put a step before it. */
  readonly entries: ReadonlySet<string>;
  readonly steps: ReadonlySet<string>;
}

const MAX_HOPS = 24;
const known = new WeakMap<readonly LibraryModel[], Names>();
const knownOf = new WeakMap<LibraryModel, Names>();

/** Names of the members of builders, in the libraries the project has. */
function namesOf({ installed }: FileAnalysis): Names {
  const before = known.get(installed);
  if (before) return before;
  const all = installed.map(namesIn);
  const names = {
    steps: new Set(all.flatMap(({ steps }) => [...steps])),
    entries: new Set(all.flatMap(({ entries }) => [...entries])),
  };
  known.set(installed, names);
  return names;
}

/** The same for every file that has the library. */
function namesIn(model: LibraryModel): Names {
  const before = knownOf.get(model);
  if (before) return before;
  const steps = new Set<string>();
  const entries = new Set<string>();
  for (const { members } of Object.values(model.types ?? {})) {
    const own = Object.entries(members ?? {});
    if (!own.some(([, { call }]) => call?.step)) continue;
    for (const [name, { call }] of own) if (call?.step) steps.add(name);
    for (const [name, { call }] of own) if (call?.entry) entries.add(name);
  }
  const names = { steps, entries };
  knownOf.set(model, names);
  return names;
}

/** Of a call that registers what runs behind a builder: what stands before it. Null for any other call. */
export function stepsBefore(
  file: FileAnalysis,
  node: Node,
  argOf: (file: FileAnalysis, node: Node) => ArgFact,
): BuilderFact | null {
  const names = namesOf(file);
  if (names.entries.size === 0 || node.type !== 'CallExpression') return null;
  const callee = unwrap(node.callee);
  return callee.type === 'MemberExpression' && names.entries.has(memberName(callee) ?? '')
    ? builderOf(file, callee.object, argOf, 0)
    : null;
}

/** Of a builder that others go on with; null where the value is none. */
export function builderBehind(
  file: FileAnalysis,
  node: Node,
  argOf: (file: FileAnalysis, node: Node) => ArgFact,
): BuilderFact | null {
  if (namesOf(file).entries.size === 0) return null;
  const { type } = file.typeOf(node) ?? {};
  const isBuilder = Object.values(type?.members ?? {}).some(({ call }) => call?.step) || isChained(file, node);
  return isBuilder ? builderOf(file, node, argOf, 0) : null;
}

function isChained(file: FileAnalysis, node: Node): boolean {
  const plain = unwrap(node);
  const value = plain.type === 'Identifier' ? onlyValue(file, plain)?.init : null;
  if (value) return isChained(file, value);
  const callee = plain.type === 'CallExpression' ? unwrap(plain.callee) : null;
  return callee?.type === 'MemberExpression' && namesOf(file).steps.has(memberName(callee) ?? '');
}

function builderOf(
  file: FileAnalysis,
  node: Node,
  argOf: (file: FileAnalysis, node: Node) => ArgFact,
  hops: number,
): BuilderFact {
  const plain = unwrap(node);
  const open: BuilderFact = { steps: [], open: true };
  if (hops > MAX_HOPS) return open;
  if (plain.type === 'Identifier') {
    const value = onlyValue(file, plain);
    if (value?.init && value.path.length === 0) return builderOf(file, value.init, argOf, hops + 1);
    const from = argOf(file, plain).ref;
    return from?.kind === 'import' ? { steps: [], from } : open;
  }
  if (plain.type === 'MemberExpression') {
    const from = argOf(file, plain).ref;
    // The first builder of its library, with nothing before it.
    if (from?.kind === 'library' && file.symbolOf(plain)) return { steps: [] };
    return from?.kind === 'import' ? { steps: [], from } : open;
  }
  if (plain.type !== 'CallExpression') return open;
  const callee = unwrap(plain.callee);
  if (callee.type !== 'MemberExpression') return open;
  const inner = builderOf(file, callee.object, argOf, hops + 1);
  const [step] = plain.arguments as readonly TSESTree.CallExpressionArgument[];
  return namesOf(file).steps.has(memberName(callee) ?? '') && step
    ? { ...inner, steps: [...inner.steps, argOf(file, step)] }
    : inner;
}
