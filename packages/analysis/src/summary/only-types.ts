import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis } from '../vocabulary/analysis.js';

/** True when nothing of the file exists at run time: imports, types, interfaces and ambient declarations only. */
export function onlyTypes(file: FileAnalysis): boolean {
  return file.ast.body.length > 0 && file.ast.body.every(isTypeOnly);
}

function isTypeOnly(statement: TSESTree.ProgramStatement): boolean {
  switch (statement.type) {
    case 'ImportDeclaration':
      // An import for its effects runs code.
      return statement.specifiers.length > 0 || statement.importKind === 'type';
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSDeclareFunction':
    case 'TSNamespaceExportDeclaration':
      return true;
    case 'TSModuleDeclaration':
    case 'VariableDeclaration':
    case 'ClassDeclaration':
    case 'TSEnumDeclaration':
      return !!statement.declare;
    case 'ExportNamedDeclaration':
      if (statement.exportKind === 'type') return true;
      if (statement.declaration) return isTypeOnly(statement.declaration as TSESTree.ProgramStatement);
      return statement.specifiers.every((specifier) => specifier.exportKind === 'type');
    case 'ExportAllDeclaration':
      return statement.exportKind === 'type';
    case 'ExportDefaultDeclaration':
      return statement.declaration.type === 'TSInterfaceDeclaration';
    default:
      return false;
  }
}
