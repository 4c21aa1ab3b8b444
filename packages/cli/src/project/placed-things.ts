/** Where things were made: routers that a function only makes and gives back are others with each call of it. */
import type { ArgFact, FileFacts, Range, Ref } from '@backend-architect/analysis';
import type { Thing } from './things.js';

type Library = Extract<Thing, { kind: 'library' }>;

/** What a call gives, with the place where it was made, as far as that tells it from others. */
export function placedAt(
  result: Thing,
  of: Thing,
  files: ReadonlyMap<string, FileFacts>,
  file: string,
  at: Range | undefined,
): Thing {
  if (!at) return result;
  if (result.kind === 'made') return { ...result, origin: `${file}:${at[0]}:${at[1]}` };
  return result.kind === 'library' && of.kind === 'function'
    ? madeForCall(result, of, files, `${file}:${at[0]}`)
    : result;
}

/**
 * The router as the one that this call made, where what made it registers nothing on it, itself or through what it
 * hands it to: what stands on one is then not on another.
 */
function madeForCall(
  thing: Library,
  by: Extract<Thing, { kind: 'function' }>,
  files: ReadonlyMap<string, FileFacts>,
  site: string,
): Library {
  const { origin } = thing;
  if (origin === undefined || origin.includes('@') || !isRouter(thing)) return thing;
  const start = Number(origin.slice(`${by.file}:`.length));
  const facts = files.get(by.file);
  const maker = facts?.functions.find(({ key }) => key === by.fn);
  const isInside =
    origin.startsWith(`${by.file}:`) && maker !== undefined && maker.range[0] <= start && start < maker.range[1];
  const isFilled = facts?.calls.some(
    ({ at, receiver, args }) =>
      maker !== undefined &&
      maker.range[0] <= at[0] &&
      at[1] <= maker.range[1] &&
      (isMadeAt(receiver, start) || args.some((arg) => holds(arg, start))),
  );
  return isInside && !isFilled ? { ...thing, origin: `${origin}@${site}` } : thing;
}

function isMadeAt(ref: Ref | undefined, start: number): boolean {
  return ref?.kind === 'library' && ref.origin === start;
}

/** It is handed to something that may register on it. */
function holds({ ref, list = [], properties = {}, call = [] }: ArgFact, start: number): boolean {
  return isMadeAt(ref, start) || [...list, ...Object.values(properties), ...call].some((inner) => holds(inner, start));
}

function isRouter({ meaning }: Library): boolean {
  if (meaning.kind !== 'instance') return false;
  const { type, model } = meaning.ref;
  return [type, model.types?.[type.extends ?? '']].some((owner) =>
    Object.values(owner?.members ?? {}).some((member) => member.call?.mount),
  );
}
