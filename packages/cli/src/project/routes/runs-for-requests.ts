import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { Thing } from '../things.js';
import type { PlacedArg } from './placed-arg.js';

/**
 * The first argument of `app.use(x, guard)` is known to be something that runs, and no path. What an unknown package
 * exports, and what its calls give, may be either; only the default export of a package called without a text counts as
 * middleware: `helmet()`.
 */
export function runsForRequests(
  resolver: Resolver,
  calls: ReadonlyMap<string, LinkedCall>,
  written: string,
  arg: PlacedArg,
): boolean {
  const file = arg.file ?? written;
  if (arg.fn !== undefined) return true;
  if (arg.text !== undefined) return false;
  if (arg.list) return arg.list.every((entry) => runsForRequests(resolver, calls, file, entry));
  const thing = resolver.argument(file, arg);
  if (thing && isKnownToRun(thing)) return true;
  const call = arg.call ? calls.get(`${file}:${arg.at[0]}:${arg.at[1]}`) : undefined;
  if (!call) return false;
  if (call.target) return (call.target.call.duty?.length ?? 0) > 0 || call.given.length > 0;
  if (call.given.length > 0 || call.fact.args.some((given) => given.fn !== undefined)) return true;
  const { callee } = call;
  return (
    callee?.kind === 'package' &&
    callee.path.every((name) => name === 'default') &&
    call.fact.args.every((given) => given.text === undefined)
  );
}

function isKnownToRun(thing: Thing): boolean {
  switch (thing.kind) {
    case 'function':
    case 'class':
    case 'instance':
      return true;
    case 'made':
      return (thing.target.call.duty?.length ?? 0) > 0;
    case 'library': {
      if (thing.meaning.kind === 'instance') return true;
      if (thing.meaning.kind !== 'member') return false;
      const { call, new: made } = thing.meaning.ref.member;
      return (call?.duty?.length ?? 0) > 0 || (made?.duty?.length ?? 0) > 0;
    }
    case 'any-of':
      return thing.things.every(isKnownToRun);
    default:
      return false;
  }
}
