import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { Range } from '../vocabulary/concepts.js';
import type { TypeRef } from '../vocabulary/symbol-refs.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { refOf } from './refs.js';
import { changesContents } from './replaced-members.js';
import type { MemberWriteFact } from '../vocabulary/facts.js';

/** Writes into what other files, or a library that gives its instances members by name, hold. */
export function memberWritesOf(file: FileAnalysis): MemberWriteFact[] {
  const held = (object: Node, name: string | null, at: Range): MemberWriteFact[] => {
    const of = refOf(file, object);
    const isHeld = of.kind === 'import' || (of.kind === 'library' && name !== null && givesNames(file.typeOf(object)));
    return isHeld ? [{ of, name, at }] : [];
  };
  return [
    ...file.nodes('AssignmentExpression').flatMap(({ left, range }): MemberWriteFact[] => {
      const target = bare(left);
      return target.type === 'MemberExpression' ? held(target.object, memberName(target), range) : [];
    }),
    ...file.nodes('CallExpression').flatMap((call): MemberWriteFact[] => {
      const callee = bare(call.callee);
      return callee.type === 'MemberExpression' && changesContents(memberName(callee))
        ? held(callee.object, null, call.range)
        : [];
    }),
  ];
}

function givesNames(type: TypeRef | null): boolean {
  return Object.values(type?.type.members ?? {}).some((member) => member.call?.names);
}
