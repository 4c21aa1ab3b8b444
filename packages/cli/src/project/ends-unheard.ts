/** Whether a library is ended without hearing of it, so that what it would run at its end never runs. */
import type { CallFact, LibraryModel } from '@backend-architect/analysis';
import type { Project } from './types.js';
import { lastName } from './wrapped-transactions.js';

/**
 * The project begins the library, and calls nothing that makes it hear of its end. A name of several words counts
 * wherever it is called; a plain one, such as `close`, where the file begins the library, or closes what it was given:
 * by its type, or in a file that listens to the process and does not say what it closes.
 */
export function endsUnheard(library: string, models: readonly LibraryModel[], project: Project): boolean {
  const known = models.flatMap((model) => (model.library === library && model.endHooks ? [model.endHooks] : []));
  const begins = new Set(known.flatMap((one) => one.begins.map((name) => `${library}#${name}`)));
  const heardBy = new Set(known.flatMap((one) => one.heardBy));
  const makers = new Set([...begins].map((symbol) => symbol.slice(0, symbol.lastIndexOf('.') + 1)));
  let isBegun = false;
  for (const { role, calls } of project.files.values()) {
    if (role === 'test') continue;
    const symbols = calls.flatMap(({ callee }) => (callee.kind === 'library' ? [callee.symbol] : []));
    const beginsHere = role === 'source' && symbols.some((symbol) => begins.has(symbol));
    const makesOther =
      !beginsHere && symbols.some((symbol) => makers.has(symbol.slice(0, symbol.lastIndexOf('.') + 1)));
    isBegun ||= beginsHere;
    let hearsSignals: boolean | undefined;
    for (const { callee } of calls) {
      const name = lastName(callee);
      if (!heardBy.has(name)) continue;
      const isOfLibrary = callee.kind === 'library' && callee.symbol.startsWith(`${library}#`);
      const isHanded = callee.kind !== 'library' && !makesOther && (hearsSignals ??= calls.some(isSignalListener));
      if (!/^[a-z]+$/.test(name) || beginsHere || (isOfLibrary && !makesOther) || isHanded) return false;
    }
  }
  return isBegun;
}

/** `process.on('SIGTERM', ...)` */
function isSignalListener({ callee, args }: CallFact): boolean {
  const event = args[0]?.text;
  return /^(?:on|once)$/.test(lastName(callee)) && typeof event === 'string' && event.startsWith('SIG');
}
