import type { FunctionId } from '../types.js';
import { nameOf } from './chain-links.js';
import { linkWith, type OpenLink } from './settled-links.js';
import type { WalkInput } from './walk-input.js';

/** Checks the handler makes itself before it changes anything. */
export function insideLinks(input: Pick<WalkInput, 'book' | 'resolver'>, handler: FunctionId | null): OpenLink[] {
  if (handler === null) return [];
  const at = handler.lastIndexOf('#');
  const file = handler.slice(0, at);
  const fact = input.resolver.functionFact(file, Number(handler.slice(at + 1)));
  const own = input.book.ofHandler(handler);
  const isProved = own.duties.includes('authentication');
  const called = input.book.insideHandler(handler).flatMap(({ call, duties, fn }): OpenLink[] => {
    if (isProved && duties.duties.length === 0) return [];
    return [
      linkWith(
        {
          name: nameOf(input.resolver, call.callee, { at: call.fact.at }),
          file: call.file,
          at: call.fact.at,
          ...(fn && { fn }),
        },
        duties,
      ),
    ];
  });
  if (!fact || (own.duties.length === 0 && !own.doubt)) return called;
  const { by } = own;
  const place = by
    ? {
        name: nameOf(input.resolver, by.callee, { at: by.fact.at }),
        file: by.file,
        at: by.fact.at,
        ...(by.targets[0] && { fn: by.targets[0] }),
      }
    : { name: fact.name, file, at: fact.nameRange, fn: handler };
  return [...called, linkWith(place, own)];
}
