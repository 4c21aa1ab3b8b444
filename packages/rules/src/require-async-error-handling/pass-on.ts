import { bare, type FileAnalysis, type FunctionNode, type Node, type Range } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import type { Edit, Suggestion } from '../define-rule.js';
import { inTry } from '../edits/block-edits.js';
import { addBehind } from '../edits/list-edits.js';

/** From the start of a function to its body: where a problem of the whole function is shown. */
export function headOf(file: FileAnalysis, fn: FunctionNode): Range {
  const end = fn.body?.range[0] ?? fn.range[1];
  const head = file.text.slice(fn.range[0], end);
  return [fn.range[0], fn.range[0] + head.trimEnd().length];
}

/** The body in a `try` whose `catch` hands the error on, with the parameter for that added where it is missing. */
export function passedOn(file: FileAnalysis, fn: FunctionNode, position: number, type: string | null): Suggestion[] {
  const next = parameterAt(file, fn, position, type);
  if (next === null || fn.body?.type !== 'BlockStatement') return [];
  const caught = inTry(file, fn.body, `${next.name}(error)`);
  return caught ? [{ messageId: 'passOn', data: { next: next.name }, edits: [...next.edits, caught] }] : [];
}

/** `(err, req, res)` with the parameter that makes it an error handler. */
export function withParameter(file: FileAnalysis, fn: FunctionNode, type: string | null): Suggestion[] {
  const last = fn.params.at(-1);
  return last?.type === 'Identifier' && isFree(file, fn)
    ? [{ messageId: 'addParameter', edits: nextBehind(file, last, type) }]
    : [];
}

function parameterAt(
  file: FileAnalysis,
  fn: FunctionNode,
  position: number,
  type: string | null,
): { readonly name: string; readonly edits: Suggestion['edits'] } | null {
  const given = fn.params[position];
  if (given) return given.type === 'Identifier' ? { name: given.name, edits: [] } : null;
  const last = fn.params.at(-1);
  // Arrow functions of one parameter may have no brackets.
  if (fn.params.length !== position || !last || last.type === 'RestElement' || !isFree(file, fn)) return null;
  return { name: 'next', edits: nextBehind(file, last, type) };
}

/**
 * With a type where the others have one: a parameter of a function that stands alone has no type by itself. `type` is
 * what the library calls it; it comes from where the type of the other parameter does.
 */
function nextBehind(file: FileAnalysis, last: Node, type: string | null): readonly Edit[] {
  const annotation = last.type === 'Identifier' ? last.typeAnnotation?.typeAnnotation : undefined;
  if (!annotation) return [addBehind(file, last, ['next'])];
  const name = annotation.type === 'TSTypeReference' ? annotation.typeName : null;
  if (type !== null && name?.type === 'TSQualifiedName')
    return [addBehind(file, last, [`next: ${file.text.slice(...name.left.range)}.${type}`])];
  const source = type !== null && name?.type === 'Identifier' ? importOf(file, name.name) : undefined;
  if (type === null || !source) return [addBehind(file, last, ['next: (error?: unknown) => void'])];
  const known = source.specifiers.find(
    (specifier) => specifier.type === 'ImportSpecifier' && importedName(specifier) === type,
  );
  const neighbour = source.specifiers.at(-1);
  if (known || !neighbour) return [addBehind(file, last, [`next: ${known?.local.name ?? type}`])];
  const isMarked = neighbour.type === 'ImportSpecifier' && neighbour.importKind === 'type';
  return [addBehind(file, neighbour, [`${isMarked ? 'type ' : ''}${type}`]), addBehind(file, last, [`next: ${type}`])];
}

/** The import with names in brackets that brings a name in. */
function importOf(file: FileAnalysis, name: string): TSESTree.ImportDeclaration | undefined {
  return file
    .nodes('ImportDeclaration')
    .find(
      ({ specifiers }) =>
        specifiers.at(-1)?.type === 'ImportSpecifier' && specifiers.some(({ local }) => local.name === name),
    );
}

function importedName({ imported }: TSESTree.ImportSpecifier): string {
  return imported.type === 'Identifier' ? imported.name : imported.value;
}

/** No `next` of another meaning is used inside. */
function isFree(file: FileAnalysis, fn: FunctionNode): boolean {
  const body = fn.body && bare(fn.body);
  return !!body && !/\bnext\b/.test(file.text.slice(...body.range));
}
