/**
 * What a name is bound to, over the files of a repository, as far as clients go. Values are plain:
 * client (library, members after it, how it came here), query (what a call on a client gave), export, module, file,
 * class, instance, function, object, type. Knows nothing of the product.
 */
import { createClasses } from './classes.mjs';
import { client, exportIs, isPlain, knownExport, LIBRARIES, makes } from './clients.mjs';
import { createExports, fromElsewhere } from './exports.mjs';
import { fileOf, isClass, isFunction, isModuleExports, keyName, lookup, ownerOf } from './scopes.mjs';
import { createTypes } from './types.mjs';

const PASSED_THROUGH = new Set([
  'AwaitExpression', 'TSAsExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSSatisfiesExpression',
  'ChainExpression',
]);
const KEEPS = /^(?:once|memoize|memoizee|memo|lazy|singleton)$/;
const LIMIT = 60;

/**
 * `programs`: file -> program with scopes. `resolve`: (from, specifier) -> file. `handed`: function -> values its
 * callers hand in.
 */
export function createValues(programs, resolve, handed) {
  const known = new Map();
  let depth = 0;
  const values = { valueOf, memberOf, resultOf, instanceOf, bindingValue, firstOf };
  const types = createTypes(values);
  const { importOf, libraryExport, exportOf, whole } = createExports(programs, resolve, values);
  const { instanceMember, ownMember, baseMember, thisOf, superOf } = createClasses(values, types, injected);

  function valueOf(node) {
    if (!node) return null;
    if (known.has(node)) return known.get(node);
    if (depth > LIMIT) return null;
    known.set(node, null);
    depth += 1;
    const found = evaluate(node);
    depth -= 1;
    known.set(node, found);
    return found;
  }

  function firstOf(nodes, of = valueOf) {
    for (const node of nodes) {
      const found = of(node);
      if (found) return found;
    }
    return null;
  }

  function evaluate(node) {
    if (PASSED_THROUGH.has(node.type))
      return valueOf(node.expression ?? node.argument) ?? types.ofType(node.typeAnnotation);
    switch (node.type) {
      case 'Identifier': {
        const binding = lookup(node, node.name);
        return binding ? bindingValue(binding) : null;
      }
      case 'ThisExpression':
        return thisOf(node);
      case 'Super': {
        const owner = ownerOf(node);
        return owner && isClass(owner.holder) ? superOf(owner) : null;
      }
      case 'MemberExpression': {
        if (isModuleExports(node)) return { is: 'file', file: fileOf(node) };
        const name = keyName(node.property, node.computed);
        const isOwnExport =
          node.object.type === 'Identifier' && node.object.name === 'exports' && !lookup(node.object, 'exports');
        if (isOwnExport && name) return exportOf(fileOf(node), name);
        return memberOf(valueOf(node.object), name);
      }
      case 'CallExpression':
        return callValue(node);
      case 'ImportExpression':
        return importOf(fileOf(node), node.source.value, '*');
      case 'NewExpression':
        return instanceOf(valueOf(node.callee), 'construction');
      case 'TaggedTemplateExpression':
        return resultOf(valueOf(node.tag), node);
      case 'LogicalExpression':
        return firstOf([node.left, node.right]);
      case 'ConditionalExpression':
        return firstOf([node.consequent, node.alternate]);
      case 'AssignmentExpression':
        return valueOf(node.right);
      case 'SequenceExpression':
        return valueOf(node.expressions.at(-1));
      case 'ObjectExpression':
        return { is: 'object', node };
      case 'ClassExpression':
      case 'ClassDeclaration':
        return { is: 'class', node };
      default:
        return isFunction(node) ? { is: 'function', node } : null;
    }
  }

  function bindingValue(binding) {
    switch (binding.kind) {
      case 'import':
        return importOf(fileOf(binding.node), binding.from, binding.name);
      case 'declared':
        if (binding.node.type === 'TSDeclareFunction') return { is: 'function', node: binding.node };
        return withMembers(valueOf(binding.node), binding);
      case 'type':
        return { is: 'type', node: binding.node };
      case 'parameter':
        return along(parameterValue(binding), binding.path);
      default: {
        const { annotation, init, path, fallback, assigned } = binding;
        const value =
          along(valueOf(init), path) ?? along(types.ofAnnotation(annotation), path) ?? firstOf([fallback, ...assigned]);
        return withMembers(value, binding);
      }
    }
  }

  /** What was put on a name after it was made. */
  function withMembers(value, { members, any }) {
    if (members.size === 0 && any.length === 0) return value;
    if (value === null) return { is: 'object', node: null, members, any };
    return value.is === 'object' || value.is === 'function' ? { ...value, members, any } : value;
  }

  function along(value, path) {
    return path.reduce((found, name) => found && memberOf(found, name), value);
  }

  function parameterValue({ fn, index, annotation, decorators, fallback, whole }) {
    const isConstructor = fn.parent.type === 'MethodDefinition' && fn.parent.kind === 'constructor';
    const how = isConstructor ? 'injection' : 'parameter';
    const written = types.ofAnnotation(annotation) ?? injected(decorators);
    const value = written ?? handedBy(fn, index) ?? handed.get(fn)?.[index] ?? valueOf(fallback ?? whole);
    return value && 'how' in value ? { ...value, how } : value;
  }

  /** A callback that a client calls: `transaction(async (tx) => ...)`, `connect().then((db) => ...)`. */
  function handedBy(fn, index) {
    const call = fn.parent;
    if (call.type !== 'CallExpression' || !call.arguments.includes(fn)) return null;
    const callee = valueOf(call.callee);
    if (callee?.is === 'then') return index === 0 ? callee.of : null;
    if (callee?.is === 'factory') return index === callee.position ? client(callee.library, 'parameter') : null;
    if (callee?.is !== 'client') return null;
    return LIBRARIES[callee.library].hands?.[callee.path.at(-1)] === index ? client(callee.library, 'parameter') : null;
  }

  function injected(decorators) {
    for (const { expression } of decorators ?? []) {
      const name = valueOf(expression.type === 'CallExpression' ? expression.callee : expression);
      if (name?.is === 'export' && exportIs(name.library, 'injects', name.name))
        return client(name.library, 'injection');
    }
    return null;
  }

  function memberOf(value, name) {
    if (!value || name === null || depth > LIMIT) return null;
    depth += 1;
    const found = findMember(value, name);
    depth -= 1;
    return found;
  }

  function findMember(value, name) {
    switch (value.is) {
      case 'client':
        if (name === 'then' || name === 'catch' || name === 'finally')
          return value.path.length === 0 ? { is: 'then', of: value } : null;
        if (name === 'default' && value.path.length === 0) return value;
        if (value.path.length === 0 && knownExport(value.library, name) && !makes(value.library, name)) {
          return libraryExport(value.library, name);
        }
        return isPlain(value.library, name) ? null : { ...value, path: [...value.path, name] };
      case 'query':
      case 'then':
        return value.is === 'then' ? null : value;
      case 'module':
        if (knownExport(value.library, name)) return libraryExport(value.library, name);
        if (name === 'default') return value;
        return exportIs(value.library, 'clients', 'default') ? memberOf(client(value.library, 'import'), name) : null;
      case 'export': {
        const full = value.name === 'default' || value.name === '*' ? name : `${value.name}.${name}`;
        const { library } = value;
        if (exportIs(library, 'factories', full))
          return { is: 'factory', library, position: LIBRARIES[library].hands?.[name] };
        if (knownExport(library, full)) return libraryExport(library, full);
        return exportIs(library, 'models', value.name) && !isPlain(library, name)
          ? client(library, 'import', [name])
          : null;
      }
      case 'file':
        return fromElsewhere(exportOf(value.file, name) ?? (name === 'default' ? value : null));
      case 'object':
      case 'function':
        return objectMember(value, name);
      case 'class':
        return ownMember(value, name, true) ?? baseMember(value, name, 'models');
      case 'instance':
        return instanceMember(value, name);
      case 'type':
      case 'shape':
        return types.memberOf(value, name);
      default:
        return null;
    }
  }

  function objectMember({ node, members, any }, name) {
    const put = firstOf(members?.get(name) ?? []);
    if (put) return put;
    if (node?.type === 'ObjectExpression') {
      for (const property of [...node.properties].reverse()) {
        if (property.type === 'SpreadElement') {
          const found = memberOf(valueOf(property.argument), name);
          if (found) return found;
        } else if (keyName(property.key, property.computed) === name) {
          const value = valueOf(property.value);
          return property.kind === 'get' ? resultOf(value, null) : value;
        }
      }
      const own = firstOf(node.own?.get(name) ?? []);
      if (own) return own;
    }
    return any ? firstOf(any) : null;
  }

  function instanceOf(value, how) {
    if (!value) return null;
    if (value.is === 'class' || value.is === 'function') return { is: 'instance', node: value.node, how };
    const [library, name] =
      value.is === 'module' ? [value.library, 'default'] : value.is === 'export' ? [value.library, value.name] : [];
    return library && (exportIs(library, 'classes', name) || exportIs(library, 'factories', name))
      ? client(library, how)
      : null;
  }

  function callValue(node) {
    const { callee } = node;
    if (callee.type === 'Identifier' && callee.name === 'require' && !lookup(callee, 'require')) {
      const specifier = node.arguments[0]?.value;
      const found = importOf(fileOf(node), specifier, '*');
      return found?.is === 'file' ? (whole(found.file) ?? found) : found;
    }
    const value = valueOf(callee);
    if (value) return resultOf(value, node);
    const called = callee.type === 'Identifier' ? callee.name : keyName(callee.property, callee.computed);
    return KEEPS.test(called ?? '') ? firstOf(node.arguments.filter(isFunction)) : null;
  }

  function resultOf(value, call) {
    switch (value?.is) {
      case 'client': {
        const last = value.path.at(-1);
        if (last === undefined)
          return LIBRARIES[value.library].callable ? { is: 'query', library: value.library } : null;
        return makes(value.library, last)
          ? client(value.library, 'construction')
          : { is: 'query', library: value.library };
      }
      case 'query':
        return value;
      case 'then':
        return value.of;
      case 'factory':
        return client(value.library, 'construction');
      case 'module':
        return resultOf({ is: 'export', library: value.library, name: 'default' }, call);
      case 'export':
        if (exportIs(value.library, 'factories', value.name)) return client(value.library, 'construction');
        if (value.name.endsWith('()')) return null;
        return exportIs(value.library, 'factories', `${value.name}()`) ? { ...value, name: `${value.name}()` } : null;
      case 'shape':
        return types.resultOf(value);
      case 'function': {
        const { node } = value;
        const returned =
          types.ofAnnotation(node.returnType) ?? (node.expression ? valueOf(node.body) : firstOf(node.returns ?? []));
        if (returned) return returned;
        // A helper that keeps what a function makes: `keep('db', () => new PrismaClient())`.
        const made = call
          ? firstOf((call.arguments ?? []).filter(isFunction), (fn) => resultOf({ is: 'function', node: fn }, null))
          : null;
        return made?.is === 'client' && made.path.length === 0 && made.how === 'construction' ? made : null;
      }
      default:
        return null;
    }
  }

  return values;
}
