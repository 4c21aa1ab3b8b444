import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { isClosed } from '../syntax/closed.js';
import { enclosingClass, isFunction } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { annotatedMeaning } from './annotations.js';
import { annotationOf, bindingOf, type KeyPath } from './binding.js';
import { callMeaning, constructMeaning, resultMeaning, returnedMeaning } from './call-meaning.js';
import { callable } from './callable.js';
import { callbackParameter } from './callback-parameters.js';
import { keyedMeaning } from './contained.js';
import { conventionalMeaning, conventionalParameter, undeclaredRequest } from './conventions.js';
import { declaredType, directedParameter, entryParameter } from './entry-places.js';
import { injectedMeaning } from './decorators.js';
import { fieldMeaning, superMeaning } from './fields.js';
import { findLocalFunction, literalEntry } from './local-functions.js';
import { settledMeaning } from './made-for-callers.js';
import { defaultOf, foreignMeaning, instanceOf, memberOf, typeRef, weaker } from './meaning.js';
import type { Foreign, Meaning } from '../vocabulary/project-view.js';
import { isRival, libraryOf, unlessReplaced } from './rivals.js';
import { writtenMember } from './written-members.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;

const MAX_DEPTH = 24;

/** Expression -> meaning, memoised. Cycles and long chains end in null. */
export function createResolver(
  base: Pick<Resolution, 'registry' | 'variables' | 'file' | 'versions' | 'imported' | 'functionAt' | 'project'>,
): Resolution {
  const memo = new Map<Node, Meaning | null>();
  let depth = 0;

  const resolution: Resolution = {
    ...base,
    meaningOf(node) {
      const plain = unwrap(node);
      const known = memo.get(plain);
      if (known !== undefined) return known ?? castMeaning(resolution, node, plain);
      if (depth >= MAX_DEPTH) return null;
      memo.set(plain, null); // a cycle reads null
      depth += 1;
      const found = expressionMeaning(resolution, plain);
      depth -= 1;
      memo.set(plain, found);
      return found ?? castMeaning(resolution, node, plain);
    },
    instanceOf(node) {
      const meaning = resolution.meaningOf(node);
      switch (meaning?.kind) {
        case 'instance':
          return meaning.ref;
        case 'conventional':
          return meaning.candidates[0] ?? null;
        case 'member':
          // A class or function itself is not an instance; a property of a type is.
          return meaning.ref.member.new || (meaning.ref.member.call && !meaning.ref.on)
            ? null
            : instanceOf(base.registry, meaning.ref);
        case 'module': {
          const main = defaultOf(meaning.model);
          return main && !main.member.new && !main.member.call ? instanceOf(base.registry, main) : null;
        }
        default:
          return null;
      }
    },
    bindingOf(identifier) {
      const variable = base.variables.of(identifier);
      return variable && bindingOf(variable);
    },
    returned: (fn) => returnedMeaning(resolution, fn),
    inherited: (holder) => superMeaning(resolution, holder),
    localFunction: (node) => findLocalFunction(resolution, node, 0),
    parameterInstance(fn, index) {
      const param = fn.params[index];
      const target = param?.type === 'TSParameterProperty' ? param.parameter : param;
      const annotation = target && annotationOf(target);
      const meaning = parameterMeaning(resolution, fn, index, annotation ?? null);
      return meaning?.kind === 'instance' ? meaning.ref : null;
    },
  };
  return resolution;
}

/** What a cast promises of a value nothing else is known of. */
function castMeaning(r: Resolution, node: Node, plain: Node): Meaning | null {
  for (
    let current = node;
    current !== plain &&
    (current.type === 'TSAsExpression' ||
      current.type === 'TSTypeAssertion' ||
      current.type === 'TSSatisfiesExpression');
    current = current.expression
  ) {
    if (current.type !== 'TSSatisfiesExpression') return annotatedMeaning(r, current.typeAnnotation);
  }
  return null;
}

