import { bare, type FileAnalysis, type FunctionNode, type Node, type Range } from '@backend-architect/analysis';
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
export function passedOn(file: FileAnalysis, fn: FunctionNode, position: number): Suggestion[] {
  const next = parameterAt(file, fn, position);
  if (next === null || fn.body?.type !== 'BlockStatement') return [];
  const caught = inTry(file, fn.body, `${next.name}(error)`);
  return caught ? [{ messageId: 'passOn', data: { next: next.name }, edits: [...next.edits, caught] }] : [];
}

/** `(err, req, res)` with the parameter that makes it an error handler. */
export function withParameter(file: FileAnalysis, fn: FunctionNode): Suggestion[] {
  const last = fn.params.at(-1);
  return last?.type === 'Identifier' && isFree(file, fn) ? [{ messageId: 'addParameter', edits: [nextBehind(file, last)] }] : [];
}

function parameterAt(file: FileAnalysis, fn: FunctionNode, position: number): { readonly name: string; readonly edits: Suggestion['edits'] } | null {
  const given = fn.params[position];
  if (given) return given.type === 'Identifier' ? { name: given.name, edits: [] } : null;
  const last = fn.params.at(-1);
  // Arrow functions of one parameter may have no brackets.
  if (fn.params.length !== position || !last || last.type === 'RestElement' || !isFree(file, fn)) return null;
  return { name: 'next', edits: [nextBehind(file, last)] };
}

/** With a type where the others have one: a parameter of a function that stands alone has no type by itself. */
function nextBehind(file: FileAnalysis, last: Node): Edit {
  const isTyped = last.type === 'Identifier' && !!last.typeAnnotation;
  return addBehind(file, last, [isTyped ? 'next: (error?: unknown) => void' : 'next']);
}

/** No `next` of another meaning is used inside. */
function isFree(file: FileAnalysis, fn: FunctionNode): boolean {
  const body = fn.body && bare(fn.body);
  return !!body && !/\bnext\b/.test(file.text.slice(...body.range));
}
