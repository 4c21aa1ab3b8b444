/** Values of things that hold others, put together here. */
import { derived, joinAll, KEYS } from './lattice.js';
import type { Value } from '../vocabulary/value.js';

const MAX_PROPERTIES = 48;

/** The same elements in an order that is not known. */
export function unordered(list: Value): Value {
  const { elements, ...rest } = list;
  return elements ? rest : list;
}

/** A container is as dangerous as the worst thing in it. */
export function container(
  shapes: Value['shapes'],
  properties: Readonly<Record<string, Value>> | undefined,
  spread: Value | undefined,
): Value {
  // A table of hundreds of entries is one thing: who looks a key up in it gets any of them.
  if (properties && Object.keys(properties).length > MAX_PROPERTIES)
    return container(shapes, undefined, joinAll([...Object.values(properties), ...(spread ? [spread] : [])]));
  return holding(shapes, properties, spread);
}

/** An object of which each property is known, however many there are: what else is in it is joined. */
export function record(properties: Readonly<Record<string, Value>>, rest: Value | undefined): Value {
  return holding(['obj'], properties, rest);
}

function holding(
  shapes: Value['shapes'],
  properties: Readonly<Record<string, Value>> | undefined,
  spread: Value | undefined,
): Value {
  const { [KEYS]: keys, ...named } = properties ?? {};
  // The way of a value comes before that of a key.
  const inner = [
    ...Object.values(named),
    ...(spread ? [spread] : []),
    ...(keys && keys.taint !== 'safe' ? [keys] : []),
  ];
  const whole = derived(inner, shapes);
  return { ...whole, built: true, ...(properties ? { properties } : {}), ...(spread ? { spread } : {}) };
}
