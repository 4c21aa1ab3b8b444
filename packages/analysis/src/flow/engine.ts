import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../analysis.js';
import type { Resolution } from '../symbols/resolver.js';
import { bindingOf } from '../symbols/binding.js';
import { memberOf } from '../symbols/meaning.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import { createBudget, MAX_DEPTH } from './budget.js';
import { callValue, returnSummary, taggedValue } from './call-values.js';
import { guardsAt, proves, type Guarded } from './guards.js';
import { constant, derived, join, joinAll, memberValue, partsOf, safe, sanitized, tainted, unknown, withShapes, withStep } from './lattice.js';
import { mutationsOf, writesReaching } from './writes.js';
import { parameterValue, resolveParameters } from './parameters.js';
import type { Part, Value } from './value.js';

type Node = TSESTree.Node;

/** What the parts of the engine share. */
export interface Engine {
  readonly r: Resolution;
  readonly text: string;
  /** Value of an expression; parameters stay UNKNOWN(param). */
  evaluate(node: Node): Value;
  /** The same, asked from outside: parameters of local functions are filled from their call sites. */
  valueOf(node: Node): Value;
  returnsOf(fn: FunctionNode): Value;
  /** Kinds for which a parameter is harmless when this expression is true. */
  provenBy(condition: Node, param: TSESTree.Identifier): Guarded['for'];
  /** Calls of a local function in this file (at most 8), and whether these are all there can be. */
  readonly callSites: (fn: FunctionNode) => { readonly calls: readonly TSESTree.CallExpression[]; readonly complete: boolean };
}

const BUDGET: Value = unknown({ kind: 'budget' });
/** Joins with anything without changing it. */
const BOTTOM: Value = safe([]);

