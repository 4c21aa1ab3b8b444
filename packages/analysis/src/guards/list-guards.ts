import type { TSESTree } from '@typescript-eslint/types';
import type { Resolution } from '../symbols/resolution.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import type { Guarded } from './guard-forms.js';

type Node = TSESTree.Node;
type Proves = (r: Resolution, condition: Node, outcome: boolean, hops: number) => Guarded[];

/** `for (const id of ids) if (!isUuid(id)) return fail();`: what every element went through holds of the list. */
export function provenOfEach(r: Resolution, loop: TSESTree.ForOfStatement, proves: Proves): Guarded[] {
  const list = accessPath(r.variables, loop.right);
  const [declared] = loop.left.type === 'VariableDeclaration' ? loop.left.declarations : [];
  const element = declared?.id.type === 'Identifier' ? accessPath(r.variables, declared.id) : null;
  if (list === null || element === null) return [];
  const statements = loop.body.type === 'BlockStatement' ? loop.body.body : [loop.body];
  const proven = statements.flatMap((statement) => {
    return statement.type === 'IfStatement' && endsFunction(statement.consequent)
      ? proves(r, statement.test, false, 0)
      : [];
  });
  return proven
    .filter(({ path }) => path === element)
    .map((guard) => ({ ...guard, path: list, ofEach: true as const }));
}

/** A statement that leaves the function, not only a round of the loop. */
function endsFunction(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/**
 * `LIST.indexOf(x) !== -1`, in any spelling: what is looked for, when the comparison with this outcome says that it is
 * there.
 */
export function foundByIndex({ left, operator, right }: TSESTree.BinaryExpression, outcome: boolean): Node | null {
  const call = unwrap(left);
  const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
  if (call.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || memberName(callee) !== 'indexOf')
    return null;
  const [subject] = call.arguments;
  // `text.indexOf('x')` says nothing of the text.
  if (!subject || textOf(subject) !== null || !isFound(operator, numberOf(right), outcome)) return null;
  return subject;
}

function isFound(operator: string, bound: number | null, outcome: boolean): boolean {
  const whenTrue = (bound === -1 && /^(?:!==?|>)$/.test(operator)) || (bound === 0 && operator === '>=');
  const whenFalse = (bound === -1 && /^(?:===?|<=)$/.test(operator)) || (bound === 0 && operator === '<');
  return outcome ? whenTrue : whenFalse;
}

function numberOf(node: Node): number | null {
  const plain = unwrap(node);
  if (plain.type === 'UnaryExpression' && plain.operator === '-') return numberOf(plain.argument) === 1 ? -1 : null;
  return plain.type === 'Literal' && typeof plain.value === 'number' ? plain.value : null;
}
