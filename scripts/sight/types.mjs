/**
 * Annotations as values: `Repository<User>`, `typeof prisma`, `Promise<Pool>`, interfaces and aliases of the project.
 */
import { client, exportIs } from './clients.mjs';
import { keyName, lookup } from './scopes.mjs';

const WRAPPERS = new Set([
  'Promise', 'Readonly', 'Partial', 'Required', 'NonNullable', 'Awaited', 'Omit', 'Pick', 'PromiseLike',
]);

const isType = (library, name) => exportIs(library, 'classes', name) || exportIs(library, 'types', name);

export function createTypes(values) {
  let depth = 0;

  function ofAnnotation(annotation) {
    return annotation ? ofType(annotation.typeAnnotation) : null;
  }

  function ofType(node, given = new Map()) {
    if (!node || depth > 20) return null;
    depth += 1;
    const found = evaluate(node, given);
    depth -= 1;
    return found;
  }

  function evaluate(node, given) {
    switch (node.type) {
      case 'TSTypeReference':
        return reference(node, given);
      case 'TSUnionType':
      case 'TSIntersectionType':
        return values.firstOf(node.types, (type) => ofType(type, given));
      case 'TSTypeQuery':
        return entity(node.exprName);
      case 'TSTypeLiteral':
        return { is: 'shape', members: node.members, given };
      case 'TSFunctionType':
        return { is: 'shape', members: [], returns: node.returnType, given };
      case 'TSIndexedAccessType':
        if (node.indexType.type !== 'TSLiteralType') return null;
        return values.memberOf(ofType(node.objectType, given), String(node.indexType.literal.value));
      default:
        return null;
    }
  }

  function reference({ typeName, typeArguments }, given) {
    const name = typeName.type === 'Identifier' ? typeName.name : null;
    const args = typeArguments?.params ?? [];
    if (given.has(name)) return given.get(name);
    if (WRAPPERS.has(name)) return ofType(args[0], given);
    if (name === 'ReturnType') return values.resultOf(ofType(args[0], given), null);
    if (name === 'InstanceType') return values.instanceOf(ofType(args[0], given), 'injection');
    return named(
      entity(typeName),
      args.map((arg) => ofType(arg, given)),
    );
  }

  function entity(name) {
    if (name.type === 'Identifier') {
      const binding = lookup(name, name.name);
      return binding ? values.bindingValue(binding) : null;
    }
    return name.type === 'TSQualifiedName'
      ? (values.memberOf(entity(name.left), name.right.name) ?? dotted(name))
      : null;
  }

  /** `Prisma.TransactionClient`: a namespace the table knows by its members alone. */
  function dotted({ left, right }) {
    const space = entity(left);
    const full = space?.is === 'export' ? `${space.name}.${right.name}` : null;
    return full && isType(space.library, full) ? { is: 'export', library: space.library, name: full } : null;
  }

  /** A thing a type name stands for, as the value that has this type. */
  function named(value, args) {
    switch (value?.is) {
      case 'class':
        return { is: 'instance', node: value.node, how: 'injection' };
      case 'export':
        return isType(value.library, value.name) ? client(value.library, 'injection') : null;
      case 'module':
        return named({ is: 'export', library: value.library, name: 'default' }, args);
      case 'type': {
        const given = new Map(
          (value.node.typeParameters?.params ?? []).map((param, index) => [param.name.name, args[index] ?? null]),
        );
        if (value.node.type === 'TSTypeAliasDeclaration') return ofType(value.node.typeAnnotation, given);
        return { is: 'shape', members: value.node.body.body, bases: value.node.extends, given };
      }
      default:
        return null;
    }
  }

  function memberOf({ members = [], bases = [], given }, name) {
    for (const member of members) {
      if (keyName(member.key, member.computed) !== name) continue;
      if (member.type === 'TSPropertySignature') return ofType(member.typeAnnotation?.typeAnnotation, given);
      if (member.type === 'TSMethodSignature') return { is: 'shape', members: [], returns: member.returnType, given };
    }
    return values.firstOf(bases ?? [], ({ expression, typeArguments }) => {
      const args = (typeArguments?.params ?? []).map((arg) => ofType(arg, given));
      const base = expression.type === 'Identifier' ? named(entity(expression), args) : null;
      return base && values.memberOf(base, name);
    });
  }

  function resultOf({ returns, given }) {
    return ofType(returns?.typeAnnotation, given);
  }

  return { ofAnnotation, ofType, memberOf, resultOf };
}
