import type { ArgFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolver.js';
import { idOf, symbolOf, type Thing } from '../things.js';
import type { ChainLink, FunctionId } from '../types.js';
import type { DutyBook } from './duties.js';
import type { PlacedArg } from './expand-wrappers.js';

/** What one argument of a registration is: a link of the chain, with the function or router behind it. */
export interface HandlerArg {
  readonly link: ChainLink;
  readonly thing: Thing | null;
  /** Function that runs for a request, through wrappers. */
  readonly fn: FunctionId | null;
  /** False when nothing is known of it. */
  readonly known: boolean;
}

export function handlerArg(resolver: Resolver, book: DutyBook, calls: ReadonlyMap<string, LinkedCall>, written: string, arg: PlacedArg, place: 'chain' | 'guard' = 'chain'): HandlerArg {
  const file = arg.file ?? written;
  const thing = resolver.argument(file, arg);
  const name = nameOf(resolver, thing, arg);
  if (arg.call) return calledArg(resolver, book, calls, file, arg, arg.call, thing, place);
  if (thing?.kind === 'function') {
    const id = idOf(thing.file, thing.fn);
    return known({ name, file, at: arg.at, ...book.ofFunction(id), fn: id }, thing, id);
  }
  const duties = thing ? book.ofThing(thing, place) : { duties: [], evidence: 'unknown' as const };
  const link: ChainLink = { name, file, at: arg.at, duties: duties.duties, evidence: duties.evidence };
  return { link, thing, fn: null, known: thing !== null && thing.kind !== 'param' };
}

/** `wrap(handler)`, `requireRole('admin')`, `limit({ ... })`: what the call gives, and the function it was given, which is what runs in the end. */
function calledArg(resolver: Resolver, book: DutyBook, calls: ReadonlyMap<string, LinkedCall>, file: string, arg: ArgFact, inner: readonly ArgFact[], thing: Thing | null, place: 'chain' | 'guard'): HandlerArg {
  const wrapper = calls.get(`${file}:${arg.at[0]}:${arg.at[1]}`);
  const factory = wrapper?.callee ?? null;
  const own = thing ? book.ofThing(thing, place) : null;
  const made = factory ? book.ofThing(factory, place) : null;
  const duties = own && own.duties.length > 0 ? own : (made ?? { duties: [], evidence: 'unknown' as const });
  const seen = wrapper?.given.map((entry) => entry.id) ?? [];
  const given = seen.length > 0 ? seen : inner.flatMap((argument) => innerFunction(resolver, file, argument));
  const fn = given.at(-1) ?? (thing?.kind === 'function' ? idOf(thing.file, thing.fn) : null);
  const id = fn ?? wrapper?.targets[0] ?? null;
  const link: ChainLink = { name: nameOf(resolver, factory ?? thing, arg), file, at: arg.at, duties: duties.duties, evidence: duties.evidence, ...(id && { fn: id }) };
  return { link, thing, fn, known: factory !== null || fn !== null };
}

function known(link: ChainLink, thing: Thing, fn: FunctionId): HandlerArg {
  return { link, thing, fn, known: true };
}

function innerFunction(resolver: Resolver, file: string, arg: PlacedArg): FunctionId[] {
  const thing = resolver.argument(arg.file ?? file, arg);
  return thing?.kind === 'function' ? [idOf(thing.file, thing.fn)] : [];
}

/** Name of a link as a person would say it. */
export function nameOf(resolver: Resolver, thing: Thing | null, arg: ArgFact): string {
  switch (thing?.kind) {
    case 'function':
      return resolver.functionFact(thing.file, thing.fn)?.name ?? '<function>';
    case 'class':
    case 'instance':
    case 'interface':
      return thing.name;
    case 'library':
      return symbolOf(thing.meaning);
    case 'made':
      return thing.target.symbol;
    case 'package':
      return [thing.specifier, ...thing.path].join('.');
    default:
      return refText(arg.ref) || '<unknown>';
  }
}

function refText(ref: ArgFact['ref']): string {
  switch (ref?.kind) {
    case 'import':
      return [ref.name === '*' ? ref.specifier : ref.name, ...ref.path].join('.');
    case 'member':
      return ['this', ...ref.path].join('.');
    case 'param':
      return ref.path.join('.');
    case 'result':
      return [`${refText(ref.of)}()`, ...ref.path].join('.');
    case 'library':
      return [ref.symbol, ...(ref.path ?? [])].join('.');
    case 'unknown':
      return ref.text;
    default:
      return '';
  }
}
