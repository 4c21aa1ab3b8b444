import {
  bare,
  memberName,
  runsWithin,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Is a stream open when the place of the handler runs? It got a name before, and is given to its reader only after it.
 */
export function opensBefore(file: FileAnalysis, handler: FunctionNode, place: Node): boolean {
  return file.nodes('NewExpression', 'CallExpression').some((reader) => {
    const read = reader.range[0] > place.range[1] && runsWithin(file, reader, handler) ? streamRead(reader) : null;
    const made = read && (file.variableOf(read)?.defs[0]?.node as Node | undefined);
    return (
      made?.type === 'VariableDeclarator' &&
      made.init !== null &&
      made.range[1] < place.range[0] &&
      runsWithin(file, made, handler)
    );
  });
}

/** The stream in `stream.pipe(...)`, `pipeline(stream, ...)` or `new StreamableFile(stream)`. */
function streamRead(reader: TSESTree.CallExpression | TSESTree.NewExpression): TSESTree.Identifier | null {
  const callee = bare(reader.callee);
  const isPiped = callee.type === 'MemberExpression' && memberName(callee) === 'pipe';
  const named =
    callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' ? memberName(callee) : null;
  const isGiven = reader.type === 'NewExpression' ? named === 'StreamableFile' : named === 'pipeline';
  const read = isPiped ? bare(callee.object) : isGiven && reader.arguments[0] ? bare(reader.arguments[0]) : null;
  return read?.type === 'Identifier' ? read : null;
}
