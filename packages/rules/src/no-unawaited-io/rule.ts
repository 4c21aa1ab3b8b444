import {
  type AsyncCall,
  asyncCallOf,
  bare,
  type FileAnalysis,
  handlesOwnFailures,
  inTransaction,
  isFunction,
  isLogCall,
  memberName,
  neverRejects,
  type Node,
  onlyReads,
  outer,
  type PromiseUse,
  runsInBrowser,
} from '@backend-architect/analysis';
import { defineRule, type Edit, type Problem, type Suggestion } from '../define-rule.js';
import { callText, excerpt } from '../evidence.js';
import { guardAt } from '../edits/statement-edits.js';
import { wholeRange } from '../edits/whole-range.js';
import { NOT_SERVING } from '../exempt-roles.js';
import { PROMISE_TWINS } from '../suppressions/promise-twins.js';
import { extendsBuilder } from './extends-builder.js';
import { awaitedMeanwhile, keptAsValue } from './kept.js';
import { takenAs, type TakenAs } from './taken-for-value.js';

/** A call whose promise nobody waits for, a promise taken for its value, or a query that is built and never run. */
export default defineRule<{ readonly onlyQueries?: boolean }>({
  id: 'no-unawaited-io',
  meta: {
    severity: 'high',
    cwe: [252, 703, 755],
    owasp: ['A10:2025'],
    hasSuggestions: true,
    docs: {
      description: 'Reports promises of known asynchronous calls that nobody waits for',
      impact:
        'The work may fail after the answer was sent, and the failure ends the process or is never seen; ' +
        'a condition on a promise is always true',
      fix: 'Write `await` before the call; where it may run on its own, end it with `.catch()` and say `void`',
      refactoring:
        'Give work that outlives the request to a queue or to one helper that logs failures, and await everything else',
    },
    messages: {
      unawaited:
        '`{{call}}` returns a promise that nobody waits for: ' +
        'the code goes on before it is done and its failure goes unhandled. Write `await {{call}}`, ' +
        'or `void {{call}}.catch(...)` when it may run on its own.',
      neverRuns:
        '`{{call}}` builds a query that is never run: it starts only when it is awaited. Write `await {{call}}`.',
      unawaitedInTransaction:
        '`{{call}}` is not awaited inside the transaction: ' +
        'it may run after the commit or on a closed connection, and its failure rolls nothing back. ' +
        'Write `await {{call}}`.',
      unawaitedReadInTransaction:
        '`{{call}}` is not awaited inside the transaction: ' +
        'it may read after the commit or on a closed connection, and nobody gets what it finds. ' +
        'Write `await {{call}}`.',
      alwaysTrue:
        '`{{call}}` returns a promise, and a promise is always true: this condition never fails. ' +
        'Write `await {{call}}`.',
      compared:
        '`{{call}}` returns a promise, and no promise is what it is compared with here. ' +
        'Compare what it brings: write `await {{call}}`.',
      asText: '`{{call}}` returns a promise, which becomes the text `{{text}}` here. Write `await {{call}}`.',
      asNumber: '`{{call}}` returns a promise, which is no number: the result is `NaN`. Write `await {{call}}`.',
      keptAlone:
        'Nobody listens to `{{call}}` while `{{other}}` is waited for: when it fails meanwhile, its failure goes ' +
        'unhandled and ends the process. Wait for both with `Promise.all`.',
      promiseMember: '`{{call}}` returns a promise, which has no `{{member}}`. Write `(await {{call}}).{{member}}`.',
      returnedInTry:
        '`{{call}}` is returned from `try` without `await`: the function is left before it fails, ' +
        'so this `catch` never sees the failure. Write `return await {{call}}`.',
      addAwait: 'Wait for it with `await`.',
    },
    schema: [
      {
        type: 'object',
        properties: {
          onlyQueries: {
            type: 'boolean',
            description:
              'Report only queries that are built and never run; a rule that reads types watches the promises.',
          },
        },
        additionalProperties: false,
      },
    ],
    twins: PROMISE_TWINS,
    gate: /\b(?:async|Promise|import|require|fetch)\b/,
  },
  *problems(file, { onlyQueries = false }) {
    const silenced = new Set<Node>();
    for (const node of file.nodes('CallExpression', 'TaggedTemplateExpression', 'NewExpression')) {
      if (node.type === 'NewExpression' || isChainLink(node) || !canBeLost(file, node)) continue;
      const known = asyncCallOf(file, node);
      if (!known || !isProven(known) || isInside(node, silenced)) continue;
      const problem = problemOf(file, node, known);
      if (!problem || (onlyQueries && problem.messageId !== 'neverRuns')) continue;
      silenced.add(node);
      yield problem;
    }
  },
});

