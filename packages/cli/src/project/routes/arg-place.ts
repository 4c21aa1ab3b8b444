import type { ArgPlace } from './chain-links.js';
import type { Registration } from './registrations.js';

/** Frameworks with hooks go on when a hook comes back; plugins are handed over with their options. */
export function argPlaceOf({ mount, call }: Registration): ArgPlace {
  if (mount?.scope === 'encapsulated')
    return mount.hook === undefined ? { as: 'hook', beside: call.fact.args } : { as: 'hook' };
  const route = call.target?.call.route;
  return { as: (route?.guardProperties ?? route?.goesOnWhenDone ?? mount?.goesOnWhenDone) ? 'hook' : 'chain' };
}
