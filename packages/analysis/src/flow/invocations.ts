/** Calls that name their function and what it is given in another way: `call`, `apply`, `bind`, a tag. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import { memberName } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { isGlobal } from './constant-key.js';
import type { Engine } from './evaluation.js';
import { methodCalled } from './instances.js';
import { constant, memberValue, safe } from './lattice.js';
import { argumentValue } from './arguments.js';
import { UNSEEN } from './schemas/admitted.js';
import type { Handed } from './schemas/handed.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;

export interface Invocation {
  readonly fn: FunctionNode;
  readonly given: Handed;
}

/** The function of this file that a call runs by way of another, and what that is given; null for plain calls. */
export function invocationOf(e: Engine, node: TSESTree.CallExpression): Invocation | null {
  const callee = bare(node.callee);
  const bound = boundBy(e, callee);
  if (bound) return boundCall(e, node, bound);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  if (callee.type !== 'MemberExpression' || (name !== 'call' && name !== 'apply')) return null;
  if (isGlobal(e, callee.object, 'Reflect')) return applied(e, node.arguments[0], node.arguments[1], node.arguments[2]);
  if (name === 'apply') return applied(e, callee.object, node.arguments[0], node.arguments[1]);
  const fn = functionAt(e, callee.object);
  return fn && { fn, given: given(e, node.arguments[0], (index) => argumentValue(e, node, index + 1)) };
}

function applied(
  e: Engine,
  named: Node | undefined,
  self: Node | undefined,
  list: Node | undefined,
): Invocation | null {
  const fn = named && functionAt(e, named);
  if (!fn) return null;
  return {
    fn,
    given: given(e, self, (index) => (list ? memberValue(e.evaluate(list), String(index)) : constant(null))),
  };
}

function boundCall(e: Engine, node: TSESTree.CallExpression, bind: TSESTree.CallExpression): Invocation | null {
  const { object } = bare(bind.callee) as TSESTree.MemberExpression;
  const fn = functionAt(e, object) ?? methodCalled(e, object);
  const before = Math.max(0, bind.arguments.length - 1);
  return (
    fn && {
      fn,
      given: given(e, bind.arguments[0], (index) =>
        index < before ? argumentValue(e, bind, index + 1) : argumentValue(e, node, index - before),
      ),
    }
  );
}

/** The `bind` that made what is called. */
function boundBy(e: Engine, callee: Node): TSESTree.CallExpression | null {
  const binding = callee.type === 'Identifier' ? e.r.bindingOf(callee) : null;
  const made = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? bare(binding.init) : callee;
  const inner = made.type === 'CallExpression' ? bare(made.callee) : null;
  return made.type === 'CallExpression' && inner?.type === 'MemberExpression' && memberName(inner) === 'bind'
    ? made
    : null;
}

function functionAt(e: Engine, node: Node): FunctionNode | null {
  return e.r.localFunction(node);
}

function given(e: Engine, self: Node | undefined, value: (index: number) => Value): Handed {
  return {
    value,
    admits: () => UNSEEN,
    ...(self && self.type !== 'SpreadElement' && { self: () => e.evaluate(self) }),
  };
}

/** What a tag gets: the texts, then the values between them. */
export function tagGiven(e: Engine, { quasi }: TSESTree.TaggedTemplateExpression): Handed {
  return {
    value(index) {
      const hole = quasi.expressions[index - 1];
      return index === 0 ? safe(['arr']) : hole ? e.evaluate(hole) : constant(null);
    },
    admits: () => UNSEEN,
  };
}
