import type { ArgFact, GuardDuty } from '@backend-architect/analysis';
import type { Registration } from './registrations.js';
import { linkWith, type OpenLink } from './settled-links.js';

/** Settings of the route that are a duty themselves, and those that take one away. */
export function settingsOf({ fact, file, call }: Registration): {
  readonly links: readonly OpenLink[];
  readonly off: readonly GuardDuty[];
} {
  const found = (call.target?.call.route?.dutyProperties ?? []).flatMap(({ path, duty }) => {
    const set = path.split('.').reduce((options: ArgFact | undefined, key) => options?.properties?.[key], fact.options);
    return set ? [{ path, duty, set }] : [];
  });
  return {
    links: found
      .filter(({ set }) => set.boolean !== false)
      .map(({ path, duty, set }) => linkWith({ name: path, file, at: set.at }, { duties: [duty], evidence: 'model' })),
    off: found.filter(({ set }) => set.boolean === false).map(({ duty }) => duty),
  };
}
