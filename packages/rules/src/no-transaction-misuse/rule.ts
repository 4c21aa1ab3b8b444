import {
  type FileAnalysis,
  type FunctionNode,
  inTransaction,
  lazyFate,
  type LibraryCall,
  type Node,
  onlyReads,
  originsOf,
  outer,
  type PastHandle,
  type Range,
  receiversOf,
  runsWithin,
  transactionBodies,
  type TransactionBody,
  wholeChain,
} from '@backend-architect/analysis';
import { defineRule, type Problem, type Suggestion } from '../define-rule.js';
import { callText } from '../evidence.js';
import { awaitedMembers, bodyHanded, isApart, isMadeOf, isNewRow } from './left-out.js';

/** Work that stands inside a transaction and does not belong to it, or the other way round. */
export default defineRule({
  id: 'no-transaction-misuse',
  meta: {
    severity: 'high',
    cwe: [662, 667],
    owasp: ['A06:2025'],
    hasSuggestions: true,
    docs: {
      description: 'Reports queries that escape their transaction, and slow work that holds one open',
      impact:
        'What was meant to be atomic is not: part of it stays when the rest is rolled back; ' +
        'locks are held while others wait, and under load the pool runs dry',
      fix:
        'Use the handle the transaction gives for every query in it, ' +
        'and move calls to other systems before or after it',
      refactoring:
        'Write what other systems must hear into an outbox table in the same transaction, and send it afterwards',
    },
    messages: {
      escapes:
        '`{{call}}` stands in the transaction but does not use it: it runs on another connection, ' +
        'is not rolled back with the rest and can wait for its locks. Use {{handle}}.',
      readEscapes:
        '`{{call}}` stands in the transaction but does not use it: it reads on another connection, ' +
        'does not see what the transaction has changed and can wait for its locks. Use {{handle}}.',
      readEscapesInHelper:
        '`{{call}}` runs inside the transaction, and the query in it reads through the outer client: ' +
        'it does not see what the transaction has changed. Pass {{handle}} on.',
      escapesInHelper:
        '`{{call}}` runs inside the transaction, and the query in it uses the outer client: ' +
        'it is not rolled back with the rest. Pass {{handle}} on.',
      leavesHandle:
        '`{{call}}` is handed {{handle}}, and the query in it uses the outer client all the same: ' +
        'it is not rolled back with the rest. Use the handle there.',
      goesPast:
        '`{{name}}` is handed the handle of a transaction, and `{{call}}` uses the outer client all the same: ' +
        'it is not rolled back with the rest. Use the handle here.',
      reached:
        '`{{call}}` runs inside a transaction and uses the outer client: it is not rolled back with the rest. ' +
        'Hand the handle of the transaction on to `{{name}}`.',
      nested:
        '`{{call}}` opens a second transaction on another connection while this one waits: ' +
        'under load both wait for the pool for ever. Use {{handle}}.',
      holdsOpen:
        '`{{call}}` ({{what}}) runs inside the transaction: ' +
        'locks and a connection are held until it answers, and it is not undone by a rollback. ' +
        'Move it before or after the transaction.',
      poolTransaction:
        '`{{statement}}` on a pool starts a transaction on whichever connection is free; ' +
        'the next query may use another one. Take one connection from the pool and use it for all of them.',
      awaitedMember:
        '`{{call}}` is awaited before the list is given to the transaction: it has been done by then, on its own. ' +
        'Leave out the `await`, and the transaction runs it.',
      useHandle: 'Use `{{handle}}`.',
    },
    schema: [],
    gate: /transaction|begin|await|return|=>\s*[\w$]/i,
  },
  *problems(file) {
    for (const call of file.callsWith('query')) if (beginsOnPool(file, call)) yield poolProblem(file, call);
    for (const member of awaitedMembers(file))
      yield { at: member.node.range, messageId: 'awaitedMember', data: { call: callText(file, member.node) } };
    const bodies = transactionBodies(file);
    const seen = new Set<Node>();
    for (const body of bodies) {
      for (const problem of problemsIn(file, body)) {
        if (seen.has(problem.node)) continue;
        seen.add(problem.node);
        yield problem.problem;
      }
    }
    for (const { node, problem } of heldElsewhere(file)) if (!seen.has(node)) yield problem;
    for (const one of file.pastHandles)
      if (![...seen].some((node) => isSame(node.range, one.at))) yield pastProblem(file, one);
  },
});

