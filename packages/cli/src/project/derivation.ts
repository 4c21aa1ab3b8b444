/** Whether an argument is made from a parameter: what decides if a callee works on what it was given. */
import type { ArgFact, Ref, Value } from '@backend-architect/analysis';
import type { ProjectCall, ProjectFunction } from './types.js';

/** Positions of parameters, or `all` when any may carry the value. */
export type Positions = ReadonlySet<number>;

/** Positions of arguments that are made from one of these parameters of the function. */
export function positionsFrom(fn: ProjectFunction, params: Positions, call: ProjectCall): Positions {
  const found = new Set<number>();
  for (const [position, arg] of call.fact.args.entries()) {
    if (derivesFrom(arg, fn, params) || valueDerivesFrom(call.fact.values?.[position], fn, params)) found.add(position);
  }
  return found;
}

/** The argument, or a part of it, is one of these parameters or a member of one. */
export function derivesFrom(arg: ArgFact, fn: ProjectFunction, params: Positions): boolean {
  if (arg.ref && refDerivesFrom(arg.ref, fn, params)) return true;
  const inner = [...(arg.list ?? []), ...(arg.call ?? []), ...Object.values(arg.properties ?? {})];
  return inner.some((one) => derivesFrom(one, fn, params));
}

function refDerivesFrom(ref: Ref, fn: ProjectFunction, params: Positions): boolean {
  switch (ref.kind) {
    case 'param':
      return ref.fn === fn.fact?.key && params.has(ref.index);
    case 'result':
      return refDerivesFrom(ref.of, fn, params);
    case 'object':
      return Object.values(ref.members).some((member) => refDerivesFrom(member, fn, params));
    case 'unknown':
      return namesParameter(ref.text, fn, params);
    default:
      return false;
  }
}

/** `order.id` in words: an expression that begins with the name of the parameter. */
function namesParameter(text: string, fn: ProjectFunction, params: Positions): boolean {
  const names = [...params].flatMap((index) => fn.fact?.params[index]?.name ?? []);
  return names.some(
    (name) =>
      text === name || text.startsWith(`${name}.`) || text.startsWith(`${name}?.`) || text.startsWith(`${name}[`),
  );
}

function valueDerivesFrom(value: Value | undefined, fn: ProjectFunction, params: Positions): boolean {
  return (
    value?.unknown.some(
      (reason) => reason.kind === 'param' && reason.fn === fn.fact?.key && params.has(reason.index),
    ) ?? false
  );
}
