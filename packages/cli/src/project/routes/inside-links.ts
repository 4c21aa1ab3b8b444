import type { Resolver } from '../resolution.js';
import { fileAndKey } from '../things.js';
import type { FunctionId } from '../types.js';
import { nameOf } from './chain-links.js';
import type { DutyBook } from './duties.js';
import { linkWith, type OpenLink } from './settled-links.js';

interface Input {
  readonly book: DutyBook;
  readonly resolver: Resolver;
}

/** Checks the handler makes itself before it changes anything. */
export function insideLinks(input: Input, handler: FunctionId | null): OpenLink[] {
  if (handler === null) return [];
  const [file, key] = fileAndKey(handler);
  const fact = input.resolver.functionFact(file, key);
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
  const ownLink = linkWith(place, own);
  // What the handler hangs on speaks for what it calls behind that.
  const isDoubted = by !== undefined && !isProved;
  return isDoubted
    ? [ownLink, ...called.filter(({ at, duties }) => duties.length > 0 || at[0] < by.fact.at[0])]
    : [...called, ownLink];
}
