/** What functions get that are kept and run later: by timers, and by emitters of this file. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { isGlobal } from './constant-key.js';
import type { Engine } from './evaluation.js';
import { joinAll } from './lattice.js';
import { argumentValue } from './arguments.js';
import type { Value } from '../vocabulary/value.js';

const TIMERS: readonly (readonly [string, number])[] = [
  ['setTimeout', 2],
  ['setInterval', 2],
  ['setImmediate', 1],
];
const LISTENS = /^(?:on|once|addListener|prependListener|prependOnceListener)$/;
const MAX_EMITS = 8;

/** What a function gets that is handed to a call; null where nothing is seen of it. */
export function runLaterWith(e: Engine, fn: FunctionNode, index: number): Value | null {
  const whole = outer(fn);
  const call = whole.parent;
  if (call?.type !== 'CallExpression') return null;
  const place = call.arguments.findIndex((argument) => argument === whole);
  const callee = bare(call.callee);
  if (place === 0) {
    const timer = TIMERS.find(([name]) => isGlobal(e, callee, name));
    const from = timer?.[1] ?? (isNextTick(e, callee) ? 1 : null);
    return from !== null && call.arguments.length > from + index ? argumentValue(e, call, from + index) : null;
  }
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  return place === 1 && callee.type === 'MemberExpression' && LISTENS.test(name ?? '')
    ? emittedTo(e, callee.object, call.arguments[0], index)
    : null;
}

function isNextTick(e: Engine, callee: TSESTree.Node): boolean {
  return (
    callee.type === 'MemberExpression' && memberName(callee) === 'nextTick' && isGlobal(e, callee.object, 'process')
  );
}

/** What is emitted under this name by the same variable. */
function emittedTo(e: Engine, emitter: TSESTree.Node, event: TSESTree.Node | undefined, index: number): Value | null {
  const plain = bare(emitter);
  const variable = plain.type === 'Identifier' ? e.r.variables.of(plain) : null;
  const name = event && textOf(event);
  if (!variable || typeof name !== 'string') return null;
  const emits = variable.references.flatMap(({ identifier }) => {
    const member = outer(identifier).parent;
    const call = member && outer(member).parent;
    return member?.type === 'MemberExpression' &&
      memberName(member) === 'emit' &&
      call?.type === 'CallExpression' &&
      call.arguments[0] &&
      textOf(call.arguments[0]) === name
      ? [call]
      : [];
  });
  if (emits.length === 0 || emits.length > MAX_EMITS) return null;
  return joinAll(emits.map((call) => argumentValue(e, call, index + 1)));
}
