import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { isClass, isFunction } from '../syntax/functions.js';
import { keyOf, specifierName } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { isInTry } from './in-try.js';
import { runsAtLoad } from './load-time.js';
import { importOf } from './require-call.js';
import type { ImportFact } from '../vocabulary/facts.js';

type ImportName = ImportFact['names'][number];
type Use = ImportName['used'];

/** Every import, require, dynamic import and re-export, with how each imported name is used. */
export function importsOf(file: FileAnalysis): ImportFact[] {
  return [...staticImports(file), ...reExports(file), ...calledImports(file)];
}

function staticImports(file: FileAnalysis): ImportFact[] {
  const declarations = file.nodes('ImportDeclaration').map((node): ImportFact => {
    const names = node.specifiers.map((specifier): ImportName => {
      const imported =
        specifier.type === 'ImportSpecifier'
          ? specifierName(specifier.imported)
          : specifier.type === 'ImportDefaultSpecifier'
            ? 'default'
            : '*';
      const typeOnly =
        node.importKind === 'type' || (specifier.type === 'ImportSpecifier' && specifier.importKind === 'type');
      return { local: specifier.local.name, imported, typeOnly, ...usesOf(file, specifier.local) };
    });
    return {
      specifier: node.source.value,
      at: node.range,
      kind: 'static',
      typeOnly: node.importKind === 'type' || (names.length > 0 && names.every((name) => name.typeOnly)),
      names,
    };
  });
  const equals = file.nodes('TSImportEqualsDeclaration').flatMap((node): ImportFact[] => {
    const reference = node.moduleReference;
    if (
      reference.type !== 'TSExternalModuleReference' ||
      reference.expression.type !== 'Literal' ||
      typeof reference.expression.value !== 'string'
    )
      return [];
    const typeOnly = node.importKind === 'type';
    return [
      {
        specifier: reference.expression.value,
        at: node.range,
        kind: 'require',
        typeOnly,
        names: [{ local: node.id.name, imported: '*', typeOnly, ...usesOf(file, node.id) }],
      },
    ];
  });
  return [...declarations, ...equals];
}

function reExports(file: FileAnalysis): ImportFact[] {
  const named = file.nodes('ExportNamedDeclaration').flatMap((node): ImportFact[] => {
    if (!node.source) return [];
    const names = node.specifiers.map((specifier): ImportName => {
      const imported = specifierName(specifier.local);
      return {
        local: specifierName(specifier.exported),
        imported,
        typeOnly: node.exportKind === 'type' || specifier.exportKind === 'type',
        used: 'value',
      };
    });
    return [
      {
        specifier: node.source.value,
        at: node.range,
        kind: 're-export',
        typeOnly: node.exportKind === 'type' || (names.length > 0 && names.every((name) => name.typeOnly)),
        names,
      },
    ];
  });
  const all = file.nodes('ExportAllDeclaration').map((node): ImportFact => {
    const typeOnly = node.exportKind === 'type';
    return {
      specifier: node.source.value,
      at: node.range,
      kind: 're-export',
      typeOnly,
      names: [{ local: node.exported ? specifierName(node.exported) : '*', imported: '*', typeOnly, used: 'value' }],
    };
  });
  return [...named, ...all];
}

function calledImports(file: FileAnalysis): ImportFact[] {
  return file.nodes('CallExpression', 'ImportExpression').flatMap((node): ImportFact[] => {
    const specifier = importOf(file, node);
    // An interop wrapper holds the real call, which is listed itself.
    if (specifier === null || (node.type === 'CallExpression' && node.arguments[0]?.type === 'CallExpression'))
      return [];
    return [
      {
        specifier,
        at: node.range,
        kind: node.type === 'ImportExpression' ? 'dynamic' : 'require',
        ...(node.type === 'CallExpression' && isDeferred(file, node) && { deferred: true as const }),
        ...(isInTry(node) && { optional: true as const }),
        typeOnly: false,
        names: namesBoundTo(file, node),
      },
    ];
  });
}

/** Inside a function that is not called where it stands. */
function isDeferred(file: FileAnalysis, node: Node): boolean {
  const fn = file.functionOf(node);
  if (!fn) return false;
  const { parent } = outer(fn);
  const isCalledAtOnce = parent?.type === 'CallExpression' && bare(parent.callee) === fn;
  return isCalledAtOnce ? isDeferred(file, parent) : true;
}

/**
 * Names a `require` or awaited `import()` is bound to; a bare one is used as a whole. What is read of the module is
 * read at once.
 */
