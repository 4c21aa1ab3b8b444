/** Names of one file: a tree with parents, the scopes in it, and what is put into each name. Knows no library. */
const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const BLOCKS = new Set([
  'Program', 'BlockStatement', 'ForStatement', 'ForOfStatement', 'ForInStatement', 'SwitchStatement', 'CatchClause',
  'StaticBlock', 'TSModuleBlock', 'ClassDeclaration', 'ClassExpression',
]);
export const CALLS = new Set(['CallExpression', 'TaggedTemplateExpression', 'NewExpression']);
const SKIPPED = new Set(['parent', 'loc', 'range', 'tokens', 'comments']);

export const isFunction = (node) => FUNCTIONS.has(node?.type);
export const isClass = (node) => node?.type === 'ClassDeclaration' || node?.type === 'ClassExpression';

export function keyName(node, computed = false) {
  if (!node) return null;
  if (node.type === 'Identifier' && !computed) return node.name;
  if (node.type === 'PrivateIdentifier') return `#${node.name}`;
  return node.type === 'Literal' ? String(node.value) : null;
}

/** Every node below one, parents first. */
export function walk(root, visit) {
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    for (const child of childrenOf(node).reverse()) stack.push(child);
  }
}

function childrenOf(node) {
  const found = [];
  for (const [key, child] of Object.entries(node)) {
    if (SKIPPED.has(key)) continue;
    for (const item of Array.isArray(child) ? child : [child]) {
      if (typeof item?.type !== 'string') continue;
      item.parent = node;
      found.push(item);
    }
  }
  return found;
}

export function scopeOf(node) {
  for (let at = node; at; at = at.parent) if (at.scope) return at.scope;
  return null;
}

export function lookup(node, name) {
  for (let scope = scopeOf(node); scope; scope = scope.parent) {
    const found = scope.names.get(name);
    if (found) return found;
  }
  return null;
}

/**
 * The program with `scope` on what opens one, `returns` on functions `own` (what is put on `this`) on what
 * `this` stands for, and all its calls, outer ones first.
 */
export function readScopes(file, program) {
  program.file = file;
  program.calls = [];
  const later = [];
  walk(program, (node) => {
    const opens = BLOCKS.has(node.type) || isFunction(node);
    if (opens) node.scope = { names: new Map(), parent: node.parent ? scopeOf(node.parent) : null, node };
    declareIn(node);
    if (node.type === 'AssignmentExpression') later.push(node);
    if (CALLS.has(node.type)) program.calls.push(node);
    if (node.type === 'ReturnStatement' && node.argument) (functionOf(node).returns ??= []).push(node.argument);
  });
  const module = { whole: [], named: new Map() };
  for (const node of later) assign(node, module);
  program.common = module;
  return program;
}

export function functionOf(node) {
  let at = node.parent;
  while (at && !isFunction(at) && at.type !== 'Program') at = at.parent;
  return at ?? node;
}

function declareIn(node) {
  switch (node.type) {
    case 'ImportDeclaration':
      for (const specifier of node.specifiers) {
        put(scopeOf(node), specifier.local.name, {
          kind: 'import',
          from: node.source.value,
          name: importedName(specifier),
          node,
        });
      }
      return;
    case 'TSImportEqualsDeclaration': {
      const from =
        node.moduleReference.type === 'TSExternalModuleReference' ? node.moduleReference.expression.value : null;
      if (from !== null) put(scopeOf(node), node.id.name, { kind: 'import', from, name: '*', node });
      return;
    }
    case 'VariableDeclarator':
      pattern(node.parent.kind === 'var' ? scopeOf(functionOf(node)) : scopeOf(node), node.id, {
        kind: 'variable',
        init: node.init,
        node,
      });
      return;
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
    case 'TSDeclareFunction':
      if (node.id) put(scopeOf(node.parent), node.id.name, { kind: 'declared', node });
      break;
    case 'TSTypeAliasDeclaration':
    case 'TSInterfaceDeclaration':
      put(scopeOf(node.parent), node.id.name, { kind: 'type', node });
      return;
    default:
  }
  if (isFunction(node))
    node.params.forEach((param, index) => pattern(node.scope, param, { kind: 'parameter', fn: node, index, node }));
}

