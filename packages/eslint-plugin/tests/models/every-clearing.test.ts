import { builtInModels, type ArgRef, type CallModel, type SinkKind } from '@backend-architect/analysis';
import { everyWord, type Word } from './every-word.js';
import { inHandler, isTold } from './reports.js';
import { placesOf, type Way } from './ways-into.js';
import { FILLERS, WrittenCall, type Filler } from './write-call.js';

interface End {
  readonly rules: readonly string[];
  readonly setup: readonly string[];
  readonly sink: (value: string) => string;
  /** What comes in, where it is not any text. */
  readonly given?: string;
}

/** One sink of each kind that something can be made harmless for. */
const ENDS: Partial<Record<SinkKind, End>> = {
  'shell-command': { rules: ['no-command-injection'], setup: [], sink: (value) => `execSync('ls ' + ${value});` },
  'html-response': { rules: ['no-unescaped-html-response'], setup: [], sink: (value) => `res.send('<b>' + ${value});` },
  'regexp-source': { rules: ['no-regex-dos'], setup: [], sink: (value) => `new RegExp(${value});` },
  'outbound-url': { rules: ['no-ssrf'], setup: [], sink: (value) => `await fetch(${value});` },
  'redirect-target': {
    rules: ['no-untrusted-redirect-or-link'],
    setup: [],
    sink: (value) => `res.redirect(${value});`,
  },
  'file-path': {
    rules: ['no-path-traversal'],
    setup: ["import fs from 'node:fs';"],
    sink: (value) => `fs.readFileSync('/data/' + ${value});`,
  },
  'sql-text': {
    rules: ['no-sql-injection'],
    setup: ["import { Pool as OuterPool } from 'pg';", 'const outerPool = new OuterPool();'],
    sink: (value) => `await outerPool.query('select ' + ${value});`,
  },
  'nosql-filter': {
    rules: ['no-nosql-injection'],
    setup: [
      "import { MongoClient as OuterClient } from 'mongodb';",
      'const outerClient = new OuterClient(process.env.URL);',
    ],
    given: 'req.body.x',
    sink: (value) => `await outerClient.db().collection('users').findOne({ name: ${value} });`,
  },
};

const CLEARING = placesOf(builtInModels).flatMap(({ label, member, ways }): Word[] =>
  (['call', 'tag'] as const).flatMap((face) => {
    const call = member[face];
    return call ? [...sanitizers(label, face, call, ways), ...guards(label, call, ways)] : [];
  }),
);

everyWord('what a model says is harmless is', 'clearing', CLEARING);

function sanitizers(
  label: string,
  face: 'call' | 'tag',
  { result, async: waits }: CallModel,
  ways: readonly Way[],
): Word[] {
  if (result?.is !== 'sanitized' && result?.is !== 'bound-sql') return [];
  const kinds =
    result.is === 'bound-sql'
      ? (['sql-text'] as const)
      : result.for === 'all'
        ? (['shell-command'] as const)
        : result.for;
  const arg = result.is === 'bound-sql' ? 0 : result.arg;
  return kinds.flatMap((kind) => {
    const end = ENDS[kind];
    if (!end) return [];
    return [
      {
        label: `${kind}: ${label}`,
        tries: ways.flatMap((way) =>
          FILLERS.map((filler) => {
            const made = (value: string): string =>
              face === 'tag' ? `${way.take}\`\${${value}}\`` : writtenCall(way, arg, value, filler);
            return tryOf(end, way, (value) => end.sink(waits ? `(await ${made(value)})` : made(value)));
          }),
        ),
      },
    ];
  });
}

function guards(label: string, { guard, async: waits }: CallModel, ways: readonly Way[]): Word[] {
  if (!guard) return [];
  return (guard.for === 'all' ? (['shell-command'] as const) : guard.for).flatMap((kind) => {
    const end = ENDS[kind];
    if (!end) return [];
    return [
      {
        label: `${kind}: ${label} guards`,
        tries: ways.flatMap((way) =>
          FILLERS.map((filler) =>
            tryOf(end, way, (value) => {
              const asked = writtenCall(way, guard.arg, 'given', filler);
              const test = waits ? `(await ${asked})` : asked;
              return `const given = ${value};\nif (${guard.when ? '!' : ''}${test}) return;\n${end.sink('given')}`;
            }),
          ),
        ),
      },
    ];
  });
}

/** It is reported without the call, and no more with it. */
function tryOf(end: End, way: Way, statement: (value: string) => string) {
  const around = { ...way, setup: [...way.setup, ...end.setup] };
  const given = end.given ?? 'String(req.query.x)';
  const cleared = inHandler(around, statement(given));
  const open = inHandler(around, end.sink(given));
  return { told: () => isTold(end.rules, { harmful: open, harmless: cleared }, way), shown: () => cleared };
}

function writtenCall(way: Way, arg: ArgRef, value: string, filler: Filler): string {
  if (arg === 'this') return `${way.take.replace('{}', value)}({})`;
  const written = new WrittenCall();
  written.put(arg, value);
  return `${way.take}(${written.written(filler)})`;
}
