import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { dottedName } from '../../syntax/functions.js';
import { bare } from '../../syntax/wrappers.js';

/** Nothing but steps in place and upwards: `.`, `../..`, `/`. */
const NO_NAME = /^[./\\]*$/;
const JOINING = /(?:^|\.)(?:join|resolve|normalize)$/;

/** A path that names the working directory, the folder of this file, or one above; no folder below is chosen. */
export function isProgramFolder(file: FileAnalysis, path: Node): boolean {
  const plain = bare(path);
  if (plain.type === 'Identifier') {
    const variable = file.variableOf(plain);
    const definition = variable?.defs[0]?.node as Node | undefined;
    if (
      definition?.type === 'VariableDeclarator' &&
      definition.init &&
      definition.id.type === 'Identifier' &&
      !variable!.references.some((reference) => reference.isWrite() && !reference.init)
    ) {
      return plain.name === '__dirname' ? variable!.scope.type === 'module' : isProgramFolder(file, definition.init);
    }
    return plain.name === '__dirname' && definition === undefined;
  }
  if (plain.type === 'MemberExpression') return file.text.slice(...plain.range) === 'import.meta.dirname';
  if (plain.type === 'CallExpression') {
    const callee = dottedName(plain.callee) ?? '';
    if (callee === 'process.cwd') return true;
    return (
      JOINING.test(callee) &&
      file.libraryCall(plain) !== null &&
      plain.arguments.every((argument) => isProgramFolder(file, argument))
    );
  }
  const { constant } = file.valueOf(plain);
  return typeof constant === 'string' && constant !== '' && NO_NAME.test(constant);
}
