import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { bindingOf } from '../symbols/binding.js';
import { isClass, isFunction, returnedExpressions } from '../syntax/functions.js';
import { keyOf, memberName, propertyOf, specifierName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { builderBehind } from '../domain/calls/builder-steps.js';
import { argOf, listOf } from './args.js';
import { isNothing } from '../domain/access/written-values.js';
import { isFilled, isRenamed } from './replaced-members.js';
import { isAssign, refOf, baseRefsOf, typeRefOf } from './refs.js';
import { typeName } from './symbol-part.js';
import type { Value } from '../vocabulary/value.js';
import { admittedFact } from './schemas.js';
import { heldScreens } from './screens.js';
import { textsHeld } from './texts.js';
import { storedValue } from './trim-value.js';
import type { ExportFact } from '../vocabulary/facts.js';
import { withPlace } from './placed-exports.js';
import type { Ref } from '../vocabulary/references.js';

/** Values of one name that are kept; what is given more often is as good as unknown. */
const MAX_CHOICES = 4;

/** Everything the file gives to others, ES and CommonJS. */
export function exportsOf(file: FileAnalysis): ExportFact[] {
  const named = file
    .nodes('ExportNamedDeclaration')
    .flatMap((node) => (node.parent.type === 'TSModuleBlock' ? [] : namedExports(file, node)));
  const all = file
    .nodes('ExportAllDeclaration')
    .map((node): ExportFact => ({
      name: node.exported ? specifierName(node.exported) : '*',
      at: node.range,
      typeOnly: node.exportKind === 'type',
      from: node.source.value,
      what: 're-export',
    }));
  const main = file.nodes('ExportDefaultDeclaration').map((node) => {
    const { declaration } = node;
    if (declaration.type === 'TSInterfaceDeclaration') return interfaceExport(file, 'default', node, declaration);
    return valueExport(file, 'default', node, declaration);
  });
  const assigned = file.nodes('TSExportAssignment').map((node) => valueExport(file, 'default', node, node.expression));
  const found = certain([...named, ...all, ...main, ...assigned, ...commonJsExports(file), ...callExports(file)]);
  return file.entries.points.length === 0 ? found : found.map((fact) => withPlace(file, fact));
}

function namedExports(file: FileAnalysis, node: TSESTree.ExportNamedDeclaration): ExportFact[] {
  const { source } = node;
  if (source) {
    return node.specifiers.map((specifier) => ({
      name: specifierName(specifier.exported),
      at: specifier.range,
      typeOnly: node.exportKind === 'type' || specifier.exportKind === 'type',
      ref: { kind: 'import', specifier: source.value, name: specifierName(specifier.local), path: [] },
      from: source.value,
      what: 're-export',
    }));
  }
  const { declaration } = node;
  if (!declaration) {
    return node.specifiers.map((specifier) => {
      const name = specifierName(specifier.exported);
      const typeOnly = node.exportKind === 'type' || specifier.exportKind === 'type';
      return typeOnly ? typeExport(name, specifier) : valueExport(file, name, specifier, specifier.local);
    });
  }
  switch (declaration.type) {
    case 'VariableDeclaration':
      return declaration.declarations.flatMap((declarator) =>
        boundNames(declarator.id).map((name) => valueExport(file, name.name, name, name)),
      );
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return declaration.id
        ? [
            valueExport(
              file,
              declaration.id.name,
              declaration.id,
              isRenamedHere(file, declaration.id) ? declaration.id : declaration,
            ),
          ]
        : [];
    case 'TSEnumDeclaration':
      return [valueExport(file, declaration.id.name, declaration.id, declaration.id)];
    case 'TSModuleDeclaration':
      return declaration.id.type === 'Identifier'
        ? [
            {
              name: declaration.id.name,
              at: declaration.id.range,
              typeOnly: false,
              ...namespaceRef(file, declaration),
              what: 'value',
            },
          ]
        : [];
    case 'TSTypeAliasDeclaration': {
      // `export type Db = Client`: another name for what it stands for.
      const { type } = declaration.typeAnnotation;
      const target = /^TS(?:TypeReference|TypeQuery|UnionType|IntersectionType|FunctionType)$/.test(type)
        ? typeRefOf(file, declaration.typeAnnotation)
        : null;
      return [{ ...typeExport(declaration.id.name, declaration.id), ...(target && { ref: target }) }];
    }
    case 'TSInterfaceDeclaration':
      return [interfaceExport(file, declaration.id.name, declaration.id, declaration)];
    default:
      return [];
  }
}

function commonJsExports(file: FileAnalysis): ExportFact[] {
  return file.nodes('AssignmentExpression').flatMap((node): ExportFact[] => {
    if (node.operator !== '=') return [];
    const name = commonJsName(file, node.left);
    if (name === null) return [];
    // `module.exports = exports = x`
    const right = unwrap(node.right);
    if (isNothing(lastOf(right)) || isOwnExport(file, lastOf(right))) return [];
    return [valueExport(file, name, node.left, right)];
  });
}

/** `Object.assign(exports, ...)`, and what compilers write for `export *` and for live bindings. */
function callExports(file: FileAnalysis): ExportFact[] {
  return file.nodes('CallExpression').flatMap((node): ExportFact[] => {
    const callee = bare(node.callee);
    const [first, second, third] = node.arguments;
    if (callee.type === 'Identifier' && callee.name === '__exportStar' && first)
      return [{ name: '*', at: node.range, typeOnly: false, ref: refOf(file, first), what: 're-export' }];
    if (callee.type !== 'MemberExpression' || !first || !isExports(file, first, 0)) return [];
    if (isAssign(file, callee)) return node.arguments.slice(1).flatMap((given) => assignedExports(file, given));
    const name = second && textOf(second);
    const getter = third?.type === 'ObjectExpression' ? propertyOf(third, 'get') : null;
    const read = getter && getter !== 'unknown' && isFunction(getter.value) ? returnedExpressions(getter.value) : [];
    return name && memberName(callee) === 'defineProperty' && read.length === 1 && read[0]
      ? [valueExport(file, name, node, read[0])]
      : [];
  });
}

function assignedExports(file: FileAnalysis, given: Node): ExportFact[] {
  const plain = bare(given);
  if (plain.type !== 'ObjectExpression')
    return [{ name: '*', at: given.range, typeOnly: false, ref: refOf(file, given), what: 're-export' }];
  return plain.properties.flatMap((entry): ExportFact[] => {
    if (entry.type === 'SpreadElement') return assignedExports(file, entry.argument);
    const name = keyOf(entry.key, entry.computed);
    return name === null ? [] : [valueExport(file, name, entry.key, entry.value)];
  });
}

/** `export namespace Db { export const pool = ... }` */
function namespaceRef(file: FileAnalysis, { body }: TSESTree.TSModuleDeclaration): Pick<ExportFact, 'ref'> {
  const inner =
    body?.type === 'TSModuleBlock'
      ? body.body.flatMap((statement) =>
          statement.type === 'ExportNamedDeclaration' ? namedExports(file, statement) : [],
        )
      : [];
  const members = Object.fromEntries(
    inner.flatMap(({ name, typeOnly, ref }) => (ref && !typeOnly ? [[name, ref]] : [])),
  );
  return Object.keys(members).length > 0 ? { ref: { kind: 'object', members } } : {};
}

/** What is assigned in the end: `a = b = value`. */
function lastOf(node: Node): Node {
  const plain = bare(node);
  return plain.type === 'AssignmentExpression' ? lastOf(plain.right) : plain;
}

/** `module.exports = exports.default`: the same under another name. */
function isOwnExport(file: FileAnalysis, node: Node): boolean {
  return node.type === 'MemberExpression' && commonJsName(file, node) !== null;
}

/**
 * What is exported several times under one name, or also stands in the object that is exported as a whole, is none of
 * them for certain, though all may be of one type.
 */
function certain(exports: readonly ExportFact[]): ExportFact[] {
  const values = exports.filter((fact) => !fact.typeOnly && fact.from === undefined);
  const whole = values
    .filter((fact) => fact.name === 'default')
    .flatMap(({ ref }) => (ref?.kind === 'object' ? [ref.members] : []));
  return exports.map((fact) => {
    const { ref, type, list: _list, ...rest } = fact;
    if (fact.typeOnly || fact.from !== undefined) return fact;
    const again = values.filter((other) => other !== fact && other.name === fact.name);
    const inWhole = fact.name === 'default' ? [] : whole.flatMap((members) => members[fact.name] ?? []);
    if (
      [...again.map((other) => other.ref), ...inWhole].every((other) => JSON.stringify(other) === JSON.stringify(ref))
    )
      return fact;
    const isOfOneType = type !== undefined && inWhole.length === 0 && again.every((other) => other.type === type);
    const refs = [fact, ...again].flatMap((one) => one.ref ?? []);
    const isAnyOf = inWhole.length === 0 && refs.length === again.length + 1 && refs.length <= MAX_CHOICES;
    return { ...rest, ...(isOfOneType && { type }), ...(isAnyOf && { refs }), what: 'value' as const };
  });
}

function isRenamedHere(file: FileAnalysis, name: TSESTree.Identifier): boolean {
  const variable = file.variableOf(name);
  return variable !== null && isRenamed(variable);
}

/** `default` for `module.exports`, `a` for `exports.a` and `module.exports.a`; null for anything else. */
function commonJsName(file: FileAnalysis, left: Node): string | null {
  const target = bare(left);
  if (target.type !== 'MemberExpression') return null;
  if (isModuleExports(file, target)) return 'default';
  return isExports(file, target.object, 0) ? memberName(target) : null;
}

/** `exports`, `module.exports`, and a name for them: `const self = module.exports`. */
function isExports(file: FileAnalysis, node: Node, hops: number): boolean {
  const plain = bare(node);
  if (plain.type === 'MemberExpression') return isModuleExports(file, plain);
  if (plain.type === 'AssignmentExpression')
    return isExports(file, plain.left, hops) || isExports(file, plain.right, hops);
  if (plain.type !== 'Identifier') return false;
  const variable = file.variableOf(plain);
  if (variable === null) return plain.name === 'exports';
  const binding = bindingOf(variable);
  return (
    binding.kind === 'value' &&
    binding.init !== null &&
    binding.path.length === 0 &&
    hops < 2 &&
    !isRenamed(variable) &&
    isExports(file, binding.init, hops + 1)
  );
}

function isModuleExports(file: FileAnalysis, node: TSESTree.MemberExpression): boolean {
  return (
    node.object.type === 'Identifier' &&
    node.object.name === 'module' &&
    memberName(node) === 'exports' &&
    file.variableOf(node.object) === null
  );
}

function valueExport(file: FileAnalysis, name: string, at: Node, value: Node): ExportFact {
  const plain = unwrap(value);
  const ref = refOf(file, plain);
  const type = isFunction(plain) || isClass(plain) ? null : file.typeOf(plain);
  const refs = ref.kind === 'unknown' && plain.type === 'ConditionalExpression' ? choicesOf(file, plain) : [];
  const list =
    ref.kind === 'unknown' && (plain.type === 'Identifier' || plain.type === 'ArrayExpression')
      ? listOf(file, plain)
      : null;
  const builder = isFunction(plain) || isClass(plain) ? null : builderBehind(file, plain, argOf);
  const held = isFunction(plain) || isClass(plain) || type ? null : constantOf(file, plain);
  const texts = isFunction(plain) || type ? [] : textsHeld(file, plain);
  const admits = admittedFact(file, plain);
  const screens = heldScreens(file, plain);
  return {
    name,
    at: at.range,
    typeOnly: false,
    ...(ref.kind !== 'unknown' && { ref }),
    ...(refs.length > 0 && { refs }),
    ...(list && { list }),
    ...(builder && { builder }),
    ...(type && { type: typeName(type) }),
    ...(held && { value: held }),
    ...(admits && { admits }),
    ...(screens.length > 0 && { screens }),
    ...(texts.length > 0 && { texts }),
    what:
      ref.kind === 'function' && !ref.path?.length
        ? 'function'
        : ref.kind === 'class' && ref.path.length === 0
          ? 'class'
          : 'value',
  };
}

/** `isEnabled ? resolvers : {}`: all that it may be. */
function choicesOf(file: FileAnalysis, node: TSESTree.ConditionalExpression): readonly Ref[] {
  const refs = [node.consequent, node.alternate].map((choice) => refOf(file, choice));
  return refs.every(({ kind }) => kind !== 'unknown') ? refs : [];
}

/** Constants and settings other files may read; what a list holds that is filled later is not known. */
function constantOf(file: FileAnalysis, node: Node): Value | null {
  const { elements, ...value } = file.valueOf(node);
  if (value.shapes.length === 1 && value.shapes[0] === 'fn') return null;
  const variable = node.type === 'Identifier' ? file.variableOf(node) : null;
  const isWhole = elements && !(variable && isFilled(file, variable));
  return value.taint === 'safe' || value.properties ? storedValue({ ...value, ...(isWhole && { elements }) }) : null;
}

function interfaceExport(
  file: FileAnalysis,
  name: string,
  at: Node,
  declaration: TSESTree.TSInterfaceDeclaration,
): ExportFact {
  const bases = baseRefsOf(file, declaration);
  return { ...typeExport(name, at), ...(bases.length > 0 && { extends: bases }) };
}

function typeExport(name: string, at: Node): ExportFact {
  return { name, at: at.range, typeOnly: true, what: 'type' };
}

function boundNames(pattern: Node): TSESTree.Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'Property' ? property.value : property.argument),
      );
    default:
      return [];
  }
}
