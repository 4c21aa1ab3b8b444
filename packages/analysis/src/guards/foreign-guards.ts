import type { TSESTree } from '@typescript-eslint/types';
import type { ForeignFunction, Proof } from '../vocabulary/project-view.js';
import { callable } from '../symbols/callable.js';
import type { Resolution } from '../symbols/resolution.js';
import { bare } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import { ADDRESS_KINDS } from './address.js';
import type { Guarded } from './guard-forms.js';

type Call = TSESTree.CallExpression;

/** The function of another file that a call runs, when the project says which. */
export function foreignFunctionOf(r: Resolution, call: Call): ForeignFunction | null {
  const meaning = r.project ? r.meaningOf(call.callee) : null;
  return meaning?.kind === 'foreign' ? meaning.of.fn : null;
}

/**
 * What a function of another file proves of the arguments of a call. Where nobody can be asked yet, the question is
 * what is left.
 */
export function provenElsewhere(r: Resolution, call: Call, outcome: Proof['outcome']): Guarded[] {
  if (!r.project)
    return isElsewhere(r, call) ? call.arguments.flatMap((_, index) => promised(r, call, index, outcome)) : [];
  return (foreignFunctionOf(r, call)?.proves ?? []).flatMap(({ index, below, outcome: holds, ...proof }) => {
    const argument = call.arguments[index];
    const path = holds === outcome && argument ? accessPath(r.variables, argument) : null;
    return path === null ? [] : [{ ...proof, path: path + below }];
  });
}

function promised(r: Resolution, call: Call, index: number, outcome: Proof['outcome']): Guarded[] {
  const argument = call.arguments[index];
  const path = argument ? accessPath(r.variables, argument) : null;
  return path === null ? [] : [{ path, for: [], asks: [{ call: call.range, index, outcome }] }];
}

/** The callee is known by name here and stands elsewhere: an import, a parameter, a field. */
export function isElsewhere(r: Resolution, call: Call): boolean {
  if (callable(r, call.callee, 'call')) return false;
  let root = bare(call.callee);
  while (root.type === 'MemberExpression') root = bare(root.object);
  return root.type === 'ThisExpression' || (root.type === 'Identifier' && r.variables.of(root) !== null);
}

/**
 * The callee of another file may hang its answer on where this argument leads. Its body decides when it is known: one
 * that never looks into the argument, `() => true`, asks nothing.
 */
export function asksElsewhere(r: Resolution, call: Call, index: number, outcome?: boolean): boolean {
  const fn = foreignFunctionOf(r, call);
  return (
    !fn ||
    fn.weighs(index) !== false ||
    fn.proves.some(
      (proof) => proof.index === index && isOfWhole(proof) && settlesAddress(proof) && isOf(proof, outcome),
    )
  );
}

/** What is proved says where an address leads. */
export function settlesAddress(proof: Pick<Proof, 'for'>): boolean {
  return proof.for === 'all' || proof.for.some((kind) => ADDRESS_KINDS.includes(kind));
}

/** What is proved where the callee said so, or whatever it said. */
function isOf(proof: Proof, outcome: boolean | undefined): boolean {
  return outcome === undefined || proof.outcome === 'returned' || proof.outcome === outcome;
}

/** It is proved of the address, or of its host. */
function isOfWhole({ below }: Proof): boolean {
  return /^(?:\.(?:hostname|host|origin|href))?$/.test(below);
}
