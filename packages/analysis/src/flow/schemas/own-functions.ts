import type { TSESTree } from '@typescript-eslint/types';
import type { SinkKind } from '../../vocabulary/concepts.js';
import { callable } from '../../symbols/callable.js';
import { kindsOf } from '../../guards/local-paths.js';
import { returnedExpressions } from '../../syntax/functions.js';
import type { Engine } from '../evaluation.js';
import { LISTED, TEXT, UNSEEN } from './admitted.js';
import type { Admitted } from '../../vocabulary/admitted.js';

type Node = TSESTree.Node;

/** What passes a test of the project besides: what its body proves. A test that proves nothing admits no less. */
export function admittedByTest(e: Engine, of: Admitted, test: Node | undefined): Admitted {
  const proved = test ? provedBy(e, test) : [];
  return proved === 'all' || proved.length > 0 ? { is: 'tested', of, for: proved } : of;
}

function provedBy(e: Engine, test: Node): readonly SinkKind[] | 'all' {
  const guard = callable(e.r, test, 'call')?.model.guard;
  if (guard) return guard.when && guard.arg === 0 ? guard.for : [];
  const fn = e.r.localFunction(test);
  const [param] = fn?.params ?? [];
  if (fn && param?.type === 'Identifier') {
    const proofs = returnedExpressions(fn).map((expression) => e.provenBy(expression, param));
    const [first = [], ...others] = proofs;
    return others.reduce(
      (known, next) => (known === 'all' ? next : next === 'all' ? known : known.filter((kind) => next.includes(kind))),
      first,
    );
  }
  const meaning = !fn && e.r.project ? e.r.meaningOf(test) : null;
  const told = meaning?.kind === 'foreign' ? (meaning.of.fn?.proves ?? []) : [];
  const proofs = told.filter(
    ({ index, below, outcome, admits }) => index === 0 && below === '' && outcome === true && !admits,
  );
  return kindsOf(proofs.map((proof) => ({ ...proof, path: proof.below })));
}

/** What a function makes of what has passed; a function nobody can read may make anything of it. */
export function admittedByMaker(e: Engine, of: Admitted, maker: Node | undefined): Admitted {
  if (!maker) return UNSEEN;
  const result = callable(e.r, maker, 'call')?.model.result;
  if (result) {
    if (result.is === 'safe') return result.shapes.includes('num') ? { is: 'number' } : LISTED;
    if (result.is === 'sanitized') return { is: 'tested', of, for: result.for };
    return result.is === 'derived' && result.shapes?.length === 1 && result.shapes[0] === 'str' ? TEXT : UNSEEN;
  }
  const fn = e.r.localFunction(maker);
  if (fn) return fn.async || fn.generator ? UNSEEN : { is: 'made', of, by: e.returnsOf(fn), key: fn.range[0] };
  const meaning = e.r.project ? e.r.meaningOf(maker) : null;
  const told = meaning?.kind === 'foreign' ? meaning.of.fn : null;
  return told?.returns ? { is: 'made', of, by: told.returns, key: told.key } : UNSEEN;
}
