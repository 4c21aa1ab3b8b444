import { builtInModels, type SourceModel } from '@backend-architect/analysis';
import { everyWord, type Word } from './every-word.js';
import { atStart, isTold } from './reports.js';
import { constructed, handlerClass, lentBy, placesOf, type Way } from './ways-into.js';
import { FILLERS, WrittenCall } from './write-call.js';

/** How text is read out of what comes in. */
const READ: readonly ((it: string) => string)[] = [
  (it) => it,
  (it) => `${it}.x`,
  (it) => `${it}.get('x')`,
  (it) => `${it}[0]`,
  (it) => `${it}[0].x`,
  (it) => `(await ${it}).x`,
  (it) => `(await ${it})`,
];
const RULES = ['no-command-injection', 'no-sql-injection'];
const STORE = ["import { Pool as OuterPool } from 'pg';", 'const outerPool = new OuterPool();'];
const reach = (text: string): string => `execSync(\`ls \${${text}}\`);\nawait outerPool.query(\`select \${${text}}\`);`;

const SOURCES = placesOf(builtInModels).flatMap(({ model, label, member, ways }): Word[] => {
  const found: Word[] = [];
  const note = (source: SourceModel | string, what: string, from: readonly Way[]): void => {
    found.push({
      label: `${typeof source === 'string' ? source : source.kind}: ${label}${what}`,
      tries: from.flatMap((way) =>
        READ.map((read) => {
          const within = { ...way, setup: [...way.setup, ...STORE] };
          const programs = {
            harmful: atStart(within, reach(read(way.take))),
            harmless: atStart(within, reach(read("'fixed'"))),
          };
          return { told: () => isTold(RULES, programs, way), shown: () => programs.harmful };
        }),
      ),
    });
  };
  if (member.source) note(member.source, '', ways);
  for (const face of ['call', 'new'] as const) {
    const call = member[face];
    if (!call) continue;
    if (call.result?.is === 'source')
      note(
        call.result.source,
        '()',
        ways.flatMap((way) =>
          FILLERS.map((filler) => {
            const written = new WrittenCall();
            written.put(1, filler(1));
            return { ...way, take: `${face === 'new' ? constructed(way.take) : way.take}(${written.written(filler)})` };
          }),
        ),
      );
    const lent = ways
      .flatMap((way) => lentBy(call, face === 'new' ? { ...way, take: constructed(way.take) } : way))
      .filter(([type]) => type.startsWith('source:'));
    for (const type of new Set(lent.map(([named]) => named)))
      note(
        type.slice('source:'.length),
        ' callback',
        lent.filter(([named]) => named === type).map(([, way]) => way),
      );
  }
  const { decorator } = member;
  if (decorator?.is === 'parameter' && decorator.source)
    note(
      decorator.source,
      ' decorator',
      ways.flatMap((way) =>
        ["'x'", ''].flatMap((name) => {
          const around = handlerClass(model, `@${way.take}(${name}) given`);
          return around
            ? [
                {
                  ...way,
                  setup: [...way.setup, around.setup],
                  open: [around.open],
                  close: [around.close],
                  take: 'given',
                },
              ]
            : [];
        }),
      ),
    );
  return found;
});

everyWord('every source of a model reaches a sink', 'source', SOURCES);
