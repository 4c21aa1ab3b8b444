import type { TSESTree } from '@typescript-eslint/types';
import type { Resolution } from '../symbols/resolution.js';
import { returnedExpressions } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import type { Guarded } from './guard-forms.js';

type Node = TSESTree.Node;
/** Members and methods between a list and the request. */
const HOPS = 8;

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

/**
 * `LIST.some((one) => one === x)`, `LIST.every((one) => one !== x)` that is false: what one of the elements equals. Null
 * for any other call.
 */
export function comparedElement(r: Resolution, call: TSESTree.CallExpression, outcome: boolean): Node[] | null {
  const callee = bare(call.callee);
  const name = callee.type === 'MemberExpression' ? memberName(callee) : null;
  const [tells] = call.arguments;
  const fn = tells && r.localFunction(tells);
  const [param] = fn?.params ?? [];
  if (callee.type !== 'MemberExpression' || !fn || param?.type !== 'Identifier') return null;
  const isOne = outcome && (name === 'some' || name === 'find');
  if (!isOne && (outcome || name !== 'every')) return null;
  if (isUntrustedContainer(r, callee.object)) return [];
  const returned = returnedExpressions(fn);
  return returned.length === 1 ? equalTo(r, returned[0]!, param, isOne) : null;
}

function equalTo(r: Resolution, expression: Node, param: TSESTree.Identifier, isOne: boolean): Node[] | null {
  const plain = unwrap(expression);
  if (plain.type !== 'BinaryExpression' || !/^[=!]==?$/.test(plain.operator)) return null;
  if (plain.operator.startsWith('=') !== isOne) return null;
  const element = accessPath(r.variables, param);
  const isElement = (side: Node): boolean => {
    const path = accessPath(r.variables, side);
    return path !== null && element !== null && (path === element || path.startsWith(`${element}.`));
  };
  if (isElement(plain.left)) return isElement(plain.right) ? null : [plain.right];
  return isElement(plain.right) ? [plain.left] : null;
}

/** What the client sends, a part of it, or what is made of it by its methods. */
export function isUntrustedContainer(r: Resolution, node: Node): boolean {
  let plain: Node | null = bare(node);
  for (let hops = 0; plain && hops < HOPS; hops += 1) {
    const meaning = r.meaningOf(plain);
    if (meaning?.kind === 'member' && meaning.ref.member.source !== undefined) return true;
    plain = madeOf(r, plain);
  }
  return false;
}

function madeOf(r: Resolution, plain: Node): Node | null {
  if (plain.type === 'MemberExpression') return bare(plain.object);
  if (plain.type === 'CallExpression') {
    const callee = bare(plain.callee);
    return callee.type === 'MemberExpression' ? bare(callee.object) : null;
  }
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  return binding?.kind === 'value' && binding.init ? unwrap(binding.init) : null;
}

/** A list, set or pattern that is written out, directly or through a name; what is asked of it is seen. */
export function writtenList(r: Resolution, node: Node): TSESTree.ArrayExpression | null {
  let plain = bare(node);
  const binding = plain.type === 'Identifier' ? r.bindingOf(plain) : null;
  if (binding?.kind === 'value' && binding.init && binding.path.length === 0) plain = unwrap(binding.init);
  if (plain.type === 'NewExpression' && plain.callee.type === 'Identifier' && plain.callee.name === 'Set') {
    const [of] = plain.arguments;
    if (of) plain = bare(of);
  }
  return plain.type === 'ArrayExpression' ? plain : null;
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