/** Told from the syntax, before anything is resolved: most promises are awaited, returned or handed on. */
function canBeLost(file: FileAnalysis, node: Node): boolean {
  const around = outer(node).parent?.type;
  if (around === 'ReturnStatement') return leavesCatchBehind(node);
  if (takenAs(file, node)) return true;
  if (
    around === 'AwaitExpression' ||
    around === 'CallExpression' ||
    around === 'NewExpression' ||
    around === 'ArrowFunctionExpression' ||
    around === 'Property' ||
    around === 'ArrayExpression'
  )
    return false;
  switch (file.useOf(node)) {
    case 'unused':
    case 'void':
    case 'condition':
    case 'chained':
      return true;
    case 'assigned':
      return isOnlyTested(file, node) || keptAsValue(file, node) !== null || awaitedMeanwhile(file, node) !== null;
    default:
      return false;
  }
}

/** `return` stands in a `try` of its own function that has a `catch`, and waits for nothing. */
function leavesCatchBehind(node: Node): boolean {
  for (
    let inner: Node = node, parent = node.parent;
    parent && !isFunction(parent);
    inner = parent, parent = parent.parent
  ) {
    if (parent.type === 'TryStatement' && parent.block === inner)
      return !!parent.handler && !onlyRethrows(parent.handler.body.body);
  }
  return false;
}

/** `catch (error) { log(error); throw error; }`: whoever called hears of the failure either way, and may log it. */
function onlyRethrows(body: readonly Node[]): boolean {
  const last = body.find((statement) => statement.type !== 'ExpressionStatement' || !isLogCall(statement.expression));
  return last?.type === 'ThrowStatement' && bare(last.argument).type === 'Identifier';
}

function problemOf(file: FileAnalysis, node: Node, known: AsyncCall): Problem | null {
  const use = file.useOf(node);
  const data = { call: callText(file, node) };
  const said = { at: node.range, data, suggestions: awaitBefore(file, node) };
  const taken = takenForValue(file, node, known);
  if (taken) return taken;
  if (use === 'assigned' && !isOnlyTested(file, node)) return keptProblem(file, node, known);
  if (use === 'condition' || use === 'assigned') {
    if (isConditional(node)) return null;
    const steps = stepsTo(node, known, 'its promise is taken for its value');
    return { ...said, messageId: 'alwaysTrue', ...steps };
  }
  if (use === 'returned')
    return neverFails(file, node, known) ? null : { ...said, messageId: 'returnedInTry', severity: 'medium' };
  if (use === 'chained') return memberProblem(file, node, known, data.call);
  if (known.evidence === 'library' && known.lazy && !isRunByChain(node)) {
    const isLost = (use === 'unused' || use === 'void') && !extendsBuilder(file, node);
    return isLost ? { ...said, messageId: transactionWord(file, node, known) ?? 'neverRuns' } : null;
  }
  if (use !== 'unused' || isOver(file, node, known)) return null;
  const torn = transactionWord(file, node, known);
  if (torn === null && mayRunAlone(file, node, known)) return null;
  // A callee that hears of its own failures mends every call of it; in a transaction each call has to be waited for.
  const cause = torn === null && { cause: { kind: 'callee' as const, at: node.range } };
  const steps = stepsTo(node, known, 'nobody waits for its promise');
  // What a rollback that fails has left open, the database takes back itself once the connection is gone.
  const undoes = known.evidence === 'library' && known.call.call.endsTransaction === 'rollback';
  return { ...said, messageId: torn ?? 'unawaited', ...(undoes && { severity: 'medium' }), ...steps, ...cause };
}

