import {
  callInLoop,
  conditionsAt,
  lookupsOf,
  queryCalls,
  wholeChain,
  type CallFact,
  type FileAnalysis,
  type FunctionNode,
  type KeyedRead,
  type LoopFact,
  type Node,
  type QueryCall,
  type QueryFact,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText } from '../evidence.js';
import { belongsToOneRecord, rowWrites } from './row-writes.js';

/** One query for every element of a list, where one query for all of them would do. */
export default defineRule({
  id: 'no-n-plus-one',
  meta: {
    severity: 'medium',
    severest: 'high',
    cwe: [1073],
    owasp: ['A06:2025'],
    api: ['API4:2023'],
    docs: {
      description: 'Reports reads, and writes of one row, that run once for every element of a list',
      impact:
        'A page of 100 rows costs 101 round trips: the answer gets slower with every row, ' +
        'and the database sees the load of many users where there is one',
      fix:
        'Ask once for all elements before the loop (`where id in (...)`, ' +
        'grouped where it counts) and pick from a map inside; ' +
        'write all rows with one statement, in batches when there are many',
      refactoring:
        'Give the data layer a method that takes many keys and returns a map; ' +
        'let the single lookup call it with one key',
    },
    messages: {
      perElement:
        '`{{call}}` {{asks}}{{of}} once for every element of the loop{{while}}. {{instead}} ' +
        'before the loop, and pick each from a map.',
      throughFunction:
        '`{{call}}` is called once for every element of the loop, and each call {{asks}}{{of}}{{while}}. ' +
        '{{instead}} before the loop, and hand on what each needs.',
      perRow:
        '`{{call}}` writes one row{{to}} in every round of the loop, and nothing else happens there. ' +
        'Write all rows with one `{{instead}}.',
      invariant:
        '`{{call}}` asks for the same{{of}} in every round: nothing in it changes with the loop. ' +
        'Ask once before the loop.',
    },
    schema: [],
    exempt: ['test', 'generated', 'migration', 'client', 'script', 'config'],
    gate: /\b(?:for\s*(?:await\s*)?\(|while\b)|\.(?:map|forEach|flatMap|reduce|filter)\s*\(/,
  },
  *problems(file) {
    const said = new Set<number>();
    for (const problem of [...problemsIn(file)].sort((a, b) => a.at[0] - b.at[0])) {
      if (problem.unit && said.has(problem.unit[0])) continue;
      if (problem.unit) said.add(problem.unit[0]);
      yield problem;
    }
  },
});

/** One per call; a loop is reported once, at its first. */
function* problemsIn(file: FileAnalysis): Iterable<Problem> {
  const isAlone = file.waitsFor(file.ast) === null;
  const queries = queryCalls(file, isAlone ? 'proven' : 'named');
  for (const found of queries) {
    const { library, call, query } = found;
    const loop = perElement(call.loops);
    if (
      !loop ||
      query.operation !== 'read' ||
      (query.searches && call.keyedByLoop) ||
      isBatched(found) ||
      isPartOfAnother(file, found, queries) ||
      worksInLoop(file, loop, queries, tableKey(found)) ||
      isRemembered(file, library.node) ||
      isUnwaited(file, library.node)
    )
      continue;
    const base = {
      at: library.node.range,
      data: {
        call: calleeText(file, library.node),
        of: table(query.entity),
        ...wordsFor(query),
        ...whileAnswering(file, library.node),
      },
      ...weight(file, library.node),
      unit: loop.at,
      steps: [
        { at: loop.at, what: 'this loop runs once per element' },
        { at: library.node.range, what: 'each round sends a query' },
      ],
    };
    if (call.keyedByLoop) yield { ...base, messageId: 'perElement' };
    else if (
      call.use === 'awaited' &&
      isTheSame(file, wholeChain(library.node), loop) &&
      !isWrittenIn(file, loop, queries, tableKey(found)) &&
      !isForOne(file, library.node, loop)
    )
      yield { ...base, messageId: 'invariant' };
  }
  for (const write of rowWrites(file, queries)) {
    const { loop, instead } = write;
    const { library, query } = write.found;
    if (isUnwaited(file, library.node)) continue;
    yield {
      ...(belongsToOneRecord(file, write, queries) ? { severity: 'low' } : lowUnlessRequested(file, library.node)),
      at: library.node.range,
      unit: loop.at,
      messageId: 'perRow',
      data: {
        call: calleeText(file, library.node),
        to: query.entity === undefined ? '' : ` of \`${query.entity}\``,
        instead,
      },
      steps: [
        { at: loop.at, what: 'this loop runs once per element' },
        { at: library.node.range, what: 'each round sends a query' },
      ],
    };
  }
  if (!isAlone) yield* readThrough(file, queries);
  if (!queries.some(({ query, call }) => query.operation === 'read' && call.loops.length === 0)) return;
  for (const node of file.nodes('CallExpression')) {
    const helper = file.localFunctionOf(node.callee);
    const call = helper && callInLoop(file, node);
    const read = helper && call && readByParameter(file, helper, queries, call.keyedArgs ?? []);
    const loop = call?.keyedByLoop ? perElement(call.loops) : null;
    if (
      !read ||
      !loop ||
      read.query.searches ||
      worksInLoop(file, loop, queries, tableKey(read)) ||
      isRemembered(file, node) ||
      isBatchedThrough(read, loop) ||
      isUnwaited(file, node)
    )
      continue;
    yield {
      at: node.range,
      unit: loop.at,
      messageId: 'throughFunction',
      data: {
        call: calleeText(file, node),
        of: table(read.query.entity),
        ...wordsFor(read.query),
        ...whileAnswering(file, node),
      },
      ...weight(file, node),
      steps: [
        { at: loop.at, what: 'this loop runs once per element' },
        { at: node.range, what: 'calls a function of this file' },
        { at: read.library.node.range, what: 'which reads by a key it is given' },
      ],
    };
  }
}

/** Reads of functions of this file and of others, keyed by what the loop hands them. */
function* readThrough(file: FileAnalysis, queries: readonly QueryCall[]): Iterable<Problem> {
  for (const node of file.nodes('CallExpression')) {
    const call = file.libraryCall(node) ? null : callInLoop(file, node);
    const loop = call?.keyedByLoop ? perElement(call.loops) : null;
    const read = call && loop ? (file.calleeOf(node)?.reads(call.keyedArgs ?? []) ?? lookupRead(call)) : null;
    if (
      !loop ||
      !read ||
      read.searches ||
      worksInLoop(file, loop, queries, read.entity) ||
      isRemembered(file, node) ||
      isUnwaited(file, node)
    )
      continue;
    const words = wordsFor({ counts: read.counts, many: read.many, bounded: read.isBounded ? 'yes' : 'no' });
    const isOwn = read.steps.every((step) => step.file === undefined);
    yield {
      at: node.range,
      unit: loop.at,
      messageId: isOwn ? 'perElement' : 'throughFunction',
      data: { call: calleeText(file, node), of: table(read.entity), ...words, ...whileAnswering(file, node) },
      ...weight(file, node),
      steps: [
        { at: loop.at, what: 'this loop runs once per element' },
        ...(isOwn ? [] : [{ at: node.range, what: 'calls a function' }]),
        ...read.steps,
      ],
    };
  }
}

/** `User.findById(id)` on a class nobody sees: where the whole project is read, the idiom is enough. */
function lookupRead(call: CallFact): KeyedRead | null {
  const [lookup] = lookupsOf([call]);
  return lookup
    ? {
        entity: lookup.entity!,
        counts: false,
        many: false,
        isBounded: true,
        steps: [{ at: call.at, what: 'each round sends a query' }],
      }
    : null;
}

/** Nobody waits for it: timers, queues or the start of the process run it. */
function isUnwaited(file: FileAnalysis, node: Node): boolean {
  return file.waitsFor(node) === 'background';
}

/** A list that is answered waits for all of it; work that no request is seen to wait for weighs little. */
function weight(file: FileAnalysis, node: Node): { readonly severity?: 'high' | 'low' } {
  return file.listingFor(node) === null ? lowUnlessRequested(file, node) : { severity: 'high' };
}

function lowUnlessRequested(file: FileAnalysis, node: Node): { readonly severity?: 'low' } {
  return (file.waitsFor(node) ?? 'requested') === 'requested' ? {} : { severity: 'low' };
}

function whileAnswering(file: FileAnalysis, node: Node): { readonly while: string } {
  const route = file.listingFor(node);
  return { while: route === null ? '' : ` while ${route} is answered` };
}

/** Numbers are not read row by row, and a page of each is not all rows. */
function wordsFor({ counts, many, bounded }: Pick<QueryFact, 'many' | 'bounded'> & { readonly counts?: boolean }): {
  readonly asks: string;
  readonly instead: string;
} {
  if (counts) return { asks: 'counts', instead: 'Count for all of them with one grouped query' };
  return {
    asks: 'reads',
    instead: many && bounded === 'yes' ? 'Ask for all of them with one query' : 'Read all rows with one query',
  };
}

function table(entity: string | undefined): string {
  return entity === undefined ? '' : ` \`${entity}\``;
}

/** The innermost loop that runs once per element; null when it, or one around it, ends or pages by itself. */
function perElement(loops: readonly LoopFact[]): LoopFact | null {
  const [loop] = loops;
  return loop && loop.kind !== 'while' && loops.every(({ exempt }) => exempt === undefined) ? loop : null;
}

/** Started together in one tick, such lookups are sent as one query. */
function isBatched({ query, call }: QueryCall): boolean {
  return query.batched === true && call.loops[0]?.kind === 'callback';
}

function isBatchedThrough({ query }: QueryCall, loop: LoopFact): boolean {
  return query.batched === true && loop.kind === 'callback';
}

/** A builder given to another one, which alone is run. */
function isPartOfAnother(
  file: FileAnalysis,
  { library: { node, call } }: QueryCall,
  queries: readonly QueryCall[],
): boolean {
  const holder = wholeChain(node).parent;
  const step = holder?.type === 'CallExpression' && call.async !== 'promise' ? file.libraryCall(holder) : null;
  return (
    (step !== null && !step.call.awaitsArguments) ||
    queries.some(({ library }) => {
      const [start, end] = wholeChain(library.node).range;
      return (
        library.node !== node &&
        library.node.range[0] !== node.range[0] &&
        start <= node.range[0] &&
        node.range[1] <= end
      );
    })
  );
}

/**
 * The loop writes too, calls another system, or speaks of a table of its own: a piece of work per element, and not a
 * list that is completed. Rows that are read and then written one by one are, where the project is seen: the reads can
 * be made at once.
 */
function worksInLoop(
  file: FileAnalysis,
  loop: LoopFact,
  queries: readonly QueryCall[],
  read: string | undefined,
): boolean {
  const inside = ({ range }: Node): boolean => loop.at[0] <= range[0] && range[1] <= loop.at[1];
  const written = queries.flatMap((found) =>
    found.query.operation !== 'read' && inside(found.library.node) ? [tableKey(found)] : [],
  );
  if (file.waitsFor(file.ast) === null ? written.length > 0 : worksElsewhere(file, inside, written, read)) return true;
  if (file.callsWith('external').some(({ node, call }) => call.external !== 'sleep' && inside(node))) return true;
  return (
    file.callsWith('entity').some(({ node }) => inside(node) && callInLoop(file, node)?.tableByLoop) ||
    queries.some(({ library: { node }, call }) => call.tableByLoop && inside(node))
  );
}

/** What is read in every round is also written there: each round finds what the one before has left. */
function isWrittenIn(file: FileAnalysis, loop: LoopFact, queries: readonly QueryCall[], read: string): boolean {
  const inside = ({ range }: Node): boolean => loop.at[0] <= range[0] && range[1] <= loop.at[1];
  return (
    queries.some(
      (found) => found.query.operation !== 'read' && inside(found.library.node) && tableKey(found) === read,
    ) ||
    file
      .nodes('CallExpression')
      .filter((node) => inside(node) && !file.libraryCall(node))
      .some((node) => file.calleeOf(node)?.work?.writes.includes(read))
  );
}

/** The table by name, or by what the query is called on: one repository speaks of one table, whatever its name. */
function tableKey({ query: { entity }, call: { callee, receiver } }: QueryCall): string {
  if (entity !== undefined) return entity;
  if (receiver) return JSON.stringify(receiver);
  return 'path' in callee && callee.path && callee.path.length > 0
    ? JSON.stringify({ ...callee, path: callee.path.slice(0, -1) })
    : '';
}

/** What is called in the loop leaves the process, or writes another table than is read. */
function worksElsewhere(
  file: FileAnalysis,
  inside: (node: Node) => boolean,
  written: readonly string[],
  read: string | undefined,
): boolean {
  const called = file
    .nodes('CallExpression')
    .filter((node) => inside(node) && !file.libraryCall(node))
    .flatMap((node) => file.calleeOf(node)?.work ?? []);
  const tables = new Set([...written, ...called.flatMap(({ writes }) => writes)]);
  const isOfOneTable = tables.size === 1 && read !== undefined && read !== '' && tables.has(read);
  return called.some(({ leaves }) => leaves) || (tables.size > 0 && !isOfOneTable);
}

/** Asked for only when it is not known yet. */
function isRemembered(file: FileAnalysis, node: Node): boolean {
  return conditionsAt(node).some(({ test }) => /\.(?:has|get)\(|cache|memo|seen/i.test(file.text.slice(...test.range)));
}

/** `if (row.id === SPECIAL) ...`: one element, or none, has that key. */
function isForOne(file: FileAnalysis, node: Node, { at }: LoopFact): boolean {
  return conditionsAt(node).some(
    ({ test, outside }) =>
      !outside &&
      test.range[0] >= at[0] &&
      /[^=!]===?[^=]/.test(file.text.slice(...test.range)) &&
      /\bid\b|Id\b|key\b/i.test(file.text.slice(...test.range)),
  );
}

/** Nothing in the query is made in the loop, is written there, or is another answer each time it is asked. */
function isTheSame(file: FileAnalysis, query: Node, { at }: LoopFact): boolean {
  const inside = (node: Node): boolean => node.range[0] >= at[0] && node.range[1] <= at[1];
  const within = (node: Node): boolean => node.range[0] >= query.range[0] && node.range[1] <= query.range[1];
  if (file.nodes('YieldExpression', 'UpdateExpression', 'ThisExpression').some(within)) return false;
  return (
    file
      .nodes('Identifier')
      .filter(within)
      .every((name) => {
        const variable = file.variableOf(name);
        return (
          variable === null ||
          (variable.defs.every((definition) => !inside(definition.name as Node)) &&
            variable.references.every((reference) => !(reference.isWrite() && inside(reference.identifier as Node))))
        );
      }) &&
    !file.nodes('CallExpression', 'NewExpression').some((node) => within(node) && !query.range.includes(node.range[0]))
  );
}

/**
 * A read of the function, outside loops of its own, by something the loop hands it; null when it also writes or
 * remembers.
 */
function readByParameter(
  file: FileAnalysis,
  fn: FunctionNode,
  queries: readonly QueryCall[],
  keyed: readonly number[],
): QueryCall | null {
  const given = keyed.flatMap((index) => fn.params[index] ?? []);
  const isGiven = (name: Node): boolean =>
    given.some(({ range }) => range[0] <= name.range[0] && name.range[1] <= range[1]);
  const own = queries.filter(({ library }) => file.functionOf(library.node) === fn);
  if (
    own.some(({ query }) => query.operation !== 'read') ||
    /cache|memo|\.has\(|\bload\(/i.test(file.text.slice(...fn.range))
  )
    return null;
  return (
    own.find(
      ({ library: { node }, call }) =>
        call.loops.length === 0 &&
        file.nodes('Identifier').some((name) => {
          const definition =
            name.range[0] >= node.range[0] && name.range[1] <= node.range[1]
              ? file.variableOf(name)?.defs[0]
              : undefined;
          return definition?.type === 'Parameter' && definition.node === fn && isGiven(definition.name);
        }),
    ) ?? null
  );
}