function namesBoundTo(file: FileAnalysis, node: Node): ImportName[] {
  let whole = outer(node);
  while (whole.parent?.type === 'AwaitExpression') whole = outer(whole.parent);
  const { parent } = whole;
  if (parent?.type === 'VariableDeclarator' && parent.init === whole) {
    if (parent.id.type === 'Identifier')
      return [{ local: parent.id.name, imported: '*', typeOnly: false, ...usesOf(file, parent.id) }];
    if (parent.id.type === 'ObjectPattern') {
      return parent.id.properties.flatMap((property): ImportName[] => {
        const target =
          property.type === 'Property'
            ? property.value.type === 'AssignmentPattern'
              ? property.value.left
              : property.value
            : property.argument;
        const imported = property.type === 'Property' ? keyOf(property.key, property.computed) : '*';
        return target.type === 'Identifier' && imported !== null
          ? [{ local: target.name, imported, typeOnly: false, used: useOf(file, target), atLoad: true }]
          : [];
      });
    }
  }
  if (parent?.type === 'MemberExpression' && parent.object === whole) {
    const name = keyOf(parent.property, parent.computed);
    if (name !== null) return [{ local: '', imported: name, typeOnly: false, used: 'value', atLoad: true }];
  }
  return parent?.type === 'ExpressionStatement'
    ? []
    : [{ local: '', imported: '*', typeOnly: false, used: 'value', atLoad: true }];
}

/** How a local name is used, and whether one of its uses runs while the module is loaded. */
function usesOf(file: FileAnalysis, local: TSESTree.Identifier): Pick<ImportName, 'used' | 'atLoad'> {
  const used = useOf(file, local);
  if (used === 'none' || used === 'type') return { used };
  const uses: Node[] = file
    .nodes('JSXIdentifier')
    .filter((node) => node.name === local.name && node.parent.type !== 'JSXAttribute');
  for (const { identifier } of file.variableOf(local)?.references ?? []) {
    if (identifier.type === 'Identifier' && identifier.range[0] !== local.range[0] && useAt(identifier) !== 'type')
      uses.push(identifier);
  }
  return {
    used,
    ...(uses.some((use) => use.parent?.type !== 'ExportSpecifier' && isNeededAtLoad(file, use)) && {
      atLoad: true as const,
    }),
  };
}

function isNeededAtLoad(file: FileAnalysis, use: Node): boolean {
  let node = use;
  while (node.parent?.type === 'TSQualifiedName') node = node.parent;
  if (node.parent?.type !== 'TSTypeReference') return runsAtLoad(file, use);
  // What the container passes in is told by the type, where the class is made; a decorator at the parameter says it by
  // itself.
  let parameter: Node | undefined = node.parent;
  while (parameter?.parent && !isFunction(parameter.parent)) parameter = parameter.parent;
  const isSaid = parameter !== undefined && 'decorators' in parameter && (parameter.decorators?.length ?? 0) > 0;
  const owner = parameter?.parent?.parent?.parent?.parent;
  return !isSaid && owner !== undefined && runsAtLoad(file, owner);
}

/** The strongest use of a local name: a value anywhere makes it `value`. */
function useOf(file: FileAnalysis, local: TSESTree.Identifier): Use {
  const variable = file.variableOf(local);
  if (!variable) return 'none';
  // Scope managers disagree about references in JSX, so elements are found by name.
  if (file.nodes('JSXIdentifier').some((node) => node.name === local.name && node.parent.type !== 'JSXAttribute'))
    return 'value';
  let strongest: Use = 'none';
  for (const { identifier } of variable.references) {
    if (identifier.type !== 'Identifier') continue;
    // The declarator writes the name of a `require`; that is no use.
    if (identifier.range[0] === local.range[0]) continue;
    const use = useAt(identifier);
    if (use === 'value') return 'value';
    if (strongest === 'none' || use === 'construct') strongest = use;
  }
  return strongest;
}

function useAt(identifier: TSESTree.Identifier): Exclude<Use, 'none'> {
  let node: Node = identifier;
  while (node.parent?.type === 'TSQualifiedName') node = node.parent;
  const { parent } = node;
  if (!parent) return 'value';
  if (parent.type === 'TSTypeReference') return isInjected(parent) ? 'value' : 'type';
  if (parent.type === 'TSTypeQuery' || parent.type === 'TSClassImplements' || parent.type === 'TSInterfaceHeritage')
    return 'type';
  if (isTypeMember(parent) && parent.type === 'MemberExpression') return 'type';
  const whole = outer(node);
  const user = whole.parent;
  if (user?.type === 'NewExpression') return 'construct';
  if (user?.type === 'CallExpression' && user.callee !== whole) return 'construct';
  if (user?.type === 'ArrayExpression' || (user?.type === 'Property' && user.value === whole)) return 'construct';
  return 'value';
}

/** `implements a.B` and `extends a.B` of interfaces are member expressions in type position. */
function isTypeMember(node: Node): boolean {
  let current: Node = node;
  while (current.parent?.type === 'MemberExpression') current = current.parent;
  return current.parent?.type === 'TSClassImplements' || current.parent?.type === 'TSInterfaceHeritage';
}

/**
 * The type of a constructor parameter of a decorated class is what the container passes in: a dependency at run time.
 */
function isInjected(type: Node): boolean {
  let parameter: Node | undefined = type.parent;
  while (
    parameter &&
    (parameter.type === 'TSTypeAnnotation' || parameter.type === 'Identifier' || parameter.type === 'TSUnionType')
  )
    parameter = parameter.parent;
  const fn = parameter?.type === 'TSParameterProperty' ? parameter.parent : parameter;
  const method = fn?.parent;
  if (method?.type !== 'MethodDefinition' || method.kind !== 'constructor') return false;
  const owner = method.parent.parent;
  return isClass(owner) && (owner.decorators?.length ?? 0) > 0;
}