/** A promise itself is compared, or becomes a text. Queries that are built may well be shown as a text. */
function takenForValue(file: FileAnalysis, node: Node, known: AsyncCall): Problem | null {
  if (isConditional(node) || (known.evidence === 'library' && known.lazy)) return null;
  const here = takenAs(file, node);
  const kept = here ? null : keptAsValue(file, node);
  const as = here ?? kept?.as;
  if (!as) return null;
  return {
    at: node.range,
    messageId: TAKEN[as],
    data: { call: callText(file, node), text: as === 'json' ? '{}' : '[object Promise]' },
    suggestions: here ? awaitBefore(file, node) : [],
    ...(as !== 'compared' && { severity: 'medium' as const }),
    steps: [
      ...(stepsTo(node, known, 'gives a promise').steps ?? []),
      ...(kept ? [{ at: kept.use.range, what: 'is taken for what it brings' }] : []),
    ],
  };
}

const TAKEN = { compared: 'compared', text: 'asText', json: 'asText', number: 'asNumber' } as const satisfies Record<
  TakenAs,
  string
>;

/** The promise of work that has begun, while another is waited for. */
function keptProblem(file: FileAnalysis, node: Node, known: AsyncCall): Problem | null {
  const isLazy = known.evidence === 'library' && known.lazy;
  const waiting = isLazy || NOT_SERVING.includes(file.role) ? null : awaitedMeanwhile(file, node);
  if (!waiting || isConditional(node) || isOver(file, node, known) || file.startsUp(node)) return null;
  if (mayRunAlone(file, node, known)) return null;
  return {
    at: node.range,
    messageId: 'keptAlone',
    data: { call: callText(file, node), other: excerpt(file.text, waiting.argument.range) },
    severity: 'medium',
    steps: [
      ...(stepsTo(node, known, 'begins here').steps ?? []),
      { at: waiting.range, what: 'is waited for, and nobody listens to the other' },
    ],
  };
}

/** Where a function of another file says that it is asynchronous. */
function stepsTo(node: Node, known: AsyncCall, what: string): Pick<Problem, 'steps'> {
  if (known.evidence !== 'elsewhere') return {};
  const { declared, name } = known.fn;
  return {
    steps: [
      { ...declared, what: `${name} is asynchronous` },
      { at: node.range, what },
    ],
  };
}

/** DESIGN: a name alone (rung 4, 5) is no proof. */
function isProven(known: AsyncCall): boolean {
  return known.evidence !== 'library' || (known.call.symbol.rung <= 3 && !known.call.call.fireAndForget);
}

function transactionWord(
  file: FileAnalysis,
  node: Node,
  known: AsyncCall,
): 'unawaitedInTransaction' | 'unawaitedReadInTransaction' | null {
  if (known.evidence === 'library') {
    // What ends the transaction cannot come too late for it.
    if (known.call.call.endsTransaction || inTransaction(file, known.call) !== 'yes') return null;
    return onlyReads(file, known.call) ? 'unawaitedReadInTransaction' : 'unawaitedInTransaction';
  }
  const fn = known.evidence === 'function' ? file.knownOf(known.fn) : known.evidence === 'elsewhere' ? known.fn : null;
  if (!fn?.doesInputOutput || file.transactionAround(node).transaction !== 'inside') return null;
  return fn.onlyReads ? 'unawaitedReadInTransaction' : 'unawaitedInTransaction';
}

/**
 * At module level and at start-up a failure ends the process, as it should; what waits for nothing is done when it
 * returns.
 */
function isOver(file: FileAnalysis, node: Node, known: AsyncCall): boolean {
  if (file.functionOf(node) === null || endsAnyway(file, node)) return true;
  return known.evidence === 'elsewhere' && (!known.fn.doesInputOutput || file.startsUp(node));
}

/** A function that handles its own failures loses nothing but time; of other work the policy may say the same. */
function mayRunAlone(file: FileAnalysis, node: Node, known: AsyncCall): boolean {
  if (file.mayBeLost || neverFails(file, node, known)) return true;
  if (known.evidence === 'library') return false;
  return runsInBrowser(file) || (known.evidence === 'elsewhere' && known.fn.mayBeLost);
}

/** Its promise cannot reject: nothing is missed by whoever does not wait for it, and no `catch` would hear of it. */
function neverFails(file: FileAnalysis, node: Node, known: AsyncCall): boolean {
  switch (known.evidence) {
    case 'library':
      return neverRejects(file, node);
    case 'function':
      return handlesOwnFailures(file, known.fn);
    case 'elsewhere':
      return known.fn.settles;
    default:
      return false;
  }
}

