/** What a thing of a library proves that stands before a handler: by its model, or by what the project put under its name. */
import type { CallModel } from '@backend-architect/analysis';
import { targetOf } from '../library-things.js';
import type { Resolver } from '../resolution.js';
import type { Thing } from '../things.js';
import { settingsOf, type Settings } from './model-verdict.js';
import type { namedMembers } from './named-members.js';
import type { PlacedCalls } from './placed-calls.js';
import { HANDED, type Made, type Verdict } from './verdict.js';

interface Asked {
  readonly resolver: Resolver;
  readonly placed: PlacedCalls;
  readonly named: ReturnType<typeof namedMembers>;
  byModel(model: CallModel, settings: Settings | null): Verdict;
}

export function libraryVerdict(
  { resolver, placed, named, byModel }: Asked,
  { meaning, origin }: Extract<Thing, { kind: 'library' }>,
  env: Made | null,
  ofThing: (thing: Thing) => Verdict,
): Verdict {
  const maker = origin === undefined ? undefined : placed.guardFrom(origin);
  if (maker?.target) return byModel(maker.target.call, settingsOf(resolver, maker, env));
  const name = meaning.kind === 'member' ? meaning.ref.symbol.slice(meaning.ref.symbol.lastIndexOf('.') + 1) : '';
  const decorated = named.get(name);
  if (decorated !== undefined) {
    const verdict: Verdict = decorated ? ofThing(decorated) : { kind: 'none' };
    const isOne = decorated && decorated.kind !== 'any-of';
    return isOne || verdict.kind !== 'none'
      ? verdict
      : { kind: 'doubted', place: null, what: 'which of several functions it is is not known' };
  }
  const model = (targetOf(resolver.registry, meaning, 'call') ?? targetOf(resolver.registry, meaning, 'new'))?.call;
  return model
    ? byModel(model, env?.fn === HANDED ? { file: env.file, at: null, args: env.args } : null)
    : { kind: 'none' };
}
