import type { Policy } from '../options/config.js';
import { settles } from '../project/settling.js';
import type { Project, ProjectCall, ProjectFunction } from '../project/types.js';
import { defineDetector, type DetectedFinding } from './define.js';
import { matchesGlob } from './glob-pattern.js';
import { doesInputOutput, runsAtStartUp, startsWork } from '../project/io-reach.js';
import { nameOf, queryOfCall, reachedQuery, servesRequests } from './reachability.js';
import { throughFunction } from './shared-cause.js';
import { runsInTransaction } from '../project/transaction-context.js';

const MAX_HOPS = 4;

/** Calls of the project's own asynchronous functions, wherever they are declared, whose promise nobody waits for. */
export default defineDetector({
  id: 'no-unawaited-io',
  severity: 'high',
  meta: {
    cwe: [252, 703, 755],
    owasp: ['A10:2025'],
    description: 'Reports promises of known asynchronous calls that nobody waits for.',
    impact: 'The work may fail after the answer was sent, and the failure ends the process or is never seen; a condition on a promise is always true.',
    fix: 'Write `await` before the call; where it may run on its own, end it with `.catch()` and say `void`.',
    refactoring: 'Give work that outlives the request to a queue or to one helper that logs failures, and await everything else.',
  },
  *detect(project, policy) {
    for (const fn of project.functions.values()) {
      if (!fn.fact || !servesRequests(fn.file, project)) continue;
      for (const call of fn.calls) {
        const target = targetOf(call, project);
        const found = target ? problemOf(fn, call, target, project, policy) : libraryProblem(fn, call, project, policy);
        if (found) yield found;
      }
    }
  },
});

/** The one project function a call runs; when several could run, all must be asynchronous. */
function targetOf(call: ProjectCall, project: Project): ProjectFunction | null {
  if (call.indirect || call.fact.construct || call.symbol !== undefined || call.targets.length === 0) return null;
  // A function given as a value may be any; what hangs on the result uses it.
  if (call.fact.callee.kind === 'param' || call.fact.chain) return null;
  const targets = call.targets.flatMap((id) => project.functions.get(id) ?? []);
  return targets.length === call.targets.length && targets.every((target) => startsWork(target, project)) ? targets[0]! : null;
}

function problemOf(fn: ProjectFunction, call: ProjectCall, target: ProjectFunction, project: Project, policy: Policy): DetectedFinding | null {
  const name = calledAs(call, project) ?? nameOf(target);
  const base = { kind: 'finding' as const, ruleId: 'no-unawaited-io', file: call.file, at: call.fact.at };
  const declared = { file: target.file, at: target.fact!.nameRange, what: `${name} is asynchronous` };
  if (call.fact.use === 'condition') {
    return {
      ...base, severity: 'high', steps: [declared, { file: call.file, at: call.fact.at, what: 'its promise is taken for its value' }],
      message: `\`${name}\` returns a promise, and a promise is always true: this condition never fails. Write \`await\` before the call.`,
    };
  }
  if (call.fact.use !== 'unused' || !doesInputOutput(target, project) || isStartUp(fn, project)) return null;
  const inTransaction = runsInTransaction(fn.id, project);
  if (!inTransaction && (settles(target.id, project) || mayBeLost(call.file, target.file, policy))) return null;
  return {
    ...base, severity: 'high', steps: [declared, { file: call.file, at: call.fact.at, what: 'nobody waits for its promise' }],
    message: inTransaction
      ? inTransactionText(name, reachedQuery(target, project, ({ operation }) => operation !== 'read', MAX_HOPS) === null && reachedQuery(target, project, () => true, MAX_HOPS) !== null)
      : `\`${name}\` returns a promise that nobody waits for: the code goes on before it is done and its failure goes unhandled.`,
    // A callee that hears of its own failures mends every call of it; in a transaction each call has to be waited for.
    ...(!inTransaction && call.targets.length === 1 && { cause: throughFunction(target) }),
  };
}

/** The name under which the calling file knows what is the only thing of another module. */
function calledAs({ file, fact }: ProjectCall, project: Project): string | null {
  const { callee } = fact;
  if (callee.kind !== 'import' || callee.name !== 'default' || callee.path.length > 0) return null;
  const imports = project.files.get(file)?.imports.filter(({ specifier }) => specifier === callee.specifier) ?? [];
  return imports.flatMap(({ names }) => names).find(({ imported }) => imported === 'default')?.local ?? null;
}

/** Of what only reads there is nothing to roll back. */
function inTransactionText(name: string, onlyReads: boolean): string {
  const result = onlyReads ? 'may read after the commit, and nobody gets what it finds' : 'may run after the commit, and its failure rolls nothing back';
  return `\`${name}\` is not awaited inside the transaction: it ${result}.`;
}

/** At start-up a failure ends the process, as it should; a constructor cannot wait. */
function isStartUp(fn: ProjectFunction, project: Project): boolean {
  return nameOf(fn).split('.').at(-1) === 'constructor' || runsAtStartUp(fn, project);
}

/** A call of a library that this file alone could not tell: through another file's pool, client or service. */
function libraryProblem(fn: ProjectFunction, call: ProjectCall, project: Project, policy: Policy): DetectedFinding | null {
  const { yields, symbol, fact, file } = call;
  if (!yields || symbol === undefined || call.indirect || mayBeLost(file, file, policy)) return null;
  // A builder may be extended by a call nobody waits for; a write that is only built is lost.
  const isLost = yields === 'promise' ? fact.use === 'unused' : (fact.use === 'unused' || fact.use === 'void') && writes(fn, call);
  if (!isLost) return null;
  const name = symbol.slice(symbol.indexOf('#', 1) + 1);
  const base = { kind: 'finding' as const, ruleId: 'no-unawaited-io', severity: 'high' as const, file, at: fact.at, steps: [{ file, at: fact.nameRange, what: `is \`${symbol}\`, known from another file` }, { file, at: fact.at, what: 'nobody waits for its promise' }] };
  if (runsInTransaction(fn.id, project)) return { ...base, message: inTransactionText(name, queryOfCall(fn, call)?.operation === 'read') };
  return yields === 'lazy'
    ? { ...base, message: `\`${name}\` builds a query that is never run: it starts only when it is awaited. Write \`await\` before the call.` }
    : { ...base, message: `\`${name}\` returns a promise that nobody waits for: the code goes on before it is done and its failure goes unhandled.` };
}

function writes(fn: ProjectFunction, { fact }: ProjectCall): boolean {
  return fn.queries.some(({ call, operation }) => call[0] === fact.at[0] && call[1] === fact.at[1] && (operation === 'write' || operation === 'delete'));
}

function mayBeLost(caller: string, callee: string, policy: Policy): boolean {
  return (policy.bestEffort ?? []).some((glob) => matchesGlob(caller, glob) || matchesGlob(callee, glob));
}
