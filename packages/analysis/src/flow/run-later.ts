/** What functions get that are kept and run later: by timers, and by emitters of this file. */
import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { callable } from '../symbols/callable.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, outer } from '../syntax/wrappers.js';
import { isGlobal } from './constant-key.js';
import type { Engine } from './evaluation.js';
import { join, joinAll, unknown } from './lattice.js';
import { argumentValue } from './arguments.js';
import type { Value } from '../vocabulary/value.js';

const TIMERS: readonly (readonly [string, number])[] = [
  ['setTimeout', 2],
  ['setInterval', 2],
  ['setImmediate', 1],
];
const LISTENS = /^(?:on|once|addListener|prependListener|prependOnceListener)$/;
/** Type of the emitters that emit nothing themselves; a class that extends one may. */
const OWN_EMITTER = 'OwnEmitter';
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
    ? emittedTo(e, callee.object, call.arguments[0], { fn, index })
    : null;
}

function isNextTick(e: Engine, callee: TSESTree.Node): boolean {
  return (
    callee.type === 'MemberExpression' && memberName(callee) === 'nextTick' && isGlobal(e, callee.object, 'process')
  );
}

/** What is emitted under this name by the same variable: all there is only where nobody else has the emitter. */
function emittedTo(
  e: Engine,
  emitter: TSESTree.Node,
  event: TSESTree.Node | undefined,
  { fn, index }: { readonly fn: FunctionNode; readonly index: number },
): Value | null {
  const plain = bare(emitter);
  const variable = plain.type === 'Identifier' ? e.r.variables.of(plain) : null;
  const name = event && textOf(event);
  if (plain.type !== 'Identifier' || !variable || typeof name !== 'string') return null;
  const emits = variable.references.flatMap(({ identifier }) => {
    const call = methodCallOn(identifier);
    if (!call || memberName(bare(call.callee) as TSESTree.MemberExpression) !== 'emit') return [];
    const told = call.arguments[0] ? textOf(call.arguments[0]) : null;
    return told === null || told === name ? [call] : [];
  });
  if (emits.length === 0 || emits.length > MAX_EMITS) return null;
  const emitted = joinAll(emits.map((call) => argumentValue(e, call, index + 1)));
  return isKeptHere(e, plain, variable)
    ? emitted
    : join(emitted, unknown({ kind: 'param', fn: fn.range[0], index, path: [] }));
}

/** The call of a method of what is named. */
function methodCallOn(named: TSESTree.Node): TSESTree.CallExpression | null {
  const whole = outer(named);
  const member = whole.parent;
  if (member?.type !== 'MemberExpression' || member.object !== whole) return null;
  const callee = outer(member);
  return callee.parent?.type === 'CallExpression' && callee.parent.callee === callee ? callee.parent : null;
}

/** A plain emitter made here, of which nothing but methods are used: nobody else can emit. */
function isKeptHere(e: Engine, emitter: TSESTree.Identifier, { references, defs }: Variable): boolean {
  const binding = e.r.bindingOf(emitter);
  const made = binding?.kind === 'value' && binding.path.length === 0 && binding.init ? bare(binding.init) : null;
  const maker = made?.type === 'NewExpression' ? callable(e.r, made.callee, 'new') : null;
  return (
    maker?.model.returns === OWN_EMITTER &&
    maker.ref.rung === 1 &&
    defs[0]?.parent?.parent.type !== 'ExportNamedDeclaration' &&
    references.every((reference) => reference.init || methodCallOn(reference.identifier) !== null)
  );
}
