import type { FileAnalysis, LibraryCall, Node } from '../vocabulary/analysis.js';
import type { BodyFillFact } from '../vocabulary/facts.js';
import type { Ref } from '../vocabulary/references.js';
import { optionTest } from '../domain/calls/option-test.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { refOf } from './refs.js';

/** Body parsers, assignments to a body or below one, and middleware that is registered and that nobody has modelled. */
export function bodyFillsOf(file: FileAnalysis): BodyFillFact[] {
  return file.libraryCalls
    .flatMap((call): BodyFillFact[] => [
      ...(call.call.parsesBody ? [{ at: call.node.range, with: parsedInto(file, call) } as const] : []),
      ...(call.call.mount || call.call.route ? unseenMiddleware(file, call) : []),
    ])
    .concat(
      file
        .nodes('AssignmentExpression')
        .filter(({ left, right }) => isOfBody(left) && file.valueOf(right).shapes.includes('obj'))
        .map(({ range }) => ({ at: range, with: 'anything' as const })),
    );
}

function parsedInto(file: FileAnalysis, call: LibraryCall): 'texts' | 'anything' {
  const { textsWhen, textsUnless } = call.call.parsesBody ?? {};
  const isOfTexts =
    (textsWhen !== undefined && optionTest(file, call, textsWhen) === 'yes') ||
    (textsUnless !== undefined && optionTest(file, call, textsUnless) === 'no');
  return isOfTexts ? 'texts' : 'anything';
}

/** `req.body`, `req.body.filter` */
function isOfBody(target: Node): boolean {
  let current = bare(target);
  while (current.type === 'MemberExpression') {
    if (memberName(current) === 'body') return true;
    current = bare(current.object);
  }
  return false;
}

function unseenMiddleware(file: FileAnalysis, { node }: LibraryCall): BodyFillFact[] {
  if (node.type === 'TaggedTemplateExpression') return [];
  return node.arguments.flatMap(listed).flatMap((given): BodyFillFact[] => {
    const specifier = importedFrom(refOf(file, given));
    const isModelled = file.libraries.some(({ modules }) => specifier !== null && modules.includes(specifier));
    // What the project itself does as a middleware is told by its own files.
    return specifier === null || specifier.startsWith('.') || isModelled
      ? []
      : [{ at: given.range, with: 'unseen', specifier }];
  });
}

function listed(given: Node): Node[] {
  const plain = bare(given);
  return plain.type === 'ArrayExpression' ? plain.elements.filter((element) => element !== null) : [given];
}

function importedFrom(ref: Ref): string | null {
  return ref.kind === 'result' ? importedFrom(ref.of) : ref.kind === 'import' ? ref.specifier : null;
}
