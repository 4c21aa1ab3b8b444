import {
  bare,
  isFunction,
  memberName,
  outer,
  textOf,
  type CallNode,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';

/** Words of what lets only some in. */
const GUARDING = new RegExp(
  String.raw`auth|login|protect|guard|admin|ensure|verify|restrict|session|jwt|token|passport|secure|` +
    String.raw`private|internal|permission|role|user|\bip\b|40[13]`,
  'i',
);

/**
 * The call that mounts what this one makes on the application, when nothing in this file stands before it that could
 * let only some in. A router, or an application of another file, may be guarded there: only applications made here
 * count.
 */
export function openMount(file: FileAnalysis, made: Node): CallNode | null {
  const mount = outer(made).parent;
  if (mount?.type !== 'CallExpression' || !isMount(file, mount)) return null;
  return isBehindGuard(file, made, mountPath(mount)) || mayGuard(file, mount, made) ? null : mount;
}

/** Something mounted earlier in this file, on the same path where one is known, may let only some in. */
export function isBehindGuard(file: FileAnalysis, made: Node, path?: string): boolean {
  return file
    .callsNamed('use')
    .some(
      (call) =>
        call.range[0] < made.range[0] &&
        (path === undefined || path.startsWith(mountPath(call))) &&
        mayGuard(file, call, made),
    );
}

function isMount(file: FileAnalysis, call: CallNode): boolean {
  if (call.type !== 'CallExpression') return false;
  const callee = bare(call.callee);
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'use') return false;
  const type = file.typeOf(callee.object);
  return type !== null && type.rung <= 2 && type.name === 'Application';
}

/**
 * A middleware whose name, or whose text in this file, speaks of who may pass; or one this file does not show, before
 * what is mounted.
 */
function mayGuard(file: FileAnalysis, call: CallNode, made: Node): boolean {
  if (call.type !== 'CallExpression') return false;
  return call.arguments.some((argument) => {
    if (bare(argument) === bare(made) || textOf(argument) !== null) return false;
    const plain = bare(argument);
    const named = plain.type === 'CallExpression' ? plain.callee : plain;
    const fn = isFunction(named) ? named : file.localFunctionOf(named);
    return GUARDING.test(file.text.slice(...(fn ?? named).range));
  });
}

/** Path under which something is mounted. */
export function mountPath(mount: Node | undefined): string {
  const path = mount?.type === 'CallExpression' && mount.arguments[0] ? textOf(mount.arguments[0]) : null;
  return path ?? '';
}
