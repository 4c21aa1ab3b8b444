import {
  type FileAnalysis,
  type FunctionNode,
  type Node,
  type Range,
  swallowedInTransaction,
  type TornApart,
} from '@backend-architect/analysis';
import { defineRule, type Problem } from '../define-rule.js';
import { calleeText } from '../evidence.js';
import { escapedWrites } from './escaped-writes.js';
import { manualTransactions, type ManualTransaction } from './manual-transactions.js';
import { tornApartProblem } from './torn-apart.js';
import { tornWrites, type Torn } from './torn-writes.js';

/**
 * Words without which a file shows nothing by itself. Its calls are not looked at then: what they mean hangs on the
 * libraries of the whole project, and a verdict that asked for them falls with each new one.
 */
const SHOWN_ALONE =
  /transaction|\bbegin\b|(?:delete(?:Many|One|From)?|destroy|del|remove|clear|truncate)\s*\(|\bdelete\s+from\b/i;

/** Writes that belong together and are not held together. */
export default defineRule({
  id: 'require-transaction',
  meta: {
    severity: 'high',
    cwe: [662, 841],
    owasp: ['A06:2025', 'A10:2025'],
    docs: {
      description: 'Reports writes that belong together and are torn apart when one of them fails',
      impact:
        'When the second write fails, or the process stops between the two, the first one stays: ' +
        'rows that contradict each other, which no retry repairs.',
      fix:
        'Open one transaction around the writes, hand its handle to each of them, ' +
        'and let every failure roll it back.',
      refactoring:
        'Give repositories the connection as a parameter, ' +
        'so that a service can run several of them in one transaction.',
    },
    messages: {
      recreated:
        '`{{call}}` deletes rows of `{{table}}` that are written again further down, ' +
        'and no transaction holds the two together: when the second fails, the rows are gone. ' +
        'Run both in one transaction.',
      before:
        '`{{call}}` stands before the transaction that builds on it: when that is rolled back, ' +
        'this row of `{{table}}` stays. Move it into the transaction.',
      sibling:
        '`{{call}}` begins several writes without a transaction, while the other branch opens one for them. ' +
        'Open it around both branches.',
      apart:
        '`{{name}}` writes {{first}} and then {{second}} without a transaction: when the second write fails, ' +
        'the first one stays{{alike}}.',
      emptied:
        '`{{name}}` deletes {{first}} and writes it again without a transaction: ' +
        'when the second statement fails, the rows are gone{{alike}}.',
      asked:
        'Does every caller of `{{receiver}}` run it inside a transaction? ' +
        'It writes {{first}} and then {{second}} and opens none itself{{alike}}.',
      escapes:
        '`{{call}}` stands between the begin and the commit of `{{handle}}` and does not use it: ' +
        'it is not rolled back with the rest. Hand it `{{handle}}`.',
      swallowed:
        'When `{{call}}` fails here, the transaction goes on and commits the rest, such as `{{other}}`. ' +
        'Throw the error on, so that everything is rolled back.',
      neverRolledBack:
        'The transaction begun by `{{call}}` is committed, and never rolled back: ' +
        'when something between fails, it stays open on its connection. Roll it back in a `catch`.',
    },
    schema: [],
    gate: /(?:)/, // what several functions tear apart shows in no word of the file
  },
  *problems(file) {
    const isShown = SHOWN_ALONE.test(file.text);
    // What the project proves of writes comes before what the file shows of them, and that before what is only asked.
    const isTold = ({ at }: TornApart, { write }: Torn): boolean => isSame(at, write.library.node.range);
    const proved = file.tornApart.filter(({ callers }) => callers === 'outside');
    const alone = isShown ? tornWrites(file).filter((torn) => !proved.some((one) => isTold(one, torn))) : [];
    for (const torn of alone) yield tornProblem(file, torn);
    const within = isShown ? [...inTransactions(file)] : [];
    for (const one of file.tornApart)
      if (!alone.some((torn) => isTold(one, torn)) && !within.some(({ at }) => isSame(at, one.at)))
        yield tornApartProblem(one);
    yield* within;
  },
});

/** Writes that go past the transaction they stand in, and transactions that are not rolled back. */
function* inTransactions(file: FileAnalysis): Iterable<Problem> {
  for (const transaction of manualTransactions(file)) {
    for (const { library } of escapedWrites(file, transaction))
      yield {
        at: library.node.range,
        messageId: 'escapes',
        data: { call: calleeText(file, library.node), handle: transaction.name },
        steps: [
          { at: transaction.opened.node.range, what: `opens \`${transaction.name}\`` },
          { at: library.node.range, what: 'goes another way' },
        ],
      };
    const problem = neverRolledBack(file, transaction);
    if (problem) yield problem;
  }
  for (const { handler, write, other } of swallowedInTransaction(file)) {
    yield {
      at: [handler.range[0], handler.range[0] + 'catch'.length],
      messageId: 'swallowed',
      data: { call: calleeText(file, write), other: calleeText(file, other) },
      steps: [
        { at: write.range, what: 'may fail' },
        { at: handler.range, what: 'ends the failure' },
        { at: other.range, what: 'is committed all the same' },
      ],
    };
  }
}

function isSame(a: Range, b: Range): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

const SECOND = {
  recreated: 'writes the rows again',
  before: 'builds on it',
  sibling: 'opens a transaction for the other branch',
} as const satisfies Record<Torn['kind'], string>;

function tornProblem(file: FileAnalysis, { kind, write, other }: Torn): Problem {
  const { node } = write.library;
  return {
    at: node.range,
    messageId: kind,
    data: { call: calleeText(file, node), table: write.entity },
    steps: [
      { at: node.range, what: `${write.query.operation === 'delete' ? 'deletes' : 'writes'} \`${write.entity}\`` },
      { at: other.range, what: SECOND[kind] },
    ],
  };
}

/** A pool that is told to begin has a rule of its own; a connection that is thrown away takes its transaction along. */
function neverRolledBack(
  file: FileAnalysis,
  { opened, fn, handle, committed, rolledBack }: ManualTransaction,
): Problem | null {
  if (rolledBack.length > 0 || (opened.symbol.on?.type.resource?.kind === 'pool' && opened.call.query)) return null;
  if (
    /rollback|abort|destroy|\bkill\b|release\(\s*[\w!]/i.test(file.text.slice(...(fn.body ?? fn).range)) ||
    isGivenAwayInCatch(file, fn, handle)
  )
    return null;
  const works = (node: Node): boolean => node.range[0] > opened.node.range[1] && node.range[1] < committed.range[0];
  return file.nodes('AwaitExpression').filter((waited) => file.functionOf(waited) === fn && works(waited)).length > 0
    ? {
        at: opened.node.range,
        messageId: 'neverRolledBack',
        data: { call: calleeText(file, opened.node) },
        steps: [
          { at: opened.node.range, what: 'begins' },
          { at: committed.range, what: 'commits, when all went well' },
        ],
      }
    : null;
}

/** A function that is handed the connection when something failed may roll back. */
function isGivenAwayInCatch(file: FileAnalysis, fn: FunctionNode, handle: unknown): boolean {
  const isInside = (node: Node, place: Node): boolean =>
    node.range[0] >= place.range[0] && node.range[1] <= place.range[1];
  const handlers = file.nodes('CatchClause').filter((handler) => isInside(handler, fn));
  return (
    handlers.length > 0 &&
    file
      .nodes('CallExpression')
      .some(
        (call) =>
          handlers.some((handler) => isInside(call, handler)) &&
          call.arguments.some((argument) => argument.type === 'Identifier' && file.variableOf(argument) === handle),
      )
  );
}
