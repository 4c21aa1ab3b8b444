import type { TSESTree } from '@typescript-eslint/types';
import type { SourceKind } from '../vocabulary/concepts.js';
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
  if (isSent(r, callee.object)) return [];
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

/** What starts the program, and what another service answers, is not for the client to choose. */
export function isClients(source: SourceKind): boolean {
  return source !== 'argv' && source !== 'answer';
}

/** What the client sends, a part of it, or what its methods, the language or a list make of it. */
export function isSent(r: Resolution, node: Node, counts = isClients, hops = 0): boolean {
  const plain = unwrap(node);
  if (hops > HOPS) return false;
  const source = sourceOf(r, plain);
  return source !== null ? counts(source) : madeOf(r, plain).some((one) => isSent(r, one, counts, hops + 1));
}

/** The kind of input that is read here. */
export function sourceOf(r: Resolution, node: Node): SourceKind | null {
  const meaning = r.meaningOf(node);
  const source =
    meaning?.kind === 'member'
      ? meaning.ref.member.source
      : meaning?.kind === 'instance'
        ? meaning.ref.type.source
        : undefined;
  return source?.kind ?? null;
}

function madeOf(r: Resolution, plain: Node): readonly Node[] {
  switch (plain.type) {
    case 'MemberExpression':
      return [plain.object];
    case 'CallExpression':
    case 'NewExpression': {
      const callee = bare(plain.callee);
      // `new Set(x)`, `JSON.parse(x)`
      if (isOfLanguage(r, callee)) return plain.arguments.slice(0, 1);
      return callee.type === 'MemberExpression' ? [callee.object] : [];
    }
    case 'ArrayExpression':
      return plain.elements.filter((element) => element !== null);
    case 'SpreadElement':
      return [plain.argument];
    case 'LogicalExpression':
      return [plain.left, plain.right];
    case 'BinaryExpression':
      return [plain.left];
    case 'TemplateLiteral':
      return plain.quasis[0]?.value.cooked === '' ? plain.expressions.slice(0, 1) : [];
    case 'Identifier': {
      const binding = r.bindingOf(plain);
      return binding?.kind === 'value' && binding.init ? [binding.init] : [];
    }
    default:
      return [];
  }
}

/** `String`, `Object.keys`: nobody declares it. */
function isOfLanguage(r: Resolution, callee: Node): boolean {
  const root = callee.type === 'MemberExpression' ? bare(callee.object) : callee;
  return root.type === 'Identifier' && r.variables.of(root) === null;
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
export function foundByIndex(
  r: Resolution,
  { left, operator, right }: TSESTree.BinaryExpression,
  outcome: boolean,
): Node | null {
  const call = unwrap(left);
  const callee = call.type === 'CallExpression' ? bare(call.callee) : null;
  if (call.type !== 'CallExpression' || callee?.type !== 'MemberExpression' || memberName(callee) !== 'indexOf')
    return null;
  const [subject] = call.arguments;
  // `text.indexOf('x')` says nothing of the text.
  if (!subject || textOf(subject) !== null || !isFound(operator, numberOf(right), outcome)) return null;
  return isSent(r, callee.object) ? null : subject;
}

/** A comparison of an index with this outcome says that something is there. */
export function isFound(operator: string, bound: number | null, outcome: boolean): boolean {
  const whenTrue = (bound === -1 && /^(?:!==?|>)$/.test(operator)) || (bound === 0 && operator === '>=');
  const whenFalse = (bound === -1 && /^(?:===?|<=)$/.test(operator)) || (bound === 0 && operator === '<');
  return outcome ? whenTrue : whenFalse;
}

/** A number that is written out, -1 among them. */
export function numberOf(node: Node): number | null {
  const plain = unwrap(node);
  if (plain.type === 'UnaryExpression' && plain.operator === '-') return numberOf(plain.argument) === 1 ? -1 : null;
  return plain.type === 'Literal' && typeof plain.value === 'number' ? plain.value : null;
}
