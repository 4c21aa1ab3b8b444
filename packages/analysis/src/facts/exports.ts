import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../analysis.js';
import { isClass, isFunction } from '../syntax/functions.js';
import { memberName, specifierName } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { listOf } from './args.js';
import { isNothing } from './caller-evidence.js';
import { isRenamed } from './replaced-members.js';
import { refOf, typeName, typeRefOf } from './refs.js';
import type { Value } from '../flow/value.js';
import { textsHeld } from './texts.js';
import { storedValue } from './trim-value.js';
import type { ExportFact } from './types.js';

/** Everything the file gives to others, ES and CommonJS. */
export function exportsOf(file: FileAnalysis): ExportFact[] {
  const named = file.nodes('ExportNamedDeclaration').flatMap((node) => namedExports(file, node));
  const all = file.nodes('ExportAllDeclaration').map((node): ExportFact => ({
    name: node.exported ? specifierName(node.exported) : '*',
    at: node.range,
    typeOnly: node.exportKind === 'type',
    from: node.source.value,
    what: 're-export',
  }));
  const main = file.nodes('ExportDefaultDeclaration').map((node) => {
    const { declaration } = node;
    if (declaration.type === 'TSInterfaceDeclaration') return typeExport('default', node);
    return valueExport(file, 'default', node, declaration);
  });
  const assigned = file.nodes('TSExportAssignment').map((node) => valueExport(file, 'default', node, node.expression));
  return certain([...named, ...all, ...main, ...assigned, ...commonJsExports(file)]);
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
      return declaration.declarations.flatMap((declarator) => boundNames(declarator.id).map((name) => valueExport(file, name.name, name, name)));
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return declaration.id ? [valueExport(file, declaration.id.name, declaration.id, isRenamedHere(file, declaration.id) ? declaration.id : declaration)] : [];
    case 'TSEnumDeclaration':
      return [{ name: declaration.id.name, at: declaration.id.range, typeOnly: false, what: 'value' }];
    case 'TSModuleDeclaration':
      return declaration.id.type === 'Identifier' ? [{ name: declaration.id.name, at: declaration.id.range, typeOnly: false, what: 'value' }] : [];
    case 'TSTypeAliasDeclaration': {
      // `export type Db = Client`: another name for what it stands for.
      const target = declaration.typeAnnotation.type === 'TSTypeReference' ? typeRefOf(file, declaration.typeAnnotation) : null;
      return [{ ...typeExport(declaration.id.name, declaration.id), ...(target && { ref: target }) }];
    }
    case 'TSInterfaceDeclaration':
      return [typeExport(declaration.id.name, declaration.id)];
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

/** What is assigned in the end: `a = b = value`. */
function lastOf(node: Node): Node {
  const plain = bare(node);
  return plain.type === 'AssignmentExpression' ? lastOf(plain.right) : plain;
}

/** `module.exports = exports.default`: the same under another name. */
function isOwnExport(file: FileAnalysis, node: Node): boolean {
  return node.type === 'MemberExpression' && commonJsName(file, node) !== null;
}

/** What is exported several times under one name, or also stands in the object that is exported as a whole, is none of them for certain. */
function certain(exports: readonly ExportFact[]): ExportFact[] {
  const values = exports.filter((fact) => !fact.typeOnly && fact.from === undefined);
  const whole = values.filter((fact) => fact.name === 'default').flatMap(({ ref }) => (ref?.kind === 'object' ? [ref.members] : []));
  return exports.map((fact) => {
    const { ref, type: _type, list: _list, ...rest } = fact;
    if (fact.typeOnly || fact.from !== undefined) return fact;
    const others = [...values.filter((other) => other !== fact && other.name === fact.name).map((other) => other.ref), ...(fact.name === 'default' ? [] : whole.flatMap((members) => members[fact.name] ?? []))];
    return others.every((other) => JSON.stringify(other) === JSON.stringify(ref)) ? fact : { ...rest, what: 'value' as const };
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
  const name = memberName(target);
  const owner = bare(target.object);
  if (owner.type === 'Identifier' && owner.name === 'exports' && file.variableOf(owner) === null) return name;
  return owner.type === 'MemberExpression' && isModuleExports(file, owner) ? name : null;
}

function isModuleExports(file: FileAnalysis, node: TSESTree.MemberExpression): boolean {
  return node.object.type === 'Identifier' && node.object.name === 'module' && memberName(node) === 'exports' && file.variableOf(node.object) === null;
}

function valueExport(file: FileAnalysis, name: string, at: Node, value: Node): ExportFact {
  const plain = unwrap(value);
  const ref = refOf(file, plain);
  const type = isFunction(plain) || isClass(plain) ? null : file.typeOf(plain);
  const list = ref.kind === 'unknown' && (plain.type === 'Identifier' || plain.type === 'ArrayExpression') ? listOf(file, plain) : null;
  const held = isFunction(plain) || isClass(plain) || type ? null : constantOf(file, plain);
  const texts = isFunction(plain) || type ? [] : textsHeld(file, plain);
  return {
    name,
    at: at.range,
    typeOnly: false,
    ...(ref.kind !== 'unknown' && { ref }),
    ...(list && { list }),
    ...(type && { type: typeName(type) }),
    ...(held && { value: held }),
    ...(texts.length > 0 && { texts }),
    what: ref.kind === 'function' && !ref.path?.length ? 'function' : ref.kind === 'class' && ref.path.length === 0 ? 'class' : 'value',
  };
}

/** Constants and settings other files may read. */
function constantOf(file: FileAnalysis, node: Node): Value | null {
  const value = file.valueOf(node);
  if (value.shapes.length === 1 && value.shapes[0] === 'fn') return null;
  return value.taint === 'safe' || value.properties ? storedValue(value) : null;
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
      return pattern.properties.flatMap((property) => boundNames(property.type === 'Property' ? property.value : property.argument));
    default:
      return [];
  }
}
