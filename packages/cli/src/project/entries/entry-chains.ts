/** What stands before procedures and fields: the steps of their builders, wrappers around them, checks they make. */
import type { ArgFact, BuilderFact } from '@backend-architect/analysis';
import { handlerArg } from '../routes/chain-links.js';
import type { ControllerInput } from '../routes/controller-input.js';
import { notFollowed, settledFor, type OpenLink } from '../routes/settled-links.js';
import { insideLinks } from '../routes/inside-links.js';
import { isGuard } from '../route-privilege.js';
import type { ChainLink, FunctionId } from '../types.js';

export interface EntryChain {
  readonly links: readonly ChainLink[];
  /** The function that runs in the end, through wrappers. */
  readonly fn: FunctionId | null;
}

const MAX_HOPS = 8;

/** Of an entry of this name: what it is handed runs after the steps before it. */
export function entryChain(
  input: ControllerInput,
  name: string,
  file: string,
  handler: ArgFact,
  builder?: BuilderFact,
): EntryChain {
  const { link, fn } = handlerArg(input.resolver, input.book, input.calls, file, handler);
  const isWrapped = handler.call !== undefined && (link.duties.length > 0 || link.doubt !== undefined);
  const links = [
    ...(builder ? stepLinks(input, file, builder, 0) : []),
    ...(isWrapped ? [link] : []),
    ...insideLinks(input, fn),
  ];
  return { links: settledFor(links, { method: 'POST', path: name, metadata: [] }), fn };
}

/**
 * What stands beside the handler and is proved to keep strangers out; null where nothing is. Other things may stand before
 * it, so that nothing is no proof of anything.
 */
export function besideChain(
  input: ControllerInput,
  name: string,
  file: string,
  guards: readonly ArgFact[],
  fn: FunctionId | null,
): readonly ChainLink[] | null {
  const before = guards.map(
    (arg) => handlerArg(input.resolver, input.book, input.calls, file, arg, { as: 'hook' }).link,
  );
  const links = settledFor([...before, ...insideLinks(input, fn)], { method: 'POST', path: name, metadata: [] });
  return links.some(isGuard) ? links : null;
}

function stepLinks(input: ControllerInput, file: string, builder: BuilderFact, hops: number): readonly OpenLink[] {
  const { from } = builder;
  const found = from && hops < MAX_HOPS ? input.resolver.exportFactOf(file, from) : null;
  const before =
    found?.fact.builder && found.path.length === 0
      ? stepLinks(input, found.file, found.fact.builder, hops + 1)
      : from || builder.open
        ? isFirst(input, file, builder)
          ? []
          : [unknownStep(file, builder)]
        : [];
  return [
    ...before,
    ...builder.steps.map((step) => handlerArg(input.resolver, input.book, input.calls, file, step).link),
  ];
}

/** `trpc.procedure` of what another file made: the first builder of its library. */
function isFirst({ resolver }: ControllerInput, file: string, { from }: BuilderFact): boolean {
  const thing = from ? resolver.resolve(file, from) : null;
  const member = thing?.kind === 'library' && thing.meaning.kind === 'member' ? thing.meaning.ref.member : undefined;
  return member !== undefined && member.call === undefined;
}

function unknownStep(file: string, { from, steps }: BuilderFact): OpenLink {
  const name = from?.kind === 'import' ? [from.name, ...from.path].join('.') : '<unknown>';
  const link = { name, file, at: steps[0]?.at ?? ([0, 0] as const), duties: [], evidence: 'unknown' as const };
  return notFollowed({ ...link, at: [link.at[0], link.at[1]] }, 'what stands before what is made from it is not known');
}