/** The flow engine of one file: sink-first, backward, memoised, budgeted. */
export function createEngine(r: Resolution, text: string, callSites: Engine['callSites']): Engine {
  const memo = new WeakMap<Node, Value>();
  const answers = new WeakMap<Node, Value>();
  const summaries = new WeakMap<FunctionNode, Value>();
  const budget = createBudget();
  const running = new Map<Node, number>();
  let outermostCycle = Infinity;

  const engine: Engine = {
    r,
    text,
    callSites,
    evaluate(node) {
      const plain = bare(node);
      const known = memo.get(plain);
      if (known) return known;
      const open = running.get(plain);
      if (open !== undefined) {
        // A cycle adds nothing that its other branches do not; but what was seen from inside it is not the whole answer.
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
      const value = resolveParameters(engine, engine.evaluate(plain), 0);
      answers.set(plain, value);
      return value;
    },
    provenBy(condition, param) {
      const path = accessPath(r.variables, param);
      return proves(r, condition, true, 0).find((guard) => guard.path === path)?.for ?? [];
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
      return typeof node.value === 'string' || typeof node.value === 'number' || typeof node.value === 'boolean' || node.value === null ? constant(node.value) : safe();
    case 'TemplateLiteral':
      return templateValue(e, node);
    case 'BinaryExpression':
      return binaryValue(e, node);
    case 'UnaryExpression':
      return safe(node.operator === 'typeof' ? ['str'] : node.operator === '!' ? ['bool'] : ['num']);
    case 'UpdateExpression':
      return safe(['num']);
    case 'AwaitExpression':
    case 'YieldExpression':
      return node.argument ? e.evaluate(node.argument) : safe();
    case 'ConditionalExpression':
      return join(e.evaluate(node.consequent), e.evaluate(node.alternate));
    case 'LogicalExpression':
      return node.operator === '&&' ? e.evaluate(node.right) : join(e.evaluate(node.left), e.evaluate(node.right));
    case 'SequenceExpression': {
      const last = node.expressions.at(-1);
      return last ? e.evaluate(last) : safe();
    }
    case 'AssignmentExpression':
      return e.evaluate(node.right);
    case 'Identifier':
      return guarded(e, node, identifierValue(e, node));
    case 'MemberExpression':
      return guarded(e, node, memberExpressionValue(e, node));
    case 'ObjectExpression':
      return objectValue(e, node);
    case 'ArrayExpression':
      return arrayValue(e, node);
    case 'CallExpression':
    case 'NewExpression':
      return callValue(e, node);
    case 'TaggedTemplateExpression':
      return taggedValue(e, node);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
      return safe(['fn']);
    case 'ThisExpression':
      return unknown({ kind: 'member', name: 'this' });
    case 'MetaProperty':
      return safe();
    case 'ImportExpression':
      return unknown({ kind: 'call', name: 'import', at: node.range });
    default:
      return unknown({ kind: 'syntax', type: node.type });
  }
}

function templateValue(e: Engine, node: TSESTree.TemplateLiteral): Value {
  const parts: Part[] = [];
  const holes: Value[] = [];
  node.quasis.forEach((quasi, index) => {
    const text = quasi.value.cooked ?? quasi.value.raw;
    if (text !== '') parts.push({ text });
    const expression = node.expressions[index];
    if (!expression) return;
    const value = e.evaluate(expression);
    holes.push(value);
    parts.push(...partsOf(value, expression.range));
  });
  return textValue(e, node, parts, holes);
}

/** Text put together from parts. All constant parts make a constant. */
function textValue(_e: Engine, node: Node, parts: readonly Part[], holes: readonly Value[]): Value {
  if (parts.every((part) => 'text' in part)) return constant(parts.map((part) => ('text' in part ? part.text : '')).join(''));
  const whole = derived(holes, ['str']);
  return { ...withStep(whole, { at: node.range, what: 'becomes part of this text' }), parts };
}

function binaryValue(e: Engine, node: TSESTree.BinaryExpression): Value {
  if (node.operator !== '+') {
    return safe(/^(?:[-*/%&|^]|\*\*|<<|>>>?)$/.test(node.operator) ? ['num'] : ['bool']);
  }
  // Long sums nest to the left by the thousand; recursion would end the process.
  const operands: Node[] = [];
  let current: Node = node;
  while (current.type === 'BinaryExpression' && current.operator === '+') {
    operands.unshift(current.right);
    current = bare(current.left);
  }
  operands.unshift(current);
  const values = operands.map((operand) => e.evaluate(operand));
  if (values.every((value) => value.shapes.every((shape) => shape === 'num' || shape === 'bool'))) return safe(['num']);
  const parts = values.flatMap((value, index) => partsOf(value, (operands[index] ?? node).range));
  const text = textValue(e, node, parts, values);
  const surelyText = values.some((value) => value.shapes.length === 1 && value.shapes[0] === 'str');
  return surelyText ? text : withShapes({ ...text, shapes: ['str', 'num'] }, ['str', 'num']);
}

function identifierValue(e: Engine, node: TSESTree.Identifier): Value {
  const variable = e.r.variables.of(node);
  if (!variable) return globalValue(e, node);
  const binding = bindingOf(variable);
  const start = declaredValue(e, variable, node);
  const reaching = writesReaching(e.r, variable, node);
  const written = reaching.writes.map((write) => (write.operator === '=' ? e.evaluate(write.value) : appended(e, write.value)));
  let value = reaching.declared ? joinAll([start, ...written]) : joinAll(written);
  const additions = mutationsOf(e, variable);
  if (additions) value = additions(value);
  return value.taint === 'safe' ? value : withStep(value, { at: binding.at.range, what: `becomes \`${node.name}\`` });
}

/** `text += x`: derived text of whatever is added. */
function appended(e: Engine, node: Node): Value {
  const value = e.evaluate(node);
  return value.shapes.every((shape) => shape === 'num') ? value : { ...derived([value], ['str']), parts: partsOf(value, node.range) };
}

function globalValue(e: Engine, node: TSESTree.Identifier): Value {
  if (node.name === 'undefined' || node.name === 'NaN' || node.name === 'Infinity') return constant(null);
  if (node.name === '__dirname' || node.name === '__filename') return safe(['str']);
  const meaning = e.r.meaningOf(node);
  if (meaning?.kind === 'member') {
    if (meaning.ref.member.source) return tainted(meaning.ref.member.source, node.range);
    if (meaning.ref.member.value === 'constant') return safe();
  }
  return unknown({ kind: 'global', name: node.name });
}

function declaredValue(e: Engine, variable: Variable, node: TSESTree.Identifier): Value {
  const binding = bindingOf(variable);
  switch (binding.kind) {
    case 'value': {
      if (!binding.init) return binding.annotation || !hasWrites(variable) ? unknownUnlessWritten(variable, node) : constant(null);
      const value = pathValue(e, binding.init, binding.path);
      return binding.defaults.reduce((known, fallback) => join(known, e.evaluate(fallback)), value);
    }
    case 'param':
      return parameterValue(e, binding, node);
    case 'element': {
      if (binding.loop === 'in') return keysOf(e.evaluate(binding.of));
      const container = e.evaluate(binding.of);
      const element = memberValue(container, '*');
      return binding.path.reduce((value, key) => memberValue(value, key), element);
    }
    case 'import': {
      if (/^[A-Z][A-Z0-9_]*$/.test(binding.name === 'default' || binding.name === '*' ? node.name : binding.name)) return safe(); // SCREAMING_CASE: a constant of the project
      return unknown({ kind: 'import', specifier: binding.specifier, name: binding.name, path: [] });
    }
    case 'function':
    case 'class':
      return safe(['fn']);
    case 'catch':
      return unknown({ kind: 'member', name: 'error' });
    case 'type':
      return safe(); // an enum
    case 'other':
      return unknown({ kind: 'syntax', type: 'declaration' });
  }
}

function hasWrites(variable: Variable): boolean {
  return variable.references.some((reference) => reference.isWrite());
}

function unknownUnlessWritten(variable: Variable, node: TSESTree.Identifier): Value {
  return hasWrites(variable) ? constant(null) : unknown({ kind: 'global', name: node.name });
}

/** Keys of an object: those of a literal are constants. */
function keysOf(value: Value): Value {
  if (value.taint === 'safe') return safe(['str']);
  if (value.properties && !value.spread) return safe(['str']);
  return { ...derived([value], ['str']) };
}

/** Member path of an initializer: through the models first (`const { body } = req`), then through the value. */
export function pathValue(e: Engine, origin: Node, path: readonly string[]): Value {
  if (path.length === 0) return e.evaluate(origin);
  const whole = e.r.instanceOf(origin);
  if (whole) {
    const found = memberSource(e, whole, path, origin);
    if (found) return found;
  }
  return path.reduce((value, key) => memberValue(value, key), e.evaluate(origin));
}

/** Untrusted or constant members along a path of a modelled type. */
export function memberSource(e: Engine, ref: NonNullable<ReturnType<Resolution['instanceOf']>>, path: readonly string[], at: Node): Value | null {
  let meaning: NonNullable<ReturnType<typeof memberOf>> = { kind: 'instance', ref };
  for (const [index, key] of path.entries()) {
    const held = meaning.kind === 'instance' ? meaning.ref.type.source : undefined;
    if (held) return path.slice(index).reduce((value, rest) => memberValue(value, rest, held.memberShapes), tainted(held, at.range));
    const member = memberOf(e.r.registry, meaning, key);
    if (member?.kind !== 'member') return null;
    const { source, value } = member.ref.member;
    if (source) {
      const [, ...rest] = path.slice(index);
      return rest.reduce((known, inner) => memberValue(known, inner, source.memberShapes), tainted(source, at.range));
    }
    if (value === 'constant') return safe();
    const type = e.r.registry.typeOf(member.ref.member.type ?? '', member.ref.model);
    if (!type) return null;
    meaning = { kind: 'instance', ref: { ...type, rung: member.ref.rung } };
  }
  const last = meaning.kind === 'instance' ? meaning.ref.type.source : undefined;
  return last ? tainted(last, at.range) : null;
}

function memberExpressionValue(e: Engine, node: TSESTree.MemberExpression): Value {
  const meaning = e.r.meaningOf(node);
  if (meaning?.kind === 'member') {
    const { member } = meaning.ref;
    if (member.source) return tainted(member.source, node.range);
    if (member.value === 'constant') return safe();
  }
  const name = memberName(node);
  const object = e.r.meaningOf(node.object);
  // Members of an environment or another constant namespace.
  if (object?.kind === 'member' && object.ref.member.value === 'constant') return safe();
  const holder = object?.kind === 'instance' ? object.ref.type.source : undefined;
  if (holder) return memberValue(tainted(holder, node.object.range), name ?? '*', holder.memberShapes);
  if (object?.kind === 'member' && object.ref.member.source) return memberValue(e.evaluate(node.object), name ?? '*', object.ref.member.source.memberShapes);
  if (name === 'length' || name === 'size') return safe(['num']);
  if (node.object.type === 'ThisExpression') return fieldValue(e, node, name);
  if (node.object.type === 'MetaProperty') return safe(['str']);
  if (isEnumLike(e, node, name)) return safe();
  const value = e.evaluate(node.object);
  return memberValue(value, name ?? '*');
}

/** `Status.Active`, `config.TABLES.users`: constants of the project, by case. */
function isEnumLike(e: Engine, node: TSESTree.MemberExpression, name: string | null): boolean {
  const object = bare(node.object);
  if (name === null || object.type !== 'Identifier') return name !== null && /^[A-Z][A-Z0-9_]+$/.test(name);
  const binding = e.r.bindingOf(object);
  return /^[A-Z][A-Z0-9_]+$/.test(name) || (binding?.kind === 'import' && /^[A-Z]/.test(object.name) && /^[A-Z]/.test(name));
}

/** `this.table`: a field that only ever holds constants is one; otherwise not known. */
function fieldValue(e: Engine, node: TSESTree.MemberExpression, name: string | null): Value {
  if (name === null) return unknown({ kind: 'member', name: 'this' });
  let holder: Node | undefined = node.parent;
  while (holder && holder.type !== 'ClassBody') holder = holder.parent;
  const fields = holder?.type === 'ClassBody' ? holder.body.filter((member): member is TSESTree.PropertyDefinition => member.type === 'PropertyDefinition' && keyOf(member.key, member.computed) === name) : [];
  const [field] = fields;
  if (field?.value && (field.readonly || field.static)) return e.evaluate(field.value);
  return unknown({ kind: 'member', name: `this.${name}` });
}

function objectValue(e: Engine, node: TSESTree.ObjectExpression): Value {
  const properties: Record<string, Value> = Object.create(null) as Record<string, Value>;
  let spread: Value | undefined;
  for (const entry of node.properties) {
    if (entry.type === 'SpreadElement') {
      const value = e.evaluate(entry.argument);
      if (value.properties && !value.spread) Object.assign(properties, value.properties);
      else spread = spread ? join(spread, value) : value;
      continue;
    }
    const key = keyOf(entry.key, entry.computed);
    const value = e.evaluate(entry.value);
    if (key === null) spread = spread ? join(spread, value) : value;
    else properties[key] = value;
  }
  return container(['obj'], { ...properties }, spread);
}

function arrayValue(e: Engine, node: TSESTree.ArrayExpression): Value {
  let spread: Value | undefined;
  for (const element of node.elements) {
    if (!element) continue;
    const value = element.type === 'SpreadElement' ? memberValue(e.evaluate(element.argument), '*') : e.evaluate(element);
    spread = spread ? join(spread, value) : value;
  }
  return container(['arr'], undefined, spread);
}

/** A container is as dangerous as the worst thing in it. */
export function container(shapes: Value['shapes'], properties: Readonly<Record<string, Value>> | undefined, spread: Value | undefined): Value {
  const inner = [...Object.values(properties ?? {}), ...(spread ? [spread] : [])];
  const whole = derived(inner, shapes);
  return { ...whole, ...(properties ? { properties } : {}), ...(spread ? { spread } : {}) };
}

/** What dominating conditions prove of the place that is read. */
function guarded(e: Engine, node: Node, value: Value): Value {
  if (value.taint === 'safe') return value;
  const path = accessPath(e.r.variables, node);
  if (path === null) return value;
  let result = value;
  for (const guard of guardsAt(e.r, node)) {
    if (!covers(guard, path)) continue;
    if (guard.shapes) result = withShapes(result, guard.shapes);
    if (guard.for === 'all' || guard.for.length > 0) result = sanitized(result, guard.for);
  }
  return result;
}

function covers(guard: Guarded, path: string): boolean {
  return guard.path === path;
}
