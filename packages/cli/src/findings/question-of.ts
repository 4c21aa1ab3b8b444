import type { Severity } from '@backend-architect/analysis';
import { problemText, type Problem, type RuleMeta } from '@backend-architect/rules';
import type { DetectedQuestion } from '../detectors/define.js';
import { nameOf } from '../project/function-name.js';
import type { Project } from '../project/types.js';

/** Callers that the evidence shows. */
const SHOWN = 4;

/**
 * The question of a rule whose answer hangs on callers nobody sees, with those that are seen. A function that no file
 * can import and nobody calls by name asks nothing: what a library passes to a callback is its own business.
 */
export function questionOf(
  file: string,
  ruleId: string,
  meta: RuleMeta,
  problem: Problem,
  project: Project,
): DetectedQuestion | null {
  const { asks, at } = problem;
  const receiver = asks && project.functionAt(file, asks.fn);
  if (!asks || !receiver?.fact) return null;
  if (asks.schema) return schemaQuestion(file, ruleId, problem.severity ?? meta.severity, problem, nameOf(receiver));
  const callers = project.callersOf(receiver.id);
  if (receiver.fact.visibility === 'local' && callers.every((call) => call.indirect)) return null;
  // What the framework passes to a handler is the request.
  if (
    project.routes.some((route) => route.handler === receiver.id || route.chain.some((link) => link.fn === receiver.id))
  )
    return null;
  const name = nameOf(receiver);
  const where = { fn: `${receiver.file}#${receiver.fact.name}` };
  const parameter = receiver.fact.params[asks.index]?.name ?? asks.index + 1;
  return {
    kind: 'question',
    ruleId,
    version: 1,
    severity: problem.severity ?? meta.severity,
    file,
    at,
    question: problemText(meta, { ...problem, data: { ...problem.data, receiver: name } }),
    whyAmbiguous: [
      callers.length === 0
        ? 'no caller is visible'
        : 'not every caller could be followed to where the value comes from',
    ],
    evidence: [
      { role: 'subject', file, at, what: asks.what },
      { role: 'context', file, at: receiver.fact.nameRange, what: `arrives as parameter ${parameter} of ${name}` },
      ...callers
        .slice(0, SHOWN)
        .map((call) => ({ role: 'caller' as const, file: call.file, at: call.fact.at, what: `calls ${name}` })),
    ],
    contracts: [],
    facts: [
      { predicate: 'callers', args: where, value: callers.length },
      { predicate: 'callers_visible', args: where, value: project.callersVisible(receiver.id) },
    ],
  };
}

/** A schema that nobody here can read has let the value through. */
function schemaQuestion(
  file: string,
  ruleId: string,
  severity: Severity,
  { at, asks, steps = [] }: Problem,
  receiver: string,
): DetectedQuestion {
  const what = asks?.what ?? '';
  const passed = steps.at(-2);
  return {
    kind: 'question',
    ruleId,
    version: 1,
    severity,
    file,
    at,
    question: `Does the schema of the request in ${receiver} admit only what is harmless where it ${what}?`,
    whyAmbiguous: ['the schema that checks this input stands where it cannot be read'],
    evidence: [
      { role: 'subject', file, at, what },
      ...(passed ? [{ role: 'context' as const, file: passed.file ?? file, at: passed.at, what: passed.what }] : []),
    ],
    contracts: [],
    facts: [{ predicate: 'schema_seen', args: { fn: `${file}#${receiver}` }, value: 0 }],
  };
}
