import { builtInModels } from '@backend-architect/analysis';
import { everyWord, type Word } from './every-word.js';
import { inFunction, inHandler, isTold } from './reports.js';
import { waysIntoTypes, type Way } from './ways-into.js';

const NEVER_RELEASED = ['require-resource-cleanup'];
const MADE_PER_REQUEST = ['no-connection-per-request'];
const WAYS = waysIntoTypes(builtInModels);

const RESOURCES = builtInModels.flatMap(({ library, types = {} }) =>
  Object.entries(types).flatMap(([name, { resource }]): Word[] => {
    const label = `${library}#${name}`;
    return resource
      ? [{ label: `${resource.kind}: ${label}`, tries: (WAYS.get(label) ?? []).flatMap((way) => triesOf(way)) }]
      : [];
  }),
);

everyWord('every resource of a model can be reported', 'resource', RESOURCES);

function triesOf(way: Way) {
  const taken = [`const held = await ${way.take};`, `const held = ${way.take};`];
  const uses = taken.map((take) => `${take}\nawait held.anything();`);
  return [...uses, `${way.take}.anything();`].flatMap((used) => {
    const alone = { harmful: inFunction(way, used), harmless: '' };
    const served = { harmful: inHandler(way, used), harmless: '' };
    return [
      { told: () => isTold(NEVER_RELEASED, alone, way), shown: () => alone.harmful },
      { told: () => isTold(MADE_PER_REQUEST, served, way), shown: () => served.harmful },
    ];
  });
}
