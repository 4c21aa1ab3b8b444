import { builtInModels, type HazardModel } from '@backend-architect/analysis';
import { everyWord, type Word } from './every-word.js';
import { KINDS_OF_HAZARD } from './hazard-kinds.js';
import { atStart, inHandler, isTold } from './reports.js';
import { constructed, named, placesOf, type Place, type Way } from './ways-into.js';
import { exampleOf, FILLERS, WrittenCall, type Filler } from './write-call.js';

const UNTRUSTED: Filler = () => 'req.body.x';

type Face = 'call' | 'new' | 'tag';

const HAZARDS = placesOf(builtInModels).flatMap((place) =>
  (['call', 'new', 'tag'] as const).flatMap((face) =>
    (place.member[face]?.hazards ?? []).map((hazard): Word => wordOf(place, face, hazard)),
  ),
);

everyWord('every hazard of a model can be reported', 'hazard', HAZARDS);

function wordOf(place: Place, face: Face, hazard: HazardModel): Word {
  const { rules, uses = [] } = KINDS_OF_HAZARD[hazard.hazard];
  const label = [
    `${hazard.hazard}: ${face === 'call' ? '' : `${face} `}${place.label}`,
    hazard.arg,
    hazard.property,
    ...(hazard.missing ? ['missing'] : [JSON.stringify(hazard.is ?? hazard.matches ?? hazard.above ?? hazard.below)]),
  ].filter((part) => part !== undefined);
  return {
    label: label.join(' '),
    tries: place.ways
      .flatMap((way) => [way, ...named(way)])
      .flatMap((way) =>
        ['const made = call;', 'const made = await call;', ...uses].flatMap((use) =>
          [...FILLERS, UNTRUSTED].flatMap((filler) =>
            [inHandler, atStart].map((program) => {
              const within = hazard.symbol
                ? {
                    ...way,
                    setup: [
                      ...way.setup,
                      `import { ${hazard.symbol.split(/[#.]/)[1]} } from '${place.model.modules[0]}';`,
                    ],
                  }
                : way;
              const programs = (): { harmful: string; harmless: string } => {
                const [harmful, harmless] = callsOf(way, face, hazard, filler);
                return {
                  harmful: program(
                    within,
                    use.replace('call', () => harmful),
                  ),
                  harmless: program(within, harmless === null ? '' : use.replace('call', () => harmless)),
                };
              };
              return { told: () => isTold(rules, programs(), way), shown: () => programs().harmful };
            }),
          ),
        ),
      ),
  };
}

/** The call as it is unsafe, and as it is not; `null` where it always is. */
function callsOf(way: Way, face: Face, hazard: HazardModel, filler: Filler): [string, string | null] {
  const written = (value: string | null): string => {
    const call = new WrittenCall();
    if (hazard.when) call.meet(hazard.when);
    if (hazard.arg === undefined) call.put(0, filler(0));
    else if (value !== null) call.put(hazard.arg, value, hazard.property);
    else if (
      hazard.arg !== undefined &&
      hazard.property === undefined &&
      typeof hazard.arg === 'number' &&
      hazard.arg > 0
    )
      call.put(hazard.arg - 1, filler(hazard.arg - 1));
    else if (hazard.property !== undefined) call.touch(hazard.arg ?? 0);
    return `${face === 'new' ? constructed(way.take) : way.take}(${call.written(filler)})`;
  };
  if (hazard.arg === undefined) return [written(null), null];
  if (hazard.missing)
    return [
      written(null),
      written(hazard.property?.includes('imit') || hazard.property === 'timeout' ? '1000' : 'known'),
    ];
  const value = unsafeValue(hazard);
  return [written(value), value === 'true' ? written('false') : value === 'false' ? written('true') : null];
}

function unsafeValue({ is, matches, above, below, bytes, symbol, programFolder }: HazardModel): string {
  if (is !== undefined) return JSON.stringify([is].flat()[0]);
  if (matches !== undefined) return JSON.stringify(exampleOf(matches));
  if (above !== undefined) return String(above + 1);
  if (below !== undefined) return String(below - 1);
  if (bytes !== undefined) return String(bytes);
  if (symbol !== undefined) return symbol.split('#')[1]!;
  if (programFolder) return 'process.cwd()';
  return '{}';
}