interface Located {
  readonly node: Node;
  readonly problem: Problem;
}

function* problemsIn(file: FileAnalysis, body: TransactionBody): Iterable<Located> {
  for (const call of file.libraryCalls) {
    if (!runsWithin(file, call.node, body.body)) continue;
    const problem = externalProblem(file, call) ?? escapeProblem(file, body, call);
    if (problem) yield { node: call.node, problem };
  }
  for (const node of file.nodes('CallExpression')) {
    if (!runsWithin(file, node, body.body) || isLeftAlone(file, node)) continue;
    const helper = file.localFunctionOf(node.callee);
    if (!helper || helper === body.body || runsWithin(file, helper, body.body)) continue;
    const problem = helperProblem(file, body, node, helper);
    if (problem) yield { node, problem };
  }
}

function isSame(a: Range, b: Range): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

/** A write in a function that a transaction of another file, or one further up, reaches. */
function pastProblem(file: FileAnalysis, { at, name, handle, steps: way }: PastHandle): Problem {
  const call = file.nodes('CallExpression', 'TaggedTemplateExpression').find((node) => isSame(node.range, at));
  const data = { call: call ? callText(file, call) : name, name, handle: 'the handle that its callback is given' };
  return { at, messageId: MESSAGES[handle], data, steps: way };
}

const MESSAGES = { own: 'escapes', given: 'goesPast', none: 'reached' } as const satisfies Record<
  PastHandle['handle'],
  string
>;

/** Slow work in a function that a wrapper of another file, or every caller, runs in a transaction. */
function heldElsewhere(file: FileAnalysis): Located[] {
  return file.callsWith('external').flatMap((call) => {
    const problem = file.transactionAround(call.node).transaction === 'inside' ? externalProblem(file, call) : null;
    return problem ? [{ node: call.node, problem }] : [];
  });
}

/** Nobody waits for it, so the transaction does not either; `no-unawaited-io` speaks of those. */
function isLeftAlone(file: FileAnalysis, node: Node): boolean {
  const use = file.useOf(node);
  return use === 'unused' || use === 'void';
}

const WHAT: Readonly<Record<NonNullable<LibraryCall['call']['external']>, string>> = {
  network: 'a network request',
  mail: 'sending mail',
  queue: 'a message to a queue',
  file: 'writing files',
  sleep: 'waiting',
};

function externalProblem(file: FileAnalysis, call: LibraryCall): Problem | null {
  const { external } = call.call;
  if (!external || call.symbol.rung > 3 || isLeftAlone(file, call.node)) return null;
  return {
    at: call.node.range,
    messageId: 'holdsOpen',
    data: { call: callText(file, call.node), what: WHAT[external] },
    ...(external === 'file' && { severity: 'medium' as const }),
  };
}

function escapeProblem(file: FileAnalysis, body: TransactionBody, call: LibraryCall): Problem | null {
  if (body.ambient || isLeftAlone(file, call.node) || lazyFate(file, call) === 'fragment' || !escapes(file, body, call))
    return null;
  const said = {
    at: call.node.range,
    data: { call: callText(file, call.node), handle: handleOf(body) },
    suggestions: withHandle(file, body, call),
    ...withoutHandle(body),
  };
  if (call.call.transaction) return { ...said, messageId: 'nested' };
  // A read sees other data than the transaction does; a write is worse.
  return onlyReads(file, call)
    ? { ...said, messageId: 'readEscapes', severity: 'medium' }
    : { ...said, messageId: 'escapes' };
}

/** A query or transaction of the same library on a client that is not the transaction's. */
function escapes(file: FileAnalysis, body: TransactionBody, call: LibraryCall): boolean {
  if (!call.call.query && call.call.transaction?.callbackArg === undefined) return false;
  if (!isSameLibrary(body, call)) return false;
  if (isApart(file, body, call)) return true;
  if (inTransaction(file, call) !== 'no' || (call.call.query?.ofRow && !isNewRow(file, call))) return false;
  const sameClient = receiverLikeOpener(file, body, call.node) !== null;
  if (call.symbol.rung > 3 && !sameClient) return false;
  if (call.call.transaction) return true;
  if (
    isQueriedFurther(file, call.node) ||
    isKept(file, body, call.node) ||
    isGivenHandle(file, body, wholeChain(call.node)) ||
    isMadeOf(file, call.node, (name) => name.type === 'Identifier' && isHandle(file, body, name))
  )
    return false;
  // Where the transaction may also travel by context, nobody in the body names it when it does.
  return !mayTravel(file, body, call) || usesHandle(file, body);
}

