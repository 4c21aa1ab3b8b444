import {
  bare,
  bindingOf,
  dottedName,
  memberName,
  outer,
  unwrap,
  type FileAnalysis,
  type Node,
  type Value,
} from '@backend-architect/analysis';
import { openRecord } from './open-record.js';

/** `Object.assign(record, input)` on a record that was loaded here and is saved here. */
export function* mergedRecords(file: FileAnalysis): Generator<{ readonly node: Node; readonly value: Value }> {
  for (const node of file.callsNamed('assign')) {
    if (node.type !== 'CallExpression') continue;
    const [target, ...sources] = node.arguments;
    if (dottedName(node.callee) !== 'Object.assign' || !target || !isLoadedAndSaved(file, target)) continue;
    for (const source of sources) {
      const open = openRecord(file, file.valueOf(source.type === 'SpreadElement' ? source.argument : source));
      if (!open) continue;
      yield { node, value: open.value };
      break;
    }
  }
}

function isLoadedAndSaved(file: FileAnalysis, target: Node): boolean {
  const plain = bare(target);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  if (!variable || binding?.kind !== 'value' || !binding.init) return false;
  const origin = file.libraryCall(unwrap(binding.init));
  if (origin?.call.query?.operation !== 'read' && file.typeOf(binding.init) === null) return false;
  return variable.references.some((reference) => {
    const member = outer(reference.identifier).parent;
    return (
      member?.type === 'MemberExpression' &&
      memberName(member) === 'save' &&
      outer(member).parent?.type === 'CallExpression'
    );
  });
}
