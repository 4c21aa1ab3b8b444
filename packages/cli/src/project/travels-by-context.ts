/** Whether transactions of a library may reach queries that name none. */
import type { ArgFact, LibraryModel } from '@backend-architect/analysis';
import type { Project } from './types.js';
import { lastName } from './wrapped-transactions.js';

const DEPTH = 3;

/**
 * Something in the project makes them travel by context, or might: a call or a setting of the library, or a module that
 * does so by itself or keeps what it is given for everybody below. Of a library whose model knows nothing of it that is not known.
 */
export function travelsByContext(library: string, models: readonly LibraryModel[], project: Project): boolean {
  const known = models.filter((model) => model.library === library).flatMap((model) => model.byContext ?? []);
  if (known.length === 0) return true;
  const named = (field: 'calls' | 'settings' | 'modules'): ReadonlySet<string> =>
    new Set(known.flatMap((one) => one[field] ?? []));
  const [calls, settings, modules] = [named('calls'), named('settings'), named('modules')];
  if ([...project.files.values()].some(({ imports }) => imports.some(({ specifier }) => modules.has(specifier))))
    return true;
  return [...project.functions.values()].some((fn) =>
    fn.calls.some(({ fact }) => {
      const name = lastName(fact.callee);
      return calls.has(name) || fact.args.some((arg) => says(arg, settings, DEPTH));
    }),
  );
}

function says({ text, properties, list }: ArgFact, settings: ReadonlySet<string>, depth: number): boolean {
  if (text !== undefined && settings.has(text)) return true;
  if (depth === 0) return false;
  return (
    Object.entries(properties ?? {}).some(([name, arg]) => settings.has(name) || says(arg, settings, depth - 1)) ||
    (list ?? []).some((arg) => says(arg, settings, depth - 1))
  );
}
