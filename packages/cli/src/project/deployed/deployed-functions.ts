/** Exports of the program that a platform runs because documents or code of its deployment say so. */
import type { ExportFact } from '@backend-architect/analysis';
import { posix } from 'node:path';
import type { LinkedCall } from '../call-linker.js';
import type { Modules } from '../modules.js';
import type { Resolver } from '../resolution.js';
import { codeFunctions } from './code-functions.js';
import { documentFunctions } from './document-functions.js';
import type { RunFor, SaidFunction } from './said-function.js';

export interface DeployedFunction {
  readonly library: string;
  readonly file: string;
  readonly exported: ExportFact;
  /** Nothing, where only its being deployed is said. */
  readonly runs: readonly RunFor[];
}

export interface DeployedInput {
  readonly resolver: Resolver;
  readonly modules: Modules;
  readonly documents: readonly { readonly file: string; readonly text: string }[];
}

/** Asked again while calls are linked: what documents say is read once. */
export function deployedFunctions({
  resolver,
  modules,
  documents,
}: DeployedInput): (calls: readonly LinkedCall[]) => readonly DeployedFunction[] {
  const said = documents.flatMap((document) =>
    resolver.registry.models.flatMap(({ library, deployFiles = [] }) =>
      deployFiles
        .filter(({ file }) => new RegExp(file).test(document.file))
        .flatMap((model) => documentFunctions(model, library, document)),
    ),
  );
  return (calls) => {
    const found = new Map<string, DeployedFunction>();
    for (const one of [...said, ...codeFunctions({ resolver, calls })]) {
      const file = fileOf(modules, one);
      const exported = file === null ? null : exportOf(resolver, file, one.name);
      if (file === null || !exported) continue;
      const key = `${file} ${one.name}`;
      const before = found.get(key);
      found.set(key, {
        library: before?.library ?? one.library,
        file,
        exported,
        runs: distinct([...(before?.runs ?? []), ...one.runs]),
      });
    }
    return [...found.values()];
  };
}

/** What is not there belongs to another program, or is written in another language. */
function fileOf(modules: Modules, { folders, path }: SaidFunction): string | null {
  for (const folder of folders) {
    const whole = posix.join(folder, path);
    const found = whole.startsWith('..') ? null : modules.resolve('_', `./${whole}`);
    if (found?.kind === 'file') return found.file;
  }
  return null;
}

function exportOf(resolver: Resolver, file: string, name: string): ExportFact | null {
  const exports = resolver.files.get(file)?.exports ?? [];
  const own = exports.find((exported) => exported.name === name && !exported.typeOnly);
  if (own) return own;
  // `module.exports = { list, save }`, and what is passed on from another file.
  const main = exports.find((exported) => exported.name === 'default');
  const ref =
    main?.ref?.kind === 'object' && Object.hasOwn(main.ref.members, name) ? main.ref.members[name] : undefined;
  if (main && ref) return { name, at: main.at, typeOnly: false, ref, what: 'value' };
  const thing = resolver.exportOf(file, name);
  const passed = thing?.kind === 'function' ? resolver.files.get(thing.file)?.exports : undefined;
  return (
    passed?.find(
      (exported) => exported.ref?.kind === 'function' && thing?.kind === 'function' && exported.ref.fn === thing.fn,
    ) ?? null
  );
}

function distinct(runs: readonly RunFor[]): readonly RunFor[] {
  return [...new Map(runs.map((run) => [JSON.stringify([run.kind, run.method, run.path, run.name]), run])).values()];
}
