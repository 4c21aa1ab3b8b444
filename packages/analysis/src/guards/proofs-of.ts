import type { Admitted } from '../vocabulary/admitted.js';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { Proof } from '../vocabulary/project-view.js';
import type { Resolution } from '../symbols/resolution.js';
import { accessPath } from './access-path.js';
import type { Guarded, PassedCheck } from './guard-forms.js';
import { assertedBy, helperProves } from './guards.js';

/** What holds of a function's arguments when it returns true, false, or at all: for callers in other files. */
export function proofsOf(r: Resolution, fn: FunctionNode, admittedBy: (passed: PassedCheck) => Admitted): Proof[] {
  const told: [Proof['outcome'], readonly Guarded[]][] = [
    [true, helperProves(r, fn, true, 1)],
    [false, helperProves(r, fn, false, 1)],
    ['returned', assertedBy(r, fn, 0)],
  ];
  return fn.params.flatMap((param, index) => {
    const name = param.type === 'AssignmentPattern' ? param.left : param;
    const inner = name.type === 'Identifier' ? accessPath(r.variables, name) : null;
    if (inner === null) return [];
    return told.flatMap(([outcome, guards]) =>
      guards
        .filter((guard) => guard.path === inner || guard.path.startsWith(`${inner}.`))
        .map(
          // This is stored: it holds what a schema admits, and no node of the file.
          ({ path, passed, since: _since, ...guard }): Proof => ({
            ...guard,
            ...(passed && { admits: admittedBy(passed) }),
            index,
            below: path.slice(inner.length),
            outcome,
          }),
        ),
    );
  });
}
