import {
  bare,
  cannotReject,
  dottedName,
  type FileAnalysis,
  isFunction,
  isLogCall,
  type Node,
  outer,
  receiversOf,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Whether anything in a block may throw. Answers of the framework, cookies and lines of a log do not, nor does reading
 * a name or one step below it. What is not understood may fail.
 */
export function canFail(file: FileAnalysis, block: Node): boolean {
  const calls = [...file.nodes('CallExpression'), ...file.nodes('NewExpression')].filter((call) =>
    isWithin(call, block),
  );
  const isHarmless = (call: (typeof calls)[number]): boolean =>
    neverThrows(file, call) || (call.type === 'CallExpression' && (isAnswer(file, call) || isSettled(file, call)));
  if (!calls.every(isHarmless)) return true;
  const awaits = file.nodes('AwaitExpression').filter(({ argument }) => !cannotReject(file, argument));
  const unpacked = file.nodes('VariableDeclarator').filter(({ id }) => id.type !== 'Identifier');
  const risky = [
    ...awaits,
    ...file.nodes('YieldExpression'),
    ...file.nodes('ThrowStatement'),
    ...file.nodes('TaggedTemplateExpression'),
    ...file.nodes('ForOfStatement'),
    ...file.nodes('SpreadElement'),
    ...unpacked,
  ];
  return (
    risky.some((node) => isWithin(node, block)) ||
    file.nodes('MemberExpression').some((member) => isWithin(member, block) && isDeepRead(file, member))
  );
}

/** `parseInt(x)`, `Math.round(x)`, `new Date(x)`: no number and no date are results too. */
export function neverThrows(file: FileAnalysis, call: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
  return call.type === 'NewExpression' ? isPlainMaking(call) : file.libraryCall(call)?.call.neverThrows === true;
}

/** `await tell(user)`, which handles its own failures. */
function isSettled(file: FileAnalysis, call: TSESTree.CallExpression): boolean {
  return outer(call).parent?.type === 'AwaitExpression' && cannotReject(file, call);
}

/** `res.status(200).json({})`, `res.cookie('a', b)`, `res.clearCookie('a')`, `console.log()`. */
function isAnswer(file: FileAnalysis, call: TSESTree.CallExpression): boolean {
  if (call.arguments.some((argument) => isFunction(bare(argument)))) return false;
  if (isLogCall(call)) return true;
  const { call: model } = file.libraryCall(call) ?? {};
  return model !== undefined && (model.response !== undefined || model.cookie !== undefined || isChained(file, call));
}

/** A call that only gives the answer back: it belongs to the same response as one that answers. */
function isChained(file: FileAnalysis, call: TSESTree.CallExpression): boolean {
  const root = receiversOf(call).at(-1);
  const variable = root?.type === 'Identifier' ? file.variableOf(root) : null;
  return (
    variable !== null &&
    variable !== undefined &&
    file.callsWith('response').some(({ node }) => {
      const other = receiversOf(node).at(-1);
      return other?.type === 'Identifier' && file.variableOf(other) === variable;
    })
  );
}

/** `new Date(0)`. */
function isPlainMaking({ callee }: TSESTree.NewExpression): boolean {
  return dottedName(callee) === 'Date';
}

/** `order.owner.name` throws where there is no owner; what a call is made on, and the environment, are there. */
function isDeepRead(file: FileAnalysis, member: TSESTree.MemberExpression): boolean {
  const object = bare(member.object);
  if (member.optional || object.type !== 'MemberExpression' || file.text.startsWith('process.env', object.range[0]))
    return false;
  const { parent } = member;
  return !(parent.type === 'CallExpression' && parent.callee === member && isLogCall(parent));
}

function isWithin(node: Node, block: Node): boolean {
  return node.range[0] >= block.range[0] && node.range[1] <= block.range[1];
}
