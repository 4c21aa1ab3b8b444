import type { TSESTree } from '@typescript-eslint/types';
import { foreignMeaning, instanceOf, memberOf, weaker } from './meaning.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { Resolution } from './resolution.js';

type Node = TSESTree.Node;

/** Names of types that only wrap another one. */
const WRAPPERS = new Set([
  'Promise', 'Readonly', 'Required', 'NonNullable', 'Awaited', 'PromiseLike', 'Omit', 'Pick', 'InstanceType',
]);

/** Value of a modelled type that an annotation promises, or null. Rung 3. */
export function annotatedMeaning(r: Resolution, annotation: Node): Meaning | null {
  return annotated(r, annotation, 0);
}

/** `User` of `Repository<User>`, `typeof users` of `Table<typeof users>`; nothing for `T`, which may be any of them. */
export function typeArgumentName(node: Node | undefined): string | undefined {
  if (node?.type === 'TSTypeReference')
    return node.typeName.type === 'Identifier' && !isTypeParameter(node, node.typeName.name)
      ? node.typeName.name
      : undefined;
  if (node?.type === 'TSTypeQuery') return node.exprName.type === 'Identifier' ? node.exprName.name : undefined;
  return undefined;
}

function isTypeParameter(from: Node, name: string): boolean {
  for (let node: Node | undefined = from; node; node = node.parent) {
    const list = (node as { readonly typeParameters?: TSESTree.TSTypeParameterDeclaration | null }).typeParameters;
    if (list?.type === 'TSTypeParameterDeclaration' && list.params.some((parameter) => parameter.name.name === name))
      return true;
  }
  return false;
}

function annotated(r: Resolution, node: Node, hops: number): Meaning | null {
  if (hops > 6) return null;
  switch (node.type) {
    case 'TSTypeReference': {
      const name = node.typeName;
      const first = node.typeArguments?.params[0];
      if (
        name.type === 'Identifier' &&
        name.name === 'ReturnType' &&
        first?.type === 'TSTypeQuery' &&
        !r.variables.of(name)
      )
        return resultOfQuery(r, first);
      if (name.type === 'Identifier' && WRAPPERS.has(name.name) && first && !r.variables.of(name))
        return annotated(r, first, hops + 1);
      const meaning = named(r, name, hops);
      if (meaning?.kind !== 'instance') return meaning;
      const rung = weaker(meaning.ref.rung, 3);
      // `Client<Tables>`: what a client of the whole database is given are all its tables, and none of them.
      const { perProcess, transactional } = meaning.ref.type;
      if (perProcess || transactional) return { kind: 'instance', ref: { ...meaning.ref, rung } };
      const entity = typeArgumentName(first) ?? meaning.ref.entity;
      return { kind: 'instance', ref: { ...meaning.ref, entity, rung } };
    }
    case 'TSTypeQuery': {
      if (node.exprName.type !== 'Identifier') return null;
      const value = r.project && r.meaningOf(node.exprName);
      if (value?.kind === 'foreign') return value;
      const ref = r.instanceOf(node.exprName);
      return ref && { kind: 'instance', ref: { ...ref, rung: weaker(ref.rung, 3) } };
    }
    case 'TSUnionType':
    case 'TSIntersectionType':
      for (const part of node.types) {
        const meaning = annotated(r, part, hops + 1);
        if (meaning) return meaning;
      }
      return null;
    default:
      return null;
  }
}

/** `ReturnType<typeof connect>` */
function resultOfQuery(r: Resolution, { exprName }: TSESTree.TSTypeQuery): Meaning | null {
  if (exprName.type !== 'Identifier') return null;
  const fn = r.localFunction(exprName);
  const meaning = fn ? null : r.meaningOf(exprName);
  return fn ? r.returned(fn) : meaning?.kind === 'foreign' ? foreignMeaning(meaning.of.called()) : null;
}

function named(r: Resolution, name: Node, hops: number): Meaning | null {
  if (name.type === 'TSQualifiedName') {
    const left = name.left.type === 'Identifier' ? r.meaningOf(name.left) : named(r, name.left, hops + 1);
    return left && asInstance(r, memberOf(r.registry, left, name.right.name));
  }
  if (name.type !== 'Identifier') return null;
  const binding = r.bindingOf(name);
  if (!binding) {
    const global = r.registry.globalOf(name.name);
    return global
      ? asInstance(r, {
          kind: 'member',
          ref: { symbol: `${global.model.library}#${name.name}`, model: global.model, member: global.member, rung: 1 },
        })
      : null;
  }
  if (binding.kind === 'class') return r.inherited(binding.node);
  if (binding.kind === 'type') {
    if (binding.node.type === 'TSTypeAliasDeclaration') return annotated(r, binding.node.typeAnnotation, hops + 1);
    if (binding.node.type === 'TSInterfaceDeclaration') {
      for (const base of binding.node.extends) {
        const meaning = named(r, base.expression, hops + 1);
        if (meaning) return meaning;
      }
    }
    return null;
  }
  if (binding.kind !== 'import') return null;
  const meaning = r.meaningOf(name);
  if (meaning?.kind === 'module') {
    const main = meaning.model.exports['default'];
    return main?.type
      ? asInstance(r, {
          kind: 'member',
          ref: { symbol: `${meaning.model.library}#default`, model: meaning.model, member: main, rung: 1 },
        })
      : null;
  }
  // A conventional name is about values; a type imported from a project file says nothing here.
  return meaning?.kind === 'conventional' ? null : asInstance(r, meaning);
}

function asInstance(r: Resolution, meaning: Meaning | null): Meaning | null {
  if (meaning?.kind === 'foreign') return foreignMeaning(meaning.of.instance());
  if (meaning?.kind === 'instance') return meaning;
  if (meaning?.kind !== 'member') return null;
  const ref = instanceOf(r.registry, meaning.ref);
  return ref && { kind: 'instance', ref: { ...ref, rung: weaker(ref.rung, 3) } };
}
