import { builtInModels, type CallModel, type SinkModel } from '@backend-architect/analysis';
import { inHandler, isTold } from './reports.js';
import { KINDS_OF_SINK, type Payload } from './sink-kinds.js';
import { everyWord, type Word } from './every-word.js';
import { constructed, placesOf, type Place, type Way } from './ways-into.js';
import { FILLERS, WrittenCall, type Filler } from './write-call.js';

type Face = 'call' | 'new' | 'tag';

const SINKS = placesOf(builtInModels).flatMap((place) => [
  ...(['call', 'new', 'tag'] as const).flatMap((face) =>
    (place.member[face]?.sinks ?? []).flatMap((sink) => wordsOf(place, face, sink)),
  ),
  ...[place.member.assignSink ?? []].flat().map((kind): Word => ({
    label: `${kind}: ${place.label} = it`,
    tries: KINDS_OF_SINK[kind].payloads.flatMap((payload) =>
      place.ways.map((way) => ({
        way,
        told: () =>
          isTold(
            KINDS_OF_SINK[kind].rules,
            both(payload, (text) => `${asHtml(place, way)}${way.take} = ${text};`, way),
            way,
          ),
        shown: () => both(payload, (text) => `${way.take} = ${text};`, way).harmful,
      })),
    ),
  })),
]);

everyWord('every sink of a model can be reported', 'sink', SINKS);

function wordsOf(place: Place, face: Face, sink: SinkModel): Word[] {
  const call = place.member[face] ?? {};
  const { rules, payloads } = KINDS_OF_SINK[sink.kind];
  const named = [sink.property ?? []].flat();
  return (named.length > 0 ? named : [undefined]).map((property): Word => ({
    label: `${sink.kind}: ${face === 'call' ? '' : `${face} `}${place.label} ${sink.arg}${property ? ` ${property}` : ''}`,
    tries: place.ways.flatMap((way) =>
      payloads.flatMap((payload) =>
        FILLERS.map((filler) => {
          const programs = (): Payload =>
            both(
              payload,
              (text) => statementOf({ place, face, call, sink, property, way, payload, filler }, text),
              way,
            );
          return { way, told: () => isTold(rules, programs(), way), shown: () => programs().harmful };
        }),
      ),
    ),
  }));
}

function both({ harmful, harmless }: Payload, statement: (text: string) => string, way: Way): Payload {
  return { harmful: inHandler(way, statement(harmful)), harmless: inHandler(way, statement(harmless)) };
}

interface Written {
  readonly place: Place;
  readonly face: Face;
  readonly call: CallModel;
  readonly sink: SinkModel;
  readonly property: string | undefined;
  readonly way: Way;
  readonly payload: Payload;
  readonly filler: Filler;
}

function statementOf({ place, face, call, sink, property, way, payload, filler }: Written, text: string): string {
  if (face === 'tag') return `await ${way.take}\`a \${${text}} b\`;`;
  const written = new WrittenCall();
  if (sink.when) written.meet(sink.when);
  const typed = call.contentType;
  if (sink.untyped && typed?.as === 'headers')
    written.put(typed.arg, "{ 'content-type': 'text/html' }", typed.property);
  written.put(sink.arg, text, property, sink.from);
  if (payload.then && typeof sink.arg === 'number') written.put(sink.arg + 1, payload.then);
  const args = written.written(filler);
  const before = sink.untyped ? asHtml(place, way) : '';
  if (sink.handed) return `(await import('fastify')).fastify().register(${way.take}, ${written.cell(1)});`;
  return face === 'new'
    ? `${before}const made = ${constructed(way.take)}(${args});`
    : `${before}await ${way.take}(${args});`;
}

/** Says before that the answer is HTML, where a member beside does that. */
function asHtml({ beside = {} }: Place, { thing }: Way): string {
  for (const [name, member] of Object.entries(beside)) {
    if (member.assignsContentType) return `${thing}.${name} = 'text/html';\n`;
    const { contentType } = member.call ?? {};
    if (contentType?.as === 'type') return `${thing}.${name}('text/html');\n`;
    if (contentType?.as === 'header') return `${thing}.${name}('content-type', 'text/html');\n`;
  }
  return '';
}