function expressionMeaning(r: Resolution, node: Node): Meaning | null {
  switch (node.type) {
    case 'Identifier':
      return identifierMeaning(r, node);
    case 'MemberExpression': {
      const name = memberName(node);
      if (name === null) {
        // `db[model]`: any member, when the type has a wildcard.
        const object = r.meaningOf(node.object);
        return object?.kind === 'instance'
          ? memberOf(r.registry, object, '*')
          : object
            ? null
            : keyedMeaning(r, node.object);
      }
      if (node.object.type === 'ThisExpression') return fieldMeaning(r, enclosingClass(node), name);
      if (node.object.type === 'Super') {
        const parent = superMeaning(r, enclosingClass(node));
        return parent && memberOf(r.registry, parent, name);
      }
      const object = r.meaningOf(node.object);
      if (object) return memberOf(r.registry, object, name);
      if (isGlobalObject(r, node.object)) return globalMeaning(r, name);
      // A const object of clients: `const db = { pool: new Pool() }`.
      const owner = bare(node.object);
      const variable = owner.type === 'Identifier' ? r.variables.of(owner) : null;
      const put = variable && writtenMember(variable, name);
      if (put) return r.meaningOf(put);
      const entry = literalEntry(r, owner, name);
      return (
        entry &&
        (entry.kind === 'get' && isFunction(entry.value) ? returnedMeaning(r, entry.value) : r.meaningOf(entry.value))
      );
    }
    case 'CallExpression':
      return callMeaning(r, node);
    case 'NewExpression':
      return constructMeaning(r, node);
    case 'TaggedTemplateExpression': {
      const callee = callable(r, node.tag, 'tag');
      return callee && resultMeaning(r, callee.ref, callee.model, [], node);
    }
    case 'ImportExpression': {
      const specifier = textOf(node.source);
      const model = specifier === null ? null : r.registry.moduleOf(specifier);
      return model
        ? { kind: 'module', model }
        : specifier === null
          ? null
          : foreignMeaning(r.project?.imported(specifier, '*') ?? null);
    }
    case 'LogicalExpression': {
      if (isClosed(node.right)) return r.meaningOf(node.left);
      const left = r.meaningOf(node.left);
      // `pool ?? new Pool()`: what is made says more than a name.
      return left === null || left.kind === 'conventional' ? (r.meaningOf(node.right) ?? left) : left;
    }
    case 'ConditionalExpression': {
      if (isClosed(node.consequent)) return r.meaningOf(node.alternate);
      if (isClosed(node.alternate)) return r.meaningOf(node.consequent);
      const first = r.meaningOf(node.consequent);
      const library = first && libraryOf(first);
      if (library !== null && isRival(r, library, node.alternate)) return null;
      return first ?? r.meaningOf(node.alternate);
    }
    case 'AssignmentExpression':
      return r.meaningOf(node.right) ?? (node.operator === '=' ? null : r.meaningOf(node.left));
    case 'ThisExpression': {
      const holder = enclosingClass(node);
      return superMeaning(r, holder);
    }
    default:
      return null;
  }
}

/** `globalThis.fetch` is `fetch`. */
const GLOBAL_OBJECTS = new Set(['globalThis', 'global', 'window', 'self']);

function isGlobalObject(r: Resolution, object: Node): boolean {
  return object.type === 'Identifier' && GLOBAL_OBJECTS.has(object.name) && !r.bindingOf(object);
}

function globalMeaning(r: Resolution, name: string): Meaning | null {
  const global = r.registry.globalOf(name);
  return (
    global && {
      kind: 'member',
      ref: {
        symbol: `${global.model.library}#${name}`,
        model: global.model,
        member: global.member,
        rung: 1,
        entity: undefined,
      },
    }
  );
}

function identifierMeaning(r: Resolution, node: TSESTree.Identifier): Meaning | null {
  const binding = r.bindingOf(node);
  if (!binding)
    return GLOBAL_OBJECTS.has(node.name) ? null : (globalMeaning(r, node.name) ?? undeclaredRequest(r, node));
  switch (binding.kind) {
    case 'import': {
      const model = r.registry.moduleOf(binding.specifier);
      if (!model)
        return orByName(foreignMeaning(r.project?.imported(binding.specifier, binding.name) ?? null), () =>
          conventionalMeaning(r, node.name, binding),
        );
      const whole: Meaning = { kind: 'module', model };
      return binding.name === '*' || binding.name === 'default' ? whole : memberOf(r.registry, whole, binding.name);
    }
    case 'value': {
      const annotated =
        binding.annotation && binding.path.length === 0 ? annotatedMeaning(r, binding.annotation) : null;
      if (annotated) return annotated;
      if (binding.init) {
        const origin = follow(r, r.meaningOf(binding.init), binding.path);
        if (origin && !unlessReplaced(r, r.variables.of(node), origin)) return null;
        if (origin) return orByName(origin, () => conventionalMeaning(r, node.name, binding));
        const fallback = binding.defaults.map((value) => r.meaningOf(value)).find((meaning) => meaning !== null);
        if (fallback) return fallback;
      }
      return assignedMeaning(r, node) ?? conventionalMeaning(r, node.name, binding);
    }
    case 'param': {
      const found = follow(r, parameterMeaning(r, binding.fn, binding.index, binding.annotation), binding.path);
      if (found) return found;
      const fallback = binding.defaults.map((value) => r.meaningOf(value)).find((meaning) => meaning !== null);
      return fallback ?? (binding.annotation ? null : conventionalMeaning(r, node.name, binding));
    }
    case 'class': {
      const above = binding.node.superClass ? r.meaningOf(binding.node.superClass) : null;
      // What a whole module means where it is extended is its default.
      const main = above?.kind === 'module' ? defaultOf(above.model) : null;
      const parent: Meaning | null = main ? { kind: 'member', ref: main } : above;
      // Static members and `new` of a subclass mean those of its base, under the subclass's name.
      if (parent?.kind === 'foreign') return { kind: 'foreign', of: heirOf(parent.of, node.name) };
      return parent?.kind === 'member'
        ? { kind: 'member', ref: { ...parent.ref, entity: node.name, rung: weaker(parent.ref.rung, 2) } }
        : null;
    }
    case 'element':
    case 'function':
    case 'catch':
    case 'type':
    case 'other':
      return null;
  }
}

