/** Members of classes of the project, and what the class of a library behind them gives. */
import { client, exportIs, isPlain } from './clients.mjs';
import { isFunction, keyName, lookup, ownerOf } from './scopes.mjs';

/** So many classes may stand one behind the other. */
const MOST_PARENTS = 12;

export function createClasses(values, types, injected) {
  const { valueOf, memberOf, resultOf, bindingValue, instanceOf, firstOf } = values;

  function instanceMember(value, name) {
    if (isFunction(value.node)) return firstOf(value.node.own?.get(name) ?? []);
    const own = ownMember(value, name, false);
    if (own)
      return own.is === 'client' && own.how !== 'parameter' && own.how !== 'construction'
        ? { ...own, how: 'injection' }
        : own;
    const base = baseMember(value, name, 'classes');
    return base && { ...base, how: value.how ?? 'injection' };
  }

  /** A member a class of the project declares itself, or inherits from one that does. */
  function ownMember({ node }, name, isStatic, hops = 0) {
    for (const member of node.body.body) {
      if (member.type === 'MethodDefinition' && member.kind === 'constructor' && !isStatic) {
        for (const param of member.value.params) {
          if (param.type !== 'TSParameterProperty') continue;
          const target = param.parameter.type === 'AssignmentPattern' ? param.parameter.left : param.parameter;
          if (target.name === name && member.value.scope) return bindingValue(member.value.scope.names.get(name));
        }
      }
      if (Boolean(member.static) !== isStatic || keyName(member.key, member.computed) !== name) continue;
      if (member.type === 'MethodDefinition') {
        const method = { is: 'function', node: member.value };
        return member.kind === 'get' ? resultOf(method, null) : method;
      }
      const value = valueOf(member.value) ?? types.ofAnnotation(member.typeAnnotation) ?? injected(member.decorators);
      if (value) return value;
    }
    const put = firstOf(node.own?.get(name) ?? []);
    if (put) return put;
    const parent = hops < MOST_PARENTS ? superClassOf(node) : null;
    return parent?.is === 'class' ? ownMember(parent, name, isStatic, hops + 1) : null;
  }

  /** What the class of a library behind it gives. */
  function baseMember({ node, how }, name, role, hops = 0) {
    const parent = superClassOf(node);
    if (parent?.is === 'class' && hops < MOST_PARENTS)
      return baseMember({ node: parent.node, how }, name, role, hops + 1);
    if (parent?.is === 'client' && role === 'models') return memberOf(parent, name);
    if (parent?.is !== 'export' || !exportIs(parent.library, role, parent.name) || isPlain(parent.library, name))
      return null;
    return client(parent.library, how ?? 'construction', [name]);
  }

  /** The class behind a class; of a mixin that cannot be followed, the class it was given: `pipe(A, B)(Base)`. */
  function superClassOf({ superClass }) {
    if (!superClass) return null;
    const isClassLike = (value) =>
      value?.is === 'class' || (value?.is === 'export' && exportIs(value.library, 'models', value.name));
    const found = valueOf(superClass);
    if (found) return found;
    const mixed = superClass.type === 'Identifier' ? lookup(superClass, superClass.name)?.init : superClass;
    return mixed?.type === 'CallExpression'
      ? (mixed.arguments.map((argument) => valueOf(argument)).find(isClassLike) ?? null)
      : null;
  }

  function thisOf(node) {
    const owner = ownerOf(node);
    if (!owner) return null;
    const { holder, isStatic } = owner;
    if (holder.type === 'ObjectExpression') return valueOf(holder);
    return isStatic ? { is: 'class', node: holder } : { is: 'instance', node: holder };
  }

  function superOf({ holder, isStatic }) {
    const parent = superClassOf(holder);
    return isStatic ? parent : instanceOf(parent, 'construction');
  }

  return { instanceMember, ownMember, baseMember, thisOf, superOf };
}
