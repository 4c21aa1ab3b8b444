import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';
import { fieldSites } from '../../symbols/fields.js';
import { enclosingClass, isClass } from '../../syntax/functions.js';
import { keyOf, memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';

type Node = TSESTree.Node;

/**
 * A signature written in this file says that calling this yields a promise, whatever runs behind it. Unions with other
 * types do not count.
 */
export function declaresPromise(file: FileAnalysis, callee: Node): boolean {
  const plain = bare(callee);
  if (plain.type === 'Identifier') {
    const type = annotationAt(file, plain);
    return type ? returnsPromiseType(file, type) : isDeclaredFunction(file, plain);
  }
  if (plain.type !== 'MemberExpression' || plain.optional) return false;
  const name = memberName(plain);
  const type = annotationAt(file, bare(plain.object));
  return (
    name !== null &&
    type !== null &&
    signaturesOf(file, type, name, 0).some((signature) => returnsPromiseType(file, signature))
  );
}

/** `Promise<...>` and nothing else. */
export function isPromiseType(file: FileAnalysis, type: Node | null | undefined): boolean {
  return (
    type?.type === 'TSTypeReference' &&
    type.typeName.type === 'Identifier' &&
    (type.typeName.name === 'Promise' || type.typeName.name === 'PromiseLike') &&
    file.variableOf(type.typeName) === null
  );
}

/** Annotation of a name or of `this.name`. */
function annotationAt(file: FileAnalysis, node: Node): TSESTree.TypeNode | null {
  if (node.type === 'Identifier') {
    const variable = file.variableOf(node);
    const binding = variable && bindingOf(variable);
    return (binding?.kind === 'value' || binding?.kind === 'param') && binding.path.length === 0
      ? binding.annotation
      : null;
  }
  if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return null;
  const holder = enclosingClass(node);
  const name = memberName(node);
  const sites = holder && name !== null ? (fieldSites(holder).get(name) ?? []) : [];
  return sites.find((site) => site.annotation !== null)?.annotation ?? null;
}

/**
 * Types of a member, where the type is spelled out in this file: a literal, an interface, an alias, an abstract or
 * declared class.
 */
function signaturesOf(file: FileAnalysis, type: Node, name: string, hops: number): Node[] {
  if (hops > 4) return [];
  if (type.type === 'TSTypeLiteral') return membersNamed(type.members, name);
  if (type.type === 'TSInterfaceBody') return membersNamed(type.body, name);
  if (isClass(type))
    return type.body.body
      .filter((member) => 'key' in member && keyOf(member.key, member.computed) === name)
      .flatMap((member): Node[] => ('value' in member && member.value ? [member.value] : []));
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
  const variable = file.variableOf(type.typeName);
  const binding = variable && bindingOf(variable);
  if (binding?.kind === 'class') return signaturesOf(file, binding.node, name, hops + 1);
  if (binding?.kind !== 'type') return [];
  if (binding.node.type === 'TSInterfaceDeclaration') return signaturesOf(file, binding.node.body, name, hops + 1);
  return binding.node.type === 'TSTypeAliasDeclaration'
    ? signaturesOf(file, binding.node.typeAnnotation, name, hops + 1)
    : [];
}

function membersNamed(members: readonly TSESTree.TypeElement[], name: string): Node[] {
  return members.flatMap((member): Node[] => {
    if (member.type !== 'TSMethodSignature' && member.type !== 'TSPropertySignature') return [];
    if (member.optional || keyOf(member.key, member.computed) !== name) return [];
    if (member.type === 'TSMethodSignature') return [member];
    return member.typeAnnotation ? [member.typeAnnotation.typeAnnotation] : [];
  });
}

function returnsPromiseType(file: FileAnalysis, signature: Node): boolean {
  const { returnType } = signature as { returnType?: TSESTree.TSTypeAnnotation | null };
  return isPromiseType(file, returnType?.typeAnnotation);
}

/** `declare function send(): Promise<void>` and overloads without a body. */
function isDeclaredFunction(file: FileAnalysis, name: TSESTree.Identifier): boolean {
  const definitions = file.variableOf(name)?.defs ?? [];
  return (
    definitions.length > 0 &&
    definitions.every(
      (definition) =>
        (definition.node as Node).type === 'TSDeclareFunction' && returnsPromiseType(file, definition.node as Node),
    )
  );
}
