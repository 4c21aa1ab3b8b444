import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { Resolution } from '../symbols/resolution.js';
import { memberName } from '../syntax/keys.js';
import { isClosed } from '../syntax/closed.js';
import { bare } from '../syntax/wrappers.js';
import { accessPath } from '../guards/access-path.js';
import { createBudget, MAX_DEPTH } from '../vocabulary/budget.js';
import { callValue, returnSummary, taggedValue } from './call-values.js';
import { arrayValue, objectValue } from './containers.js';
import { guarded } from './guarded-value.js';
import { proves } from '../guards/guards.js';
import { kindsOf } from '../guards/local-paths.js';
import { constant, join, safe, unknown } from './lattice.js';
import { ownSelf } from './instances.js';
import { memberExpressionValue } from './member-values.js';
import { identifierValue, writtenBehind } from './name-values.js';
import { resolveParameters } from './parameters.js';
import { settledValue } from './promises.js';
import { admittedNoted, admittedUnder } from './route-schema.js';
import { admittedBy, admittedByModel } from './schemas/admitted-by.js';
import { orElse, presetOf } from './settings.js';
import { binaryValue, templateValue } from './text-values.js';
import { partsAt } from './substitution.js';
import type { Value } from '../vocabulary/value.js';
import type { Engine } from './evaluation.js';

type Node = TSESTree.Node;

const BUDGET: Value = unknown({ kind: 'budget' });
/** Joins with anything without changing it. */
const BOTTOM: Value = safe([]);

/** The flow engine of one file: sink-first, backward, memoised, budgeted. */
export function createEngine(
  r: Resolution,
  text: string,
  callSites: Engine['callSites'],
  ofType: (type: string) => readonly Node[],
): Engine {
  // Maps, not WeakMaps: they live as long as the analysis of the file, and cost the collector far less.
  const memo = new Map<Node, Value>();
  const answers = new Map<Node, Value>();
  const summaries = new Map<FunctionNode, Value>();
  const budget = createBudget();
  const running = new Map<Node, number>();
  let outermostCycle = Infinity;

  const engine: Engine = {
    r,
    text,
    callSites,
    nodesIn: (type, { range }) => ofType(type).filter((node) => node.range[0] >= range[0] && node.range[1] <= range[1]),
    evaluate(node) {
      const plain = bare(node);
      const known = memo.get(plain);
      if (known) return known;
      const open = running.get(plain);
      if (open !== undefined) {
        // A cycle adds nothing that its other branches do not; but what was seen from inside it is not the whole
        // answer.
        outermostCycle = Math.min(outermostCycle, open);
        return BOTTOM;
      }
      if (running.size > MAX_DEPTH || !budget.spend()) return BUDGET;
      const depth = running.size;
      running.set(plain, depth);
      const value = expressionValue(engine, plain);
      running.delete(plain);
      if (outermostCycle >= depth) {
        outermostCycle = Infinity;
        memo.set(plain, value);
      }
      return value;
    },
    valueOf(node) {
      const plain = bare(node);
      const known = answers.get(plain);
      if (known) return known;
      budget.renew();
      const own = engine.evaluate(plain);
      const filled = resolveParameters(engine, own);
      const value = own.taint === 'unknown' && filled.taint === 'tainted' ? { ...filled, handed: own } : filled;
      answers.set(plain, value);
      return value;
    },
    nameValue: (node) => identifierValue(engine, node),
    writtenBehind: (node, offset) => writtenBehind(engine, node, offset),
    admittedBy: (schema) => admittedBy(engine, schema),
    admittedByModel: (model, args) => admittedByModel(engine, model, args),
    admittedBefore: (place, name) =>
      name === null ? admittedNoted(engine, place) : admittedUnder(engine, place, name),
    provenBy(condition, param) {
      const path = accessPath(r.variables, param);
      return kindsOf(proves(r, condition, true, 0).filter((guard) => guard.path === path));
    },
    returnsOf(fn) {
      const known = summaries.get(fn);
      if (known) return known;
      summaries.set(fn, BOTTOM); // recursion adds nothing
      const value = returnSummary(engine, fn);
      summaries.set(fn, value);
      return value;
    },
  };
  return engine;
}

