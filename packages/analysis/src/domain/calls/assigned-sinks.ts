import type { AssignedSink, FileAnalysis } from '../../vocabulary/analysis.js';
import type { SinkKind } from '../../vocabulary/concepts.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';

/**
 * Assignments to members whose model says that what is assigned arrives at a sink: `ctx.body = x`. `names` are the
 * members that models say so of.
 */
export function assignedSinks(file: FileAnalysis, kind: SinkKind, names: ReadonlySet<string>): AssignedSink[] {
  return file.nodes('AssignmentExpression').flatMap((by) => {
    const left = bare(by.left);
    if (left.type !== 'MemberExpression' || !names.has(memberName(left) ?? '')) return [];
    const sinks = file.symbolOf(by.left)?.member.assignSink ?? [];
    return sinks === kind || sinks.includes(kind) ? [{ kind, node: by.right, by }] : [];
  });
}
