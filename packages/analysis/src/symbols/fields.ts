import type { TSESTree } from '@typescript-eslint/types';
import { eachStatement, isClass } from '../syntax/functions.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { annotatedMeaning } from './annotations.js';
import { annotationOf } from './binding.js';
import { conventionalMeaning } from './conventions.js';
import { injectedMeaning } from './decorators.js';
import { defaultOf, foreignMeaning, instanceOf, memberOf, weaker } from './meaning.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { Resolution } from './resolution.js';
import { isRival, libraryOf } from './rivals.js';

type Node = TSESTree.Node;
type ClassNode = TSESTree.ClassDeclaration | TSESTree.ClassExpression;

/**
 * A place of a class that gives a field its value: constructor property, field declaration or assignment to `this.x`.
 */
interface FieldSite {
  readonly annotation: TSESTree.TypeNode | null;
  readonly value: TSESTree.Expression | null;
  readonly decorated: { readonly decorators?: readonly TSESTree.Decorator[] } | null;
}

const sitesOf = new WeakMap<Node, ReadonlyMap<string, readonly FieldSite[]>>();

/**
 * What `this.name` is inside a class: injected, annotated, assigned, inherited from a modelled base, or conventional.
 */
export function fieldMeaning(r: Resolution, holder: Node | null, name: string): Meaning | null {
  if (!isClass(holder)) return null;
  const sites = fieldSites(holder).get(name) ?? [];
  for (const site of sites) {
    const meaning =
      (site.annotation && annotatedMeaning(r, site.annotation)) ??
      (site.decorated?.decorators?.length ? injectedMeaning(r, site.decorated.decorators) : null) ??
      (site.value && r.meaningOf(site.value));
    if (!meaning || meaning.kind === 'foreign' || meaning.kind === 'conventional') continue;
    const library = libraryOf(meaning);
    const isContested =
      library !== null &&
      !site.annotation &&
      sites.some((other) => other !== site && other.value && isRival(r, library, other.value));
    return isContested ? null : meaning;
  }
  // Injection and inheritance are the project's to say.
  const known = holder.id && r.project ? foreignMeaning(r.project.own(holder.id.name, name)) : null;
  if (known) return known;
  for (const site of sites) {
    const meaning =
      (site.annotation && annotatedMeaning(r, site.annotation)) ?? (site.value && r.meaningOf(site.value));
    if (meaning) return meaning;
  }
  const inherited = superMeaning(r, holder);
  const member = inherited && memberOf(r.registry, inherited, name);
  if (member) return member;
  // An annotated field whose type is a project class is not what its name suggests unless linking says so.
  return sites.some((site) => site.annotation === null)
    ? conventionalMeaning(r, name, null)
    : sites.length > 0
      ? conventionalField(r, sites, name)
      : null;
}

/** A field typed by a class of another file (`private prisma: PrismaService`) may go by its conventional name. */
function conventionalField(r: Resolution, sites: readonly FieldSite[], name: string): Meaning | null {
  const foreign = sites.some((site) => {
    const type = site.annotation;
    if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
    const binding = r.bindingOf(type.typeName);
    return binding?.kind === 'import' && !r.registry.moduleOf(binding.specifier);
  });
  return foreign ? conventionalMeaning(r, name, null) : null;
}

/**
 * Instance type a class inherits: `class PrismaService extends PrismaClient`. The class's own name becomes the entity
 * of models.
 */
export function superMeaning(r: Resolution, holder: Node | null): Meaning | null {
  if (!isClass(holder) || !holder.superClass) return null;
  const parent = r.meaningOf(holder.superClass);
  if (parent?.kind === 'instance') return parent;
  if (parent?.kind === 'foreign') return ofHeir(foreignMeaning(parent.of.instance()), holder);
  const base = parent?.kind === 'member' ? parent.ref : parent?.kind === 'module' ? defaultOf(parent.model) : null;
  if (base) {
    const ref = instanceOf(r.registry, base);
    return (
      ref && { kind: 'instance', ref: { ...ref, rung: weaker(ref.rung, 2), entity: holder.id?.name ?? ref.entity } }
    );
  }
  const binding = holder.superClass.type === 'Identifier' ? r.bindingOf(holder.superClass) : null;
  return binding?.kind === 'class' && binding.node !== holder ? ofHeir(superMeaning(r, binding.node), holder) : null;
}

/** The heir names the table, not a base class in between. */
function ofHeir(inherited: Meaning | null, { id }: ClassNode): Meaning | null {
  return inherited?.kind === 'instance' && id
    ? { kind: 'instance', ref: { ...inherited.ref, entity: id.name } }
    : inherited;
}

/** Places that give the fields of a class their type or value, by field name. */
export function fieldSites(holder: ClassNode): ReadonlyMap<string, readonly FieldSite[]> {
  const known = sitesOf.get(holder);
  if (known) return known;
  const sites = new Map<string, FieldSite[]>();
  const add = (name: string | null, site: FieldSite): void => {
    if (name === null) return;
    sites.set(name, [...(sites.get(name) ?? []), site]);
  };
  for (const member of holder.body.body) {
    if (member.type === 'PropertyDefinition' || member.type === 'AccessorProperty') {
      add(keyOf(member.key, member.computed), {
        annotation: member.typeAnnotation?.typeAnnotation ?? null,
        value: member.value,
        decorated: member,
      });
    }
    if (member.type !== 'MethodDefinition' || !member.value.body) continue;
    if (member.kind === 'constructor') {
      for (const param of member.value.params) {
        if (param.type !== 'TSParameterProperty') continue;
        const inner = param.parameter;
        const name = inner.type === 'AssignmentPattern' ? inner.left : inner;
        add(name.type === 'Identifier' ? name.name : null, {
          annotation: annotationOf(inner),
          value: inner.type === 'AssignmentPattern' ? inner.right : null,
          decorated: param,
        });
      }
    }
    eachStatement(member.value.body, (statement) => {
      if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return;
      const { left, right } = statement.expression;
      if (left.type === 'MemberExpression' && left.object.type === 'ThisExpression')
        add(memberName(left), { annotation: null, value: right, decorated: null });
    });
  }
  sitesOf.set(holder, sites);
  return sites;
}
