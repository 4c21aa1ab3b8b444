import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { listenerEffect } from '../domain/promises/listener-effect.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { FileFacts } from '../vocabulary/facts.js';

/** What the listeners of this file do about rejections nobody handles; undefined where none listens, or might. */
export function rejectionsOf(file: FileAnalysis): FileFacts['rejections'] {
  const effects = file.callsNamed('on', 'once', 'addListener', 'prependListener').flatMap((call) => {
    const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
    if (
      call.type !== 'CallExpression' ||
      callee?.type !== 'MemberExpression' ||
      memberName(callee) === null ||
      file.typeOf(callee.object)?.name !== 'Process'
    )
      return [];
    const [name, listener] = call.arguments;
    const event = name ? textOf(name) : null;
    if (!listener || (event !== null && event !== 'unhandledRejection')) return [];
    if (listensForAWhile(file, call, listener)) return [];
    // A name that is not written there may be that of this event.
    return [event === null ? 'unknown' : listenerEffect(file, listener)];
  });
  if (effects.length === 0) return undefined;
  if (effects.every((effect) => effect === 'notes')) return 'noted';
  return effects.some((effect) => effect === 'ends' || effect === 'notes-and-ends') ? 'ends' : 'unknown';
}

/** The function that begins to listen ends it as well: what happens meanwhile says nothing of the process. */
function listensForAWhile(file: FileAnalysis, begins: Node, listener: Node): boolean {
  const fn = file.functionOf(begins);
  const variable = listener.type === 'Identifier' ? file.variableOf(listener) : null;
  return (
    fn !== null &&
    variable !== null &&
    file
      .callsNamed('off', 'removeListener')
      .some(
        (call) =>
          call.type === 'CallExpression' &&
          file.functionOf(call) === fn &&
          call.arguments[0] !== undefined &&
          textOf(call.arguments[0]) === 'unhandledRejection' &&
          call.arguments[1]?.type === 'Identifier' &&
          file.variableOf(call.arguments[1]) === variable,
      )
  );
}