function importedName(specifier) {
  if (specifier.type === 'ImportSpecifier') return keyName(specifier.imported);
  return specifier.type === 'ImportDefaultSpecifier' ? 'default' : '*';
}

function pattern(scope, target, binding, path = []) {
  if (!target) return;
  if (target.type === 'TSParameterProperty')
    return pattern(scope, target.parameter, { ...binding, decorators: target.decorators }, path);
  if (target.type === 'AssignmentPattern')
    return pattern(scope, target.left, { ...binding, fallback: target.right }, path);
  if (target.type === 'ObjectPattern') {
    const annotation = target.typeAnnotation ?? binding.annotation;
    const inner = { ...binding, annotation, fallback: undefined, whole: binding.whole ?? binding.fallback };
    for (const property of target.properties) {
      if (property.type !== 'Property') continue;
      pattern(scope, property.value, inner, [...path, keyName(property.key, property.computed)]);
    }
  }
  if (target.type !== 'Identifier') return;
  const decorators = binding.decorators ?? target.decorators;
  put(scope, target.name, { ...binding, path, decorators, annotation: target.typeAnnotation ?? binding.annotation });
}

function put(scope, name, binding) {
  const known = scope.names.get(name);
  // A type and a value may share a name, and an overload comes before its body: the one that runs stands.
  if (known && (binding.kind === 'type' || binding.node.type === 'TSDeclareFunction')) return;
  const { assigned = [], members = new Map(), any = [] } = known ?? {};
  scope.names.set(name, { assigned, members, any, path: [], ...binding });
}

/**
 * What `this` stands for at a node: a class (and whether its static side), an object, or the function that is called
 * with `new`.
 */
export function ownerOf(node) {
  for (let at = node; at.parent; at = at.parent) {
    const { parent } = at;
    const isField = (parent.type === 'PropertyDefinition' || parent.type === 'AccessorProperty') && parent.value === at;
    if (isField || parent.type === 'StaticBlock') {
      const holder = parent.parent.parent;
      if (isClass(holder)) return { holder, isStatic: parent.static === true || parent.type === 'StaticBlock' };
    }
    if (at.type !== 'FunctionExpression' && at.type !== 'FunctionDeclaration') continue;
    if (parent.type === 'MethodDefinition') return { holder: parent.parent.parent, isStatic: parent.static };
    if (parent.type === 'Property' && parent.parent.type === 'ObjectExpression')
      return { holder: parent.parent, isStatic: true };
    return { holder: at, isStatic: false };
  }
  return null;
}

function assign({ left, right }, module) {
  if (left.type === 'Identifier') {
    lookup(left, left.name)?.assigned.push(right);
    if (left.name === 'exports') module.whole.push(right);
    return;
  }
  if (left.type !== 'MemberExpression') return;
  const name = keyName(left.property, left.computed);
  const { object } = left;
  if (object.type === 'ThisExpression') {
    const owner = ownerOf(object);
    if (owner && name) listIn((owner.holder.own ??= new Map()), name).push(right);
  } else if (object.type === 'Identifier') {
    if (object.name === 'module' && name === 'exports') module.whole.push(right);
    else if (object.name === 'exports' && name) listIn(module.named, name).push(right);
    const binding = lookup(object, object.name);
    if (binding && name !== null) listIn(binding.members, name).push(right);
    else binding?.any.push(right);
  } else if (isModuleExports(object) && name) listIn(module.named, name).push(right);
}

export function isModuleExports({ type, object, property }) {
  return (
    type === 'MemberExpression' &&
    object.type === 'Identifier' &&
    object.name === 'module' &&
    keyName(property) === 'exports'
  );
}

function listIn(map, name) {
  const known = map.get(name);
  if (known) return known;
  map.set(name, []);
  return map.get(name);
}

/** The file a node stands in. */
export function fileOf(node) {
  let scope = scopeOf(node);
  while (scope.parent) scope = scope.parent;
  return scope.node.file;
}
