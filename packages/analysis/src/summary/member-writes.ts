import type { FileAnalysis } from '../vocabulary/analysis.js';
import type { TypeRef } from '../vocabulary/symbol-refs.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { refOf } from './refs.js';
import type { MemberWriteFact } from '../vocabulary/facts.js';

/** Writes into what other files, or a library that gives its instances members by name, hold. */
export function memberWritesOf(file: FileAnalysis): MemberWriteFact[] {
  return file.nodes('AssignmentExpression').flatMap(({ left, range }): MemberWriteFact[] => {
    const target = bare(left);
    const name = target.type === 'MemberExpression' ? memberName(target) : null;
    if (target.type !== 'MemberExpression' || name === null) return [];
    const of = refOf(file, target.object);
    const isHeld = of.kind === 'import' || (of.kind === 'library' && givesNames(file.typeOf(target.object)));
    return isHeld ? [{ of, name, at: range }] : [];
  });
}

function givesNames(type: TypeRef | null): boolean {
  return Object.values(type?.type.members ?? {}).some((member) => member.call?.names);
}
