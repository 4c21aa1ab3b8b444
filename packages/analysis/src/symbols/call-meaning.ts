import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { SymbolRef } from '../vocabulary/symbol-refs.js';
import type { Rung } from '../vocabulary/concepts.js';
import type { CallModel } from '../vocabulary/library-model.js';
import { enclosingClass, isFunction, returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { annotatedMeaning, typeArgumentName } from './annotations.js';
import type { Binding } from './binding.js';
import { containedMeaning } from './contained.js';
import { superMeaning } from './fields.js';
import { givenMeaning } from './made-for-callers.js';
import { foreignMeaning, instanceOf, typeRef, weaker } from './meaning.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { Resolution } from './resolution.js';
import { isRival } from './rivals.js';
import { callable } from './callable.js';

type Node = TSESTree.Node;

/**
 * `super(options)`: the class that is extended is constructed, or the one a mixin of a framework was handed:
 * `extends PassportStrategy(Strategy)`.
 */
export function parentCall(r: Resolution, node: TSESTree.Super): ReturnType<typeof callable> {
  const parent = enclosingClass(node)?.superClass;
  const plain = parent && bare(parent);
  if (!plain) return null;
  const mixin = plain.type === 'CallExpression' ? callable(r, plain.callee, 'call')?.model.installs : undefined;
  const mixed = plain.type === 'CallExpression' && mixin ? plain.arguments[mixin.valueArg] : undefined;
  return callable(r, mixed ?? plain, 'new');
}

/** Modelled value a call yields: a required module, what its model returns, what the local function returns. */
export function callMeaning(r: Resolution, node: TSESTree.CallExpression): Meaning | null {
  const required = requiredModule(r, node);
  if (required) return required;
  const callee = callable(r, node.callee, 'call');
  if (callee) return resultMeaning(r, callee.ref, callee.model, node.arguments, node);
  const given = givenMeaning(r, node);
  if (given) return given;
  const fn = r.localFunction(node.callee);
  if (!fn) {
    const foreign = r.project && r.meaningOf(node.callee);
    return foreign?.kind === 'foreign' ? foreignMeaning(foreign.of.called()) : containedMeaning(r, node);
  }
  if (fn.returnType) {
    const annotated = annotatedMeaning(r, fn.returnType.typeAnnotation);
    if (annotated) return annotated;
  }
  return returnedMeaning(r, fn);
}

/** What a function of this file gives back; when that may be of two libraries it is of neither. */
export function returnedMeaning(r: Resolution, fn: FunctionNode): Meaning | null {
  const returned = returnedExpressions(fn);
  for (const expression of returned) {
    const meaning = r.meaningOf(expression);
    if (meaning?.kind === 'foreign') return meaning;
    if (meaning?.kind !== 'instance') continue;
    return returned.some((other) => other !== expression && isRival(r, meaning.ref.model.library, other))
      ? null
      : meaning;
  }
  return null;
}

const INTEROP = new Set([
  '__importDefault', '__importStar', '_interopRequireDefault', '_interopRequireWildcard', '__toESM',
]);

function requiredModule(r: Resolution, node: TSESTree.CallExpression): Meaning | null {
  const callee = bare(node.callee);
  const argument = node.arguments[0];
  if (callee.type !== 'Identifier' || !argument) return null;
  if (INTEROP.has(callee.name)) return r.meaningOf(argument);
  if (callee.name !== 'require' || r.variables.of(callee)) return null;
  const specifier = textOf(argument);
  const model = specifier === null ? null : r.registry.moduleOf(specifier);
  return model
    ? { kind: 'module', model }
    : specifier === null
      ? null
      : foreignMeaning(r.project?.imported(specifier, '*') ?? null);
}

/** Modelled value `new` yields. */
export function constructMeaning(r: Resolution, node: TSESTree.NewExpression): Meaning | null {
  const callee = callable(r, node.callee, 'new');
  if (callee) {
    const name = callee.model.returns ?? callee.ref.member.type;
    const type = name
      ? typeRef(
          r.registry,
          name,
          callee.ref.model,
          weaker(callee.ref.rung, 2),
          entityOf(r, callee.ref, callee.model, node.arguments, node),
        )
      : null;
    return type && { kind: 'instance', ref: type };
  }
  const binding = r.bindingOf(bare(node.callee));
  if (binding?.kind !== 'class') {
    const foreign = r.project && r.meaningOf(node.callee);
    if (foreign?.kind === 'foreign') return foreignMeaning(foreign.of.constructed());
  }
  return binding?.kind === 'class' ? superMeaning(r, binding.node) : null;
}

/** Modelled value a call of this face yields. */
export function resultMeaning(
  r: Resolution,
  ref: SymbolRef,
  model: CallModel,
  args: readonly Node[],
  node: Node,
): Meaning | null {
  const { returns } = model;
  const rung: Rung = weaker(ref.rung, 2);
  const entity = entityOf(r, ref, model, args, node);
  if (!returns || runsBody(r, model, args)) return null;
  if (returns === 'this')
    return ref.on ? { kind: 'instance', ref: { ...ref.on, rung, entity: entity ?? ref.on.entity } } : null;
  if (returns.startsWith('argument:')) {
    const argument = args[Number(returns.slice('argument:'.length))];
    const value = argument && r.instanceOf(argument);
    return value ? { kind: 'instance', ref: value } : null;
  }
  if (returns.startsWith('instance:')) {
    const argument = args[Number(returns.slice('instance:'.length))];
    const meaning = argument ? r.meaningOf(argument) : null;
    const value = meaning?.kind === 'member' ? instanceOf(r.registry, meaning.ref) : null;
    return value && { kind: 'instance', ref: value };
  }
  if (returns.startsWith('promisified:')) {
    // `promisify(exec)`: the same function, whose callback became a promise.
    const argument = args[Number(returns.slice('promisified:'.length))];
    const meaning = argument ? r.meaningOf(argument) : null;
    if (meaning?.kind !== 'member' || !meaning.ref.member.call) return null;
    return {
      kind: 'member',
      ref: { ...meaning.ref, member: { call: { ...meaning.ref.member.call, async: 'promise' } } },
    };
  }
  const type = typeRef(r.registry, returns, ref.model, rung, entity);
  return type && { kind: 'instance', ref: type };
}

function entityOf(
  r: Resolution,
  ref: SymbolRef,
  model: CallModel,
  args: readonly Node[],
  node: Node,
): string | undefined {
  if (!model.entity) return ref.entity ?? ref.on?.entity;
  if (model.entity === 'type-argument') {
    const list = (node as TSESTree.CallExpression).typeArguments;
    return (list ? typeArgumentName(list.params[0]) : undefined) ?? ref.entity;
  }
  const argument = args[model.entity.arg];
  return argument ? entityName(r, bare(argument)) : ref.entity;
}

/**
 * Table text, also behind a constant, or the name of the entity class or table object; undefined where the place only
 * holds one.
 */
function entityName(r: Resolution, node: Node, hops = 0): string | undefined {
  const text = textOf(node);
  if (text !== null) return text.replace(/\s+as\s+.*$/i, '');
  if (node.type === 'MemberExpression') return isFixed(r, node.object) ? memberOf(node) : undefined;
  if (node.type !== 'Identifier') return undefined;
  const binding = r.bindingOf(node);
  switch (binding?.kind) {
    case undefined:
    case 'import':
    case 'class':
    case 'function':
    case 'type':
      return node.name;
    case 'value':
      return valueName(r, binding, node.name, hops);
    default:
      // A parameter, an element of a list: which table that is, its name does not say.
      return undefined;
  }
}

/** `TABLES.users`; of `Users.name` the object is the table, and the member says only that this is its name. */
function memberOf(node: TSESTree.MemberExpression): string | undefined {
  const name = memberName(node) ?? undefined;
  if (
    name === undefined ||
    !/^(?:name|table|table_?name|db_?table_?name|collection|collection_?name|model_?name)$/i.test(name)
  )
    return name;
  const of = bare(node.object);
  return of.type === 'Identifier' ? of.name : of.type === 'MemberExpression' ? memberOf(of) : undefined;
}

/**
 * `const TABLE = 'users'`, `const { users } = schema`, `const users = pgTable(...)`; not `const t = given ?? other`.
 */
function valueName(
  r: Resolution,
  { init, path }: Extract<Binding, { kind: 'value' }>,
  name: string,
  hops: number,
): string | undefined {
  if (!init || hops > 4) return undefined;
  const value = bare(init);
  if (path.length > 0) return isFixed(r, value) && !path.includes('*') ? path.at(-1) : undefined;
  switch (value.type) {
    case 'CallExpression':
    case 'NewExpression':
      // A table or model made here, or taken from a registry of modules: it is called what it is.
      return value.arguments.every((argument) => !isHeld(r, argument)) ? name : undefined;
    case 'ClassExpression':
      return name;
    default:
      return entityName(r, value, hops + 1);
  }
}

/**
 * An object whose members keep their meaning: an import, a constant, a global; not a parameter, an element or `this`.
 */
function isFixed(r: Resolution, node: Node): boolean {
  const root = bare(node);
  if (root.type === 'MemberExpression') return isFixed(r, root.object);
  if (root.type === 'CallExpression') return root.callee.type === 'Identifier' && root.callee.name === 'require';
  return root.type === 'Identifier' && !isHeld(r, root);
}

function isHeld(r: Resolution, node: Node): boolean {
  const binding = node.type === 'Identifier' ? r.bindingOf(node) : null;
  return binding?.kind === 'param' || binding?.kind === 'element' || binding?.kind === 'catch';
}

/** `db.transaction(async (tx) => ...)` gives what the body gives; without a body it gives the transaction. */
function runsBody(r: Resolution, { transaction }: CallModel, args: readonly Node[]): boolean {
  const position = transaction?.callbackArg;
  const body = position === 'last' ? args.at(-1) : typeof position === 'number' ? args[position] : undefined;
  return body !== undefined && (isFunction(bare(body)) || r.localFunction(body) !== null);
}
