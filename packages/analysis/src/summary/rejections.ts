import type { FileAnalysis } from '../vocabulary/analysis.js';
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
    // A name that is not written there may be that of this event.
    return [event === null ? 'unknown' : listenerEffect(file, listener)];
  });
  if (effects.length === 0) return undefined;
  if (effects.every((effect) => effect === 'notes')) return 'noted';
  return effects.some((effect) => effect === 'ends' || effect === 'notes-and-ends') ? 'ends' : 'unknown';
}