function usesHandle(file: FileAnalysis, body: TransactionBody): boolean {
  return file.nodes('Identifier').some((name) => runsWithin(file, name, body.body) && isHandle(file, body, name));
}

/** Handed on by an option it may be without one, as long as nobody says that the project names its transactions. */
function mayTravel(file: FileAnalysis, { opened, session }: TransactionBody, { call, symbol }: LibraryCall): boolean {
  if (file.namesTransactions(opened.symbol.on?.model ?? opened.symbol.model)) return false;
  if (opened.call.transaction?.mayBeAmbient) return true;
  return call.query?.transactionOption !== undefined && (session === null || symbol.rung > 3);
}

/** A query that was begun in the body and kept under a name is told of where it was begun. */
function isKept(file: FileAnalysis, body: TransactionBody, call: Node): boolean {
  return originsOf(file, call).some(
    (made) => made !== call && made.type !== 'NewExpression' && runsWithin(file, made, body.body),
  );
}

/** The handle stands in the query, or in what its name is used for later: `query = query.transacting(trx)`. */
function isGivenHandle(file: FileAnalysis, body: TransactionBody, query: Node): boolean {
  if (mentions(file, body, query)) return true;
  const { parent } = outer(query);
  const name = parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null;
  const uses = (name && file.variableOf(name)?.references) ?? [];
  return uses.some(({ identifier }) => mentions(file, body, wholeChain(calledOn(identifier))));
}

/** `query.where(x)` from `query`; the name itself where nothing is called on it. */
function calledOn(name: Node): Node {
  const member = outer(name).parent;
  const call = member?.type === 'MemberExpression' ? outer(member).parent : null;
  return call?.type === 'CallExpression' ? call : name;
}

/** `db('log')` of `db('log').insert(row)`: the chained call is the query. */
function isQueriedFurther(file: FileAnalysis, call: Node): boolean {
  const whole = wholeChain(call);
  return file
    .callsWith('query')
    .some(
      ({ node }) =>
        node !== call &&
        node.range[0] === call.range[0] &&
        node.range[1] > call.range[1] &&
        node.range[1] <= whole.range[1],
    );
}

function isSameLibrary(body: TransactionBody, call: LibraryCall): boolean {
  const opener = body.opened.symbol.on?.model ?? body.opened.symbol.model;
  const client = call.symbol.on?.model ?? call.symbol.model;
  return opener.library === client.library || call.symbol.model.library === body.opened.symbol.model.library;
}

/** The handle, or the session a transaction was opened on, stands somewhere in the expression. */
function mentions(file: FileAnalysis, body: TransactionBody, expression: Node): boolean {
  return file
    .nodes('Identifier')
    .some(
      (name) =>
        name.range[0] >= expression.range[0] && name.range[1] <= expression.range[1] && isHandle(file, body, name),
    );
}

function isHandle(file: FileAnalysis, body: TransactionBody, name: Extract<Node, { name: string }>): boolean {
  if (name.type !== 'Identifier') return false;
  const variable = file.variableOf(name);
  if (variable === null) return false;
  if (body.handle && variable === file.variableOf(body.handle)) return name !== body.handle;
  if (body.session && variable === file.variableOf(body.session)) return true;
  return file.typeOf(name)?.type.transactional === true;
}

/** The part of a call's receiver that is written like the client the transaction was opened on. */
function receiverLikeOpener(file: FileAnalysis, body: TransactionBody, call: Node): Node | null {
  const [opener] = receiversOf(body.opened.node);
  if (!opener) return null;
  const written = file.text.slice(...opener.range);
  return receiversOf(call).find((receiver) => file.text.slice(...receiver.range) === written) ?? null;
}

