import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { SymbolRef, TypeRef } from '../vocabulary/symbol-refs.js';
import { bindingOf } from '../symbols/binding.js';
import { isNothing, writtenMember } from '../symbols/written-members.js';
import { isFunction, returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { classNameOf, classOfThis } from './class-names.js';
import { mergedRef, objectRef } from './object-refs.js';
import { isRenamed, isReplaced, isReplacedOfThis } from './replaced-members.js';
import { folderOf, importOf } from './require-call.js';
import { symbolPart, typeName } from './symbol-part.js';
import { baseRefs, readTypeRef } from './type-refs.js';
import { entityNames } from '../domain/queries/table-param.js';
import { memberOfRef, unknownRef } from './ref-members.js';
import type { Ref } from '../vocabulary/references.js';

const MAX_DEPTH = 64;
const known = new WeakMap<FileAnalysis, Map<Node, Ref>>();

/**
 * What an expression refers to, as far as this file can tell. A library member wins over the way it was reached;
 * `unknown` is an answer, never a guess. `await` and casts are looked through.
 */
export function refOf(file: FileAnalysis, node: Node): Ref {
  return resolve(file, node, 0);
}

/**
 * Like `refOf`, but by the way the value was reached (`param`, `import`, `member`): two values of one type stay two.
 */
export function identityOf(file: FileAnalysis, node: Node): Ref {
  const plain = unwrap(itself(file, node, 0));
  const structural = structuralRef(file, plain, 0);
  return structural.kind === 'param' || structural.kind === 'member' || structural.kind === 'import'
    ? structural
    : refOf(file, plain);
}

/**
 * Like `refOf`, but a router that is a field of this class or a parameter stays that: a subclass has its own, and
 * callers bring theirs.
 */
export function handedRefOf(file: FileAnalysis, given: Node): Ref {
  const node = itself(file, given, 0);
  const ref = refOf(file, node);
  if (ref.kind !== 'library' || ref.type === undefined || ref.path?.length || !isRouter(file.typeOf(node))) return ref;
  const identity = identityOf(file, node);
  const isOpen =
    (identity.kind === 'member' && identity.path.length === 1) ||
    (identity.kind === 'param' && ref.origin === undefined);
  return isOpen ? identity : ref;
}

/** `const typed = app.withTypeProvider()`: what hands itself on is still the same. */
function itself(file: FileAnalysis, node: Node, depth: number): Node {
  const plain = unwrap(node);
  if (depth > MAX_DEPTH) return plain;
  const value = plain.type === 'Identifier' ? valueBehind(file, plain) : null;
  const made = value?.path.length === 0 ? unwrap(value.init) : plain;
  const callee =
    made.type === 'CallExpression' && file.libraryCall(made)?.call.returns === 'this' ? bare(made.callee) : null;
  return callee?.type === 'MemberExpression' ? itself(file, callee.object, depth + 1) : plain;
}

/** Routes are registered on values of this type. */
function isRouter(type: TypeRef | null): boolean {
  return (
    type?.model.family === 'http' &&
    [type.type, type.model.types?.[type.type.extends ?? '']].some((owner) =>
      Object.values(owner?.members ?? {}).some((member) => member.call?.mount),
    )
  );
}

function resolve(file: FileAnalysis, node: Node, depth: number): Ref {
  const plain = unwrap(node);
  let memo = known.get(file);
  if (!memo) known.set(file, (memo = new Map<Node, Ref>()));
  const before = memo.get(plain);
  if (before) return before;
  if (depth > MAX_DEPTH) return unknownRef('');
  // A value that is defined through itself is unknown rather than endless.
  memo.set(plain, unknownRef(''));
  const ref = libraryRef(file, plain, depth) ?? structuralRef(file, plain, depth);
  if (depth === 0 || ref.kind !== 'unknown') memo.set(plain, ref);
  else memo.delete(plain);
  return ref;
}

function libraryRef(file: FileAnalysis, node: Node, depth: number): Ref | null {
  if (
    isFunction(node) ||
    node.type === 'ObjectExpression' ||
    node.type === 'Literal' ||
    node.type === 'TemplateLiteral'
  )
    return null;
  // What a class of this file adds or overrides is its own, whatever library class it extends.
  if (node.type === 'MemberExpression' && file.localFunctionOf(node)) return null;
  const symbol = file.symbolOf(node);
  const type = file.typeOf(node);
  if (type && !symbol && isInstanceOfOwn(structuralRef(file, node, depth))) return null;
  // `const guard: RequestHandler = (req, res, next) => ...`: its type says less than it does.
  if (type && node.type === 'Identifier' && isWrittenFunction(file, node)) return null;
  const rung = symbol?.rung ?? type?.rung;
  if (rung === undefined) return null;
  const found = { ...symbolPart(symbol, type), ...(type && { type: typeName(type) }) };
  const origin = type ? originOf(file, node, 0) : null;
  const library: Ref = { kind: 'library', ...found, ...(origin !== null && { origin }) };
  if (rung <= 3) return library;
  // A conventional name is weaker than what linking may learn from the project file it comes from.
  const structural = structuralRef(file, node, depth);
  if (structural.kind === 'import') return { ...structural, conventional: found.symbol };
  if (structural.kind === 'param' && !isHttp(symbol, type))
    return { ...library, handed: { fn: structural.fn, index: structural.index, path: structural.path } };
  return structural.kind === 'unknown' || structural.kind === 'param' ? library : structural;
}

function isWrittenFunction(file: FileAnalysis, node: TSESTree.Identifier): boolean {
  const value = valueBehind(file, node);
  return value !== null && value.path.length === 0 && isFunction(bare(value.init));
}

/** Handlers are known by the names of two parameters side by side, and by nothing their callers say. */
function isHttp(symbol: SymbolRef | null, type: TypeRef | null): boolean {
  return (symbol ?? type)?.model.family === 'http';
}

function isInstanceOfOwn(ref: Ref): boolean {
  return ref.kind === 'result' && ref.path.length === 0 && ref.of.kind === 'class';
}

/**
 * Start of the call or construction that made a value, followed through constants; null when it came from elsewhere.
 */
function originOf(file: FileAnalysis, node: Node, depth: number): number | null {
  const plain = unwrap(node);
  if (depth > MAX_DEPTH) return null;
  if (plain.type === 'NewExpression') return plain.range[0];
  if (plain.type === 'CallExpression') {
    const callee = bare(plain.callee);
    // `router.get(...).post(...)` is still the first router.
    if (file.libraryCall(plain)?.call.returns === 'this' && callee.type === 'MemberExpression')
      return originOf(file, callee.object, depth + 1);
    return madeInside(file, callee, depth) ?? plain.range[0];
  }
  if (plain.type === 'AssignmentExpression') return originOf(file, plain.right, depth + 1);
  if (plain.type === 'LogicalExpression') return originOf(file, plain.right, depth + 1);
  if (plain.type !== 'Identifier') return null;
  const value = valueBehind(file, plain);
  return value && value.path.length === 0 ? originOf(file, value.init, depth + 1) : null;
}

/** A factory of this file hands out what it makes: where that is made, for every call alike. */
function madeInside(file: FileAnalysis, callee: Node, depth: number): number | null {
  const factory = file.localFunctionOf(callee);
  const [returned, ...others] = factory ? returnedExpressions(factory) : [];
  return returned && others.length === 0 ? originOf(file, returned, depth + 1) : null;
}

/** The only expression a variable ever holds, with the key path of a destructuring. */
export function valueBehind(
  file: FileAnalysis,
  node: TSESTree.Identifier,
): { init: TSESTree.Expression; path: readonly string[] } | null {
  const variable = file.variableOf(node);
  const binding = variable && bindingOf(variable);
  if (!variable || binding?.kind !== 'value') return null;
  const writes = variable.references.flatMap((reference) =>
    reference.isWrite() && reference.writeExpr && !reference.init ? [reference.writeExpr as TSESTree.Expression] : [],
  );
  const empty = binding.init === null || isNothing(binding.init);
  if (!empty && writes.length === 0 && binding.init) return { init: binding.init, path: binding.path };
  return empty && writes.length === 1 && writes[0] && binding.path.length === 0 ? { init: writes[0], path: [] } : null;
}

function structuralRef(file: FileAnalysis, node: Node, depth: number): Ref {
  if (depth > MAX_DEPTH) return unknownRef('');
  switch (node.type) {
    case 'Identifier':
      return identifierRef(file, node, depth);
    case 'MemberExpression': {
      const name = memberName(node);
      if (name === null) return unknownRef(nameText(file, node));
      if (node.object.type === 'Super') {
        const owner = classOfThis(node);
        return owner?.kind === 'class'
          ? { kind: 'member', className: owner.name, path: ['super', name] }
          : unknownRef(`super.${name}`);
      }
      const owner = bare(node.object);
      const variable = owner.type === 'Identifier' ? file.variableOf(owner) : null;
      const put = variable && writtenMember(variable, name);
      if (put) return resolve(file, put, depth + 1);
      if (variable && isReplaced(file, variable, name)) return unknownRef(nameText(file, node));
      // What its library does not have is the class's own, whatever it extends.
      if (owner.type === 'ThisExpression' && isReplacedOfThis(file, owner, name))
        return unknownRef(nameText(file, node));
      if (owner.type === 'ThisExpression') return memberOfRef(structuralRef(file, owner, depth + 1), name);
      return memberOfRef(resolve(file, node.object, depth + 1), name);
    }
    case 'ThisExpression': {
      const owner = classOfThis(node);
      if (owner?.kind === 'class')
        return owner.static
          ? { kind: 'class', className: owner.name, path: [], own: true }
          : { kind: 'member', className: owner.name, path: [] };
      return owner?.kind === 'object' ? resolve(file, owner.node, depth + 1) : unknownRef('this');
    }
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'FunctionDeclaration':
      return { kind: 'function', fn: node.range[0] };
    case 'ClassExpression':
    case 'ClassDeclaration':
      return { kind: 'class', className: classNameOf(node), path: [] };
    case 'ImportExpression':
    case 'CallExpression':
    case 'NewExpression':
      return callRef(file, node, depth);
    case 'ObjectExpression':
      return objectRef(file, node, (inner) => resolve(file, inner, depth + 1));
    case 'AssignmentExpression':
      return node.operator === '=' || node.operator === '??=' || node.operator === '||='
        ? resolve(file, node.right, depth + 1)
        : unknownRef('');
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return choiceRef(file, node, depth);
    default:
      return unknownRef(nameText(file, node));
  }
}

export function identifierRef(file: FileAnalysis, node: TSESTree.Identifier, depth: number): Ref {
  const variable = file.variableOf(node);
  if (!variable) return unknownRef(node.name);
  const binding = bindingOf(variable);
  switch (binding.kind) {
    case 'import':
      return { kind: 'import', specifier: binding.specifier, name: binding.name, path: [] };
    case 'function':
      return isRenamed(variable) ? unknownRef(node.name) : { kind: 'function', fn: binding.fn.range[0] };
    case 'class':
      return { kind: 'class', className: classNameOf(binding.node), path: [] };
    case 'param':
      if (binding.rest || binding.path.includes('*')) return unknownRef(node.name);
      return { kind: 'param', fn: binding.fn.range[0], index: binding.index, path: binding.path };
    case 'value': {
      const value = valueBehind(file, node);
      if (value && !value.path.includes('*')) {
        const ref = value.path.reduce(
          (current, name) => memberOfRef(current, name),
          resolve(file, value.init, depth + 1),
        );
        if (ref.kind !== 'unknown') return ref;
      }
      const type = binding.path.length === 0 && binding.annotation ? typeRefOf(file, binding.annotation) : null;
      return type ? { kind: 'result', of: type, path: [] } : unknownRef(node.name);
    }
    default:
      return unknownRef(node.name);
  }
}

function callRef(
  file: FileAnalysis,
  node: TSESTree.CallExpression | TSESTree.NewExpression | TSESTree.ImportExpression,
  depth: number,
): Ref {
  const specifier = importOf(file, node);
  if (specifier !== null) return { kind: 'import', specifier, name: '*', path: [] };
  const folder = folderOf(file, node);
  if (folder !== null) return { kind: 'import', specifier: folder, name: '*', path: [] };
  if (node.type === 'ImportExpression') return unknownRef('import()');
  const callee = unwrap(node.callee);
  // A bound function is the function; whatever has other members is none.
  if (
    node.type === 'CallExpression' &&
    callee.type === 'MemberExpression' &&
    memberName(callee) === 'bind' &&
    !isReadOf(node)
  )
    return resolve(file, callee.object, depth + 1);
  // `Object.assign({}, first, second)` is an object that is written in one go.
  if (node.type === 'CallExpression' && isAssign(file, callee))
    return mergedRef(
      node.arguments.map((argument) =>
        argument.type === 'SpreadElement' ? unknownRef('...') : resolve(file, argument, depth + 1),
      ),
    );
  const handedBack = node.type === 'CallExpression' ? returnedArgument(file, node) : null;
  if (handedBack) return resolve(file, handedBack, depth + 1);
  const asked = node.type === 'CallExpression' ? classAskedFor(file, node) : null;
  const of = resolve(file, asked ?? callee, depth + 1);
  if (of.kind === 'unknown') return unknownRef(`${of.text}()`);
  return { kind: 'result', of, path: [], at: node.range, ...namesOf(file, node), ...givenTo(file, node) };
}

/** A member is read of it that functions do not have. */
function isReadOf(node: Node): boolean {
  const { parent } = node;
  return (
    parent?.type === 'MemberExpression' &&
    parent.object === node &&
    !/^(?:call|apply|bind|name|length)$/.test(memberName(parent) ?? 'call')
  );
}

/** A library that hands back the function it is given, kept or slowed down: `once(make)`. */
function returnedArgument(file: FileAnalysis, node: TSESTree.CallExpression): Node | null {
  const returns = file.libraryCall(node)?.call.returns;
  const argument = returns?.startsWith('argument:')
    ? node.arguments[Number(returns.slice('argument:'.length))]
    : undefined;
  return argument && file.localFunctionOf(argument) ? argument : null;
}

/** The class whose instance a container gives: `app.get(UsersService)`. */
function classAskedFor(file: FileAnalysis, node: TSESTree.CallExpression): Node | null {
  const returns = file.libraryCall(node)?.call.returns;
  const argument = returns?.startsWith('instance:')
    ? node.arguments[Number(returns.slice('instance:'.length))]
    : undefined;
  return argument?.type === 'Identifier' ? argument : null;
}

/** `Object.assign`, the global one. */
export function isAssign(file: FileAnalysis, callee: Node): boolean {
  return (
    callee.type === 'MemberExpression' &&
    memberName(callee) === 'assign' &&
    callee.object.type === 'Identifier' &&
    callee.object.name === 'Object' &&
    file.variableOf(callee.object) === null
  );
}

/** A function that is handed in to make something stands among the first. */
const MAX_GIVEN = 4;

/**
 * Functions of this file among the arguments: what a memoising helper hands back is what they make. And whole modules,
 * each function of which may be wrapped.
 */
function givenTo(
  file: FileAnalysis,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
): Pick<Extract<Ref, { kind: 'result' }>, 'given' | 'modules'> {
  const written = node.arguments.slice(0, MAX_GIVEN).flatMap((argument, index): [number, number][] => {
    const plain = unwrap(argument);
    const fn = isFunction(plain) ? plain : plain.type === 'Identifier' ? file.localFunctionOf(plain) : null;
    return fn ? [[index, fn.range[0]]] : [];
  });
  const modules = node.arguments.slice(0, MAX_GIVEN).flatMap((argument, index): [number, Ref][] => {
    const plain = unwrap(argument);
    const ref = plain.type === 'Identifier' ? identifierRef(file, plain, MAX_DEPTH - 1) : null;
    return ref?.kind === 'import' && ref.name === '*' && ref.path.length === 0 ? [[index, ref]] : [];
  });
  return {
    ...(written.length > 0 && { given: Object.fromEntries(written) }),
    ...(modules.length > 0 && { modules: Object.fromEntries(modules) }),
  };
}

/** Only where one is given: most calls name no table. */
function namesOf(
  file: FileAnalysis,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
): { readonly names?: readonly (string | null)[] } {
  const names = node.type === 'CallExpression' ? entityNames(file, node.arguments) : [];
  return names.some((name) => name !== null) ? { names } : {};
}

function choiceRef(
  file: FileAnalysis,
  node: TSESTree.LogicalExpression | TSESTree.ConditionalExpression,
  depth: number,
): Ref {
  if (node.type === 'LogicalExpression' && node.operator === '&&') return resolve(file, node.right, depth + 1);
  const first = resolve(file, node.type === 'LogicalExpression' ? node.left : node.consequent, depth + 1);
  const second = resolve(file, node.type === 'LogicalExpression' ? node.right : node.alternate, depth + 1);
  if (first.kind === 'unknown') return second;
  // `load() || {}`: what is not there holds nothing.
  if (second.kind === 'object' && !second.rest && !second.any && Object.keys(second.members).length === 0) return first;
  if (second.kind === 'unknown' || JSON.stringify(first) === JSON.stringify(second)) return first;
  return unknownRef('');
}

/** Short text for an expression nobody could resolve: a dotted name when it is one. */
function nameText(file: FileAnalysis, node: Node): string {
  const constant = textOf(node);
  if (constant !== null) return '';
  const text = file.text.slice(node.range[0], Math.min(node.range[1], node.range[0] + 60));
  return /^[\w$.?!#()[\]'"]+$/.test(text) ? text.replace(/[?!]/g, '') : '';
}

/** The class, interface or library type an annotation names, as `readTypeRef` tells it. */
export function typeRefOf(file: FileAnalysis, type: TSESTree.TypeNode): Ref | null {
  return readTypeRef(readingOf(file), type);
}

/** What an interface extends, as far as it is known. */
export function baseRefsOf(file: FileAnalysis, declaration: TSESTree.TSInterfaceDeclaration): readonly Ref[] {
  return baseRefs(readingOf(file), declaration);
}

function readingOf(file: FileAnalysis): Parameters<typeof readTypeRef>[0] {
  return { file, nameRef: (name) => identifierRef(file, name, 0), refOf: (node) => refOf(file, node) };
}
