import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis } from '../../vocabulary/analysis.js';
import { bindingOf } from '../../symbols/binding.js';

/** Objects of the language and its platform that nobody can call. */
const OBJECTS = new Set([
  'Array', 'ArrayBuffer', 'Blob', 'Buffer', 'DataView', 'Date', 'Error', 'Map', 'Promise', 'ReadonlyArray',
  'ReadonlyMap', 'ReadonlySet', 'RegExp', 'Set', 'URL', 'Uint8Array',
]);

const PLAIN = new Set([
  'TSStringKeyword', 'TSNumberKeyword', 'TSBooleanKeyword', 'TSBigIntKeyword', 'TSNullKeyword', 'TSUndefinedKeyword',
  'TSVoidKeyword', 'TSSymbolKeyword', 'TSArrayType', 'TSTupleType', 'TSLiteralType', 'TSTemplateLiteralType',
]);

/** Whatever has this type cannot be called; false where the type does not tell. */
export function isNoFunctionType(file: FileAnalysis, type: TSESTree.TypeNode | null | undefined, hops = 0): boolean {
  if (!type || hops > 4) return false;
  if (PLAIN.has(type.type)) return true;
  switch (type.type) {
    case 'TSUnionType':
      return type.types.every((part) => isNoFunctionType(file, part, hops + 1));
    case 'TSTypeLiteral':
      return hasNoCall(type.members);
    case 'TSTypeReference': {
      if (type.typeName.type !== 'Identifier') return false;
      const variable = file.variableOf(type.typeName);
      if (!variable) return OBJECTS.has(type.typeName.name);
      const binding = bindingOf(variable);
      if (binding.kind === 'class') return true;
      if (binding.kind !== 'type') return false;
      if (binding.node.type === 'TSEnumDeclaration') return true;
      if (binding.node.type === 'TSInterfaceDeclaration')
        return binding.node.extends.length === 0 && hasNoCall(binding.node.body.body);
      return (
        binding.node.type === 'TSTypeAliasDeclaration' && isNoFunctionType(file, binding.node.typeAnnotation, hops + 1)
      );
    }
    default:
      return false;
  }
}

function hasNoCall(members: readonly TSESTree.TypeElement[]): boolean {
  return !members.some(({ type }) => type === 'TSCallSignatureDeclaration');
}