function expressionValue(e: Engine, node: Node): Value {
  switch (node.type) {
    case 'Literal':
      if ('regex' in node || 'bigint' in node) return safe(['obj']);
      return typeof node.value === 'string' ||
        typeof node.value === 'number' ||
        typeof node.value === 'boolean' ||
        node.value === null
        ? constant(node.value)
        : safe();
    case 'TemplateLiteral':
      return templateValue(e, node);
    case 'BinaryExpression':
      return binaryValue(e, node);
    case 'UnaryExpression':
      return safe(node.operator === 'typeof' ? ['str'] : node.operator === '!' ? ['bool'] : ['num']);
    case 'UpdateExpression':
      return safe(['num']);
    case 'AwaitExpression':
      return settledValue(e.evaluate(node.argument));
    case 'YieldExpression':
      return unknown({ kind: 'syntax', type: node.type });
    case 'ConditionalExpression':
      return choiceValue(e, node);
    case 'LogicalExpression':
      if (isClosed(node.right)) return e.evaluate(node.left);
      return node.operator === '&&' ? e.evaluate(node.right) : orElse(e.evaluate(node.left), e.evaluate(node.right));
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last ? e.evaluate(last) : safe();
    }
    case 'AssignmentExpression':
      return e.evaluate(node.right);
    case 'Identifier':
      return guarded(e, node, elsewhere(e, node, identifierValue(e, node)));
    case 'MemberExpression':
      return guarded(e, node, elsewhere(e, node, memberExpressionValue(e, node)));
    case 'ObjectExpression':
      return objectValue(e, node);
    case 'ArrayExpression':
      return arrayValue(e, node);
    case 'CallExpression':
      return guarded(e, node, elsewhere(e, node, callValue(e, node)));
    case 'NewExpression':
      return callValue(e, node);
    case 'TaggedTemplateExpression':
      return taggedValue(e, node);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      return safe(['fn']);
    case 'ThisExpression':
      return ownSelf(node);
    case 'MetaProperty':
      return safe();
    case 'ImportExpression':
      return unknown({ kind: 'call', name: 'import', at: node.range });
    default:
      return unknown({ kind: 'syntax', type: node.type });
  }
}

/** Asked whether something is set, it is the other where it is not: `process.env.BASE ? `/${process.env.BASE}` : '/'`. */
function choiceValue(e: Engine, { test, consequent, alternate }: TSESTree.ConditionalExpression): Value {
  if (isClosed(consequent) || isClosed(alternate)) return e.evaluate(isClosed(consequent) ? alternate : consequent);
  const either = join(e.evaluate(consequent), e.evaluate(alternate));
  const isNot = test.type === 'UnaryExpression' && test.operator === '!';
  const asked = e.evaluate(isNot ? test.argument : test).setting;
  const preset = asked && asked.preset === undefined ? presetOf(e.evaluate(isNot ? consequent : alternate)) : null;
  return preset === null ? either : { ...either, setting: { preset } };
}

/** A value this file cannot tell, told by the file it comes from. */
function elsewhere(e: Engine, node: Node, value: Value): Value {
  if (!e.r.project) return value;
  if (isByNameAlone(node, value)) {
    const meaning = e.r.meaningOf(node);
    const told = meaning?.kind === 'foreign' ? meaning.of.value : null;
    return told?.constant === undefined ? value : partsAt(told, node.range);
  }
  if (
    value.taint !== 'unknown' ||
    !value.unknown.some((reason) => reason.kind === 'import' || reason.kind === 'call' || reason.kind === 'member')
  )
    return value;
  const meaning = e.r.meaningOf(node);
  const known = meaning?.kind === 'foreign' ? meaning.of.value : null;
  return known ? partsAt(known, node.range) : value;
}

/** `SALT_ROUNDS`, `Status.Active`: a constant by its spelling, of which this file knows no more. */
function isByNameAlone(node: Node, { taint, constant }: Value): boolean {
  if (taint !== 'safe' || constant !== undefined) return false;
  if (node.type === 'Identifier') return /^[A-Z][A-Z0-9_]*$/.test(node.name);
  return node.type === 'MemberExpression' && /^[A-Z]/.test(memberName(node) ?? '');
}
