import type { AssignedSink, FileAnalysis } from '../analysis.js';
import type { SinkKind } from '../concepts.js';

/** Assignments to members whose model says that what is assigned arrives at a sink: `ctx.body = x`. */
export function assignedSinks(file: FileAnalysis, kind: SinkKind): AssignedSink[] {
  return file.nodes('AssignmentExpression').flatMap((by) => {
    const sinks = file.symbolOf(by.left)?.member.assignSink ?? [];
    return sinks === kind || sinks.includes(kind) ? [{ kind, node: by.right, by }] : [];
  });
}