/** `.finally(() => process.exit())`: nobody is left whom a failure could reach. */
function endsAnyway(file: FileAnalysis, node: Node): boolean {
  for (
    let whole = outer(node);
    whole.parent?.type === 'MemberExpression' &&
    whole.parent.object === whole &&
    whole.parent.parent.type === 'CallExpression';
    whole = outer(whole.parent.parent)
  ) {
    const [last] = whole.parent.parent.arguments;
    if (
      memberName(whole.parent) === 'finally' &&
      last &&
      file
        .callsWith('endsProcess')
        .some(({ node: { range } }) => range[0] >= last.range[0] && range[1] <= last.range[1])
    )
      return true;
  }
  return false;
}

function memberProblem(file: FileAnalysis, node: Node, known: AsyncCall, call: string): Problem | null {
  const whole = outer(node);
  const { parent } = whole;
  const member = parent?.type === 'MemberExpression' && parent.object === whole ? memberName(parent) : null;
  // Promises of libraries may have members of their own; a plain async function gives a plain promise.
  const isPlain = (known.evidence === 'function' || known.evidence === 'elsewhere') && known.fn.async;
  if (!isPlain || member === null || /^(?:then|catch|finally|constructor|toString)$/.test(member)) return null;
  return { at: node.range, messageId: 'promiseMember', data: { call, member }, suggestions: awaitBefore(file, node) };
}

/** `const ok = isAllowed(user); if (!ok) ...`: a variable that is only ever tested. */
function isOnlyTested(file: FileAnalysis, node: Node): boolean {
  const whole = outer(node);
  const declarator = whole.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== whole || declarator.id.type !== 'Identifier')
    return false;
  const { id } = declarator;
  const references = file.variableOf(id)?.references ?? [];
  if (references.some((reference) => reference.isWrite() && reference.identifier !== id)) return false;
  const reads = references.filter((reference) => !reference.isWrite());
  return reads.length > 0 && reads.every((reference) => file.useOf(reference.identifier as Node) === 'condition');
}

/** `hook?.()` may yield nothing at all: then the condition has a meaning. */
function isConditional(node: Node): boolean {
  return node.parent?.type === 'ChainExpression';
}

/** `query.then(f)` runs a query as `await` does: what is lost of it is its failure. */
function isRunByChain(node: Node): boolean {
  const whole = outer(node);
  const { parent } = whole;
  const call = parent?.type === 'MemberExpression' && parent.object === whole ? outer(parent).parent : null;
  return call?.type === 'CallExpression' && isChainLink(call);
}

/** `.then()` and the like: the promise is that of the call they hang on. */
function isChainLink(node: Node): boolean {
  const callee = node.type === 'CallExpression' ? bare(node.callee) : null;
  return callee?.type === 'MemberExpression' && /^(?:then|catch|finally)$/.test(memberName(callee) ?? '');
}

function isInside(node: Node, reported: ReadonlySet<Node>): boolean {
  for (let current = node.parent; current; current = current.parent) {
    if (reported.has(current)) return true;
    if (current.type === 'BlockStatement') return false;
  }
  return false;
}

function awaitBefore(file: FileAnalysis, node: Node): Suggestion[] {
  if (!file.functionOf(node)?.async) return [];
  const use: PromiseUse = file.useOf(node);
  const { parent } = outer(node);
  // `void query` and `save().then(f)`: the await belongs before the whole.
  if (parent?.type === 'UnaryExpression' && parent.operator === 'void')
    return [{ messageId: 'addAwait', edits: [{ range: [parent.range[0], outer(node).range[0]], text: 'await ' }] }];
  const isPart =
    /^(?:Unary|Logical|Binary|Conditional)Expression$/.test(parent?.type ?? '') &&
    outer(node) === node &&
    wholeRange(file, node)[0] === node.range[0];
  if (use === 'chained' || isPart) return [{ messageId: 'addAwait', edits: awaitInBrackets(file, node) }];
  return [{ messageId: 'addAwait', edits: [{ range: [node.range[0], node.range[0]], text: 'await ' }] }];
}

/** At the head of a statement the bracket would continue a line above that has no semicolon. */
function awaitInBrackets(file: FileAnalysis, node: Node): readonly Edit[] {
  const [start, end] = node.range;
  let statement: Node | undefined = node;
  while (statement && statement.type !== 'ExpressionStatement')
    statement = statement.range[0] === start ? statement.parent : undefined;
  return [
    { range: [start, start], text: `${statement ? guardAt(file, statement, '(') : ''}(await ` },
    { range: [end, end], text: ')' },
  ];
}