function withHandle(file: FileAnalysis, body: TransactionBody, call: LibraryCall): Suggestion[] {
  const receiver = receiverLikeOpener(file, body, call.node);
  if (!receiver || !body.handle || call.call.query?.transactionOption || call.call.transaction) return [];
  return [
    {
      messageId: 'useHandle',
      data: { handle: body.handle.name },
      edits: [{ range: receiver.range, text: body.handle.name }],
    },
  ];
}

/**
 * One hop: the worst that a function of this file does, when the transaction's body calls it and hands it no handle.
 * What only reads or writes files is less than what stays or waits.
 */
function helperProblem(file: FileAnalysis, body: TransactionBody, node: Node, helper: FunctionNode): Problem | null {
  const within = file.libraryCalls.filter((call) => runsWithin(file, call.node, helper));
  const call = callText(file, node);
  const told = (messageId: string, inner: LibraryCall, rest: Partial<Problem>): Problem => ({
    at: node.range,
    messageId,
    steps: steps(file, node.range, call, inner),
    ...rest,
  });
  const holding = within.flatMap((inner): Problem[] => {
    const external = externalProblem(file, inner);
    if (!external) return [];
    const data = { call, what: WHAT[inner.call.external ?? 'network'] };
    return [told('holdsOpen', inner, { data, ...(external.severity && { severity: external.severity }) })];
  });
  const isGiven = isGivenHandle(file, body, wholeChain(node));
  const handed = isGiven ? bodyHanded(file, body, node, helper) : body;
  const escaping = (handed === null || body.ambient ? [] : within)
    .filter((inner) => isGiven || !mayTravel(file, body, inner))
    .filter((inner) => lazyFate(file, inner) !== 'fragment' && escapes(file, handed!, inner))
    .filter((inner) => !isGiven || !usesHandle(file, handed!) || !onlyReads(file, inner))
    .map((inner): Problem => {
      const said = { data: { call, handle: handleOf(body) }, ...withoutHandle(body) };
      if (isGiven && !inner.call.transaction)
        return told('leavesHandle', inner, { ...said, ...(onlyReads(file, inner) && { severity: 'medium' }) });
      if (inner.call.transaction) return told('nested', inner, said);
      return onlyReads(file, inner)
        ? told('readEscapesInHelper', inner, { ...said, severity: 'medium' })
        : told('escapesInHelper', inner, said);
    });
  const all = [...holding, ...escaping.filter(({ messageId }) => messageId === 'nested'), ...escaping];
  return all.find(({ severity }) => severity === undefined) ?? all[0] ?? null;
}

/** A callback that takes no handle is one thing to mend, however much runs in it. */
function withoutHandle({ opened, body, session }: TransactionBody): Pick<Problem, 'cause'> {
  const position = session ? undefined : opened.call.transaction?.handleParam;
  return position !== undefined && body.params.length <= position
    ? { cause: { kind: 'place', at: body.range, words: 'where the callback of a transaction takes no handle' } }
    : {};
}

function handleOf(body: TransactionBody): string {
  const named = body.handle ?? body.session;
  if (named) return `\`${named.name}\``;
  return withoutHandle(body).cause ? 'the handle that its callback can take' : 'the handle of the transaction';
}

function steps(file: FileAnalysis, at: Range, call: string, inner: LibraryCall): Problem['steps'] {
  return [
    { at: inner.node.range, what: `\`${callText(file, inner.node)}\` stands in the function` },
    { at, what: `\`${call}\` runs it inside the transaction` },
  ];
}

/** A statement that begins a transaction, given to something that lends a connection per query. */
function beginsOnPool(file: FileAnalysis, call: LibraryCall): boolean {
  if (call.symbol.on?.type.resource?.kind !== 'pool' || call.symbol.rung > 3) return false;
  return /^\s*(?:begin|start\s+transaction)\b/i.test(statementOf(file, call) ?? '');
}

function statementOf(file: FileAnalysis, call: LibraryCall): string | null {
  const position = call.call.query?.textArg;
  const argument =
    position === undefined || call.node.type === 'TaggedTemplateExpression' ? undefined : call.node.arguments[position];
  const constant = argument ? file.valueOf(argument).constant : undefined;
  return typeof constant === 'string' ? constant : null;
}

function poolProblem(file: FileAnalysis, call: LibraryCall): Problem {
  return {
    at: call.node.range,
    messageId: 'poolTransaction',
    data: { statement: (statementOf(file, call) ?? '').trim() },
  };
}
