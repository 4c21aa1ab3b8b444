/** Handlers that an object holds under their names, or the elements of a list: `{ mail() {}, clean: { run() {} } }`. */
import type { ArgFact, Range } from '@backend-architect/analysis';
import { idOf } from '../things.js';
import type { EntryInput } from './entry-input.js';
import { UNNAMED } from './entry-input.js';
import { membersOf, placeIn } from './fields.js';
import { handlerOf, thingOf, UNKNOWN_HANDLER, type Handler, type Written } from './handler-of.js';

type EachModel = { readonly runs?: readonly string[]; readonly named?: readonly string[] };

export interface EachHandler {
  readonly name: string;
  readonly handler: Handler;
  /** Where it is written; null where it comes by name. */
  readonly at: { readonly file: string; readonly at: Range } | null;
}

export interface EachHandlers {
  readonly handlers: readonly EachHandler[];
  /** There may be more: something is spread in, or is not seen. */
  readonly open: boolean;
}

export function eachIn(input: EntryInput, model: EachModel, written: Written): EachHandlers {
  const { resolver } = input;
  const list = 'arg' in written.of ? listIn(input, written.file, written.of.arg) : null;
  if (list) return elementsOf(input, model, list);
  const methods = methodsOf(input, written);
  if (methods) return { handlers: methods, open: false };
  const { known, open } = membersOf(resolver, written, 0);
  const handlers = [...known].flatMap(([name, each]): EachHandler[] => {
    const member = each.at(-1);
    const handler = member && runBy(input, model, member);
    return member && handler ? [{ name, handler, at: placeIn(resolver, member) ?? null }] : [];
  });
  return { handlers, open };
}

/** What runs for a member; null where it says nothing of that, as a member of an object of settings does. */
function runBy({ resolver }: EntryInput, { runs }: EachModel, member: Written): Handler | null {
  const own = handlerOf(resolver, member);
  if (own.fn !== null) return own;
  const { known, open } = membersOf(resolver, member, 0);
  const inner = (runs ?? []).flatMap((name) => known.get(name)?.at(-1) ?? [])[0];
  if (inner) return handlerOf(resolver, inner);
  // An object that is seen whole and holds nothing that runs; what is not seen may run.
  return runs && known.size > 0 && !open ? null : isPlain(member) ? null : UNKNOWN_HANDLER;
}

function isPlain({ of }: Written): boolean {
  return 'arg' in of && (of.arg.text ?? of.arg.number ?? of.arg.boolean) !== undefined;
}

/** An instance of a class is its methods. */
function methodsOf({ resolver }: EntryInput, written: Written): readonly EachHandler[] | null {
  const thing = thingOf(resolver, written);
  const owner = thing?.kind === 'instance' ? resolver.classes.fact(thing.file, thing.name) : undefined;
  if (thing?.kind !== 'instance' || !owner) return null;
  return owner.methods
    .filter((method) => !method.static && !method.getter && method.name !== 'constructor')
    .flatMap(({ name, fn }): EachHandler[] => {
      const fact = resolver.functionFact(thing.file, fn);
      if (!fact || fact.visibility === 'private') return [];
      return [
        { name, handler: { fn: idOf(thing.file, fn), name: fact.name }, at: { file: thing.file, at: fact.nameRange } },
      ];
    });
}

interface Listed {
  readonly file: string;
  readonly list: readonly ArgFact[];
}

function listIn({ resolver }: EntryInput, file: string, arg: ArgFact): Listed | null {
  return arg.list ? { file, list: arg.list } : arg.ref ? resolver.listOf(file, arg.ref) : null;
}

function elementsOf(input: EntryInput, { named = [], runs = [] }: EachModel, { file, list }: Listed): EachHandlers {
  const handlers = list.flatMap((arg): EachHandler[] => {
    if (arg.spread) return [];
    const at = { file, at: arg.at };
    const said = input.textOf(file, arg);
    if (said !== null) return [{ name: said, handler: UNKNOWN_HANDLER, at }];
    const title = named.flatMap((name) => arg.properties?.[name] ?? [])[0];
    const inner = runs.flatMap((name) => arg.properties?.[name] ?? [])[0];
    const handler = inner ? handlerOf(input.resolver, { file, of: { arg: inner } }) : UNKNOWN_HANDLER;
    return [{ name: (title && input.textOf(file, title)) ?? UNNAMED, handler, at }];
  });
  return { handlers, open: list.some(({ spread }) => spread) };
}