/** What a class of this file inherits from one of another is said of its own table. */
function heirOf(base: Foreign, entity: string): Foreign {
  const named = (found: Foreign | null): Foreign | null => {
    const { meaning } = found ?? {};
    if (!found || (meaning?.kind !== 'member' && meaning?.kind !== 'instance')) return found;
    const own =
      meaning.kind === 'member'
        ? { ...meaning, ref: { ...meaning.ref, entity } }
        : { ...meaning, ref: { ...meaning.ref, entity } };
    return Object.create(found, { meaning: { value: own } }) as Foreign;
  };
  return Object.create(base, {
    member: { value: (name: string) => named(base.member(name)) },
    constructed: { value: () => named(base.constructed()) },
    instance: { value: () => named(base.instance()) },
  }) as Foreign;
}

/** What an object of another file does not show, its name may. */
function orByName(known: Meaning | null, byName: () => Meaning | null): Meaning | null {
  if (known === null) return byName();
  if (known.kind !== 'foreign' || !known.of.open) return known;
  const otherwise = byName();
  return otherwise ? { ...known, otherwise } : known;
}

/** Type of a parameter: annotated, decorated, given by the call that runs the function, by place, or by convention. */
function parameterMeaning(
  r: Resolution,
  fn: FunctionNode,
  index: number,
  annotation: TSESTree.TypeNode | null,
): Meaning | null {
  const param = fn.params[index] as { readonly decorators?: readonly TSESTree.Decorator[] } | undefined;
  const said = annotation && annotatedMeaning(r, annotation);
  return (
    // Nobody holds a client to a type of the program.
    (said?.kind === 'instance' ? said : directedParameter(r, fn, index)) ??
    said ??
    (param?.decorators?.length ? injectedMeaning(r, param.decorators) : null) ??
    callbackParameter(r, fn, index) ??
    settledMeaning(r, fn, index) ??
    declaredParameter(r, fn, index) ??
    entryParameter(r, fn, index) ??
    foreignMeaning(r.project?.parameter(fn.range[0], index) ?? null) ??
    conventionalParameter(r, fn, index)
  );
}

/** `const handler: RequestHandler = (a, b) => ...`: the annotation types the parameters. */
function declaredParameter(r: Resolution, fn: FunctionNode, index: number): Meaning | null {
  const declared = declaredType(r, fn);
  if (!declared) return null;
  const { params = [], errorParams } = declared.type;
  const name = (errorParams && fn.params.length >= errorParams.length ? errorParams : params)[index];
  const type = name ? typeRef(r.registry, name, declared.model, declared.rung) : null;
  return type && { kind: 'instance', ref: type };
}

/** Value given later: `let pool; pool = new Pool()`. */
function assignedMeaning(r: Resolution, node: TSESTree.Identifier): Meaning | null {
  const variable = r.variables.of(node);
  for (const reference of variable?.references ?? []) {
    if (!reference.isWrite() || !reference.writeExpr) continue;
    const assignment = reference.identifier.parent;
    if (assignment?.type !== 'AssignmentExpression' || assignment.left !== reference.identifier) continue;
    const meaning = r.meaningOf(reference.writeExpr);
    if (meaning) return unlessReplaced(r, variable, meaning);
  }
  return null;
}

function follow(r: Resolution, start: Meaning | null, path: KeyPath): Meaning | null {
  let current = start;
  for (const key of path) current = current && memberOf(r.registry, current, key);
  return current;
}
