import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { writesOf } from '../access/written-values.js';
import { requestChain } from '../http/request-chain.js';

const READS = new RegExp(
  String.raw`^(?:get\w*|has|find\w*|includes|indexOf|lastIndexOf|map|filter|some|every|reduce\w*|flat\w*|` +
    String.raw`join|at|keys|values|entries|slice|concat|test|exec|forEach|to[A-Z]\w*|on|once|log|info|warn|` +
    String.raw`encode|decode|error|debug|trace|is[A-Z]\w*|format\w*|resolve\w*)$`,
);

/** A write to a variable, or into a value, that was there before the function ran. */
export function outlives(file: FileAnalysis, fn: FunctionNode, target: Node): boolean {
  let root = bare(target);
  while (root.type === 'MemberExpression') root = bare(root.object);
  if (root.type !== 'Identifier' || requestChain(file, root) !== null) return false;
  const [definition] = file.variableOf(root)?.defs ?? [];
  return !(definition && fn.range[0] <= definition.name.range[0] && definition.name.range[1] <= fn.range[1]);
}

/**
 * A method of a list, map or emitter, or one chosen at run time, that is not known to only read: `items.set(id, 1)`,
 * `actions[name]()`.
 */
export function isMutating(
  file: FileAnalysis,
  callee: TSESTree.MemberExpression,
  node: TSESTree.CallExpression | TSESTree.NewExpression,
): boolean {
  const object = bare(callee.object);
  const name = memberName(callee);
  if (object.type !== 'Identifier') return false;
  if (file.libraryCall(node) !== null) return name === 'emit';
  if (name === null) return true;
  const [init] = writesOf(file, object);
  if (!init || READS.test(name)) return false;
  const made = bare(init);
  if (made.type === 'ArrayExpression') return true;
  if (made.type !== 'NewExpression' || made.callee.type !== 'Identifier')
    return made.type === 'NewExpression' && file.typeOf(object) !== null;
  // A class of the project is followed; one of a package is not.
  const [definition] = file.variableOf(made.callee)?.defs ?? [];
  return (
    !definition ||
    file.typeOf(object) !== null ||
    (definition.parent?.type === 'ImportDeclaration' && !/^[.#~]|^@\//.test(definition.parent.source.value))
  );
}

/** To count is no change anybody minds: `hits += 1`. */
export function isCount(node: TSESTree.AssignmentExpression): boolean {
  return (
    (node.operator === '+=' || node.operator === '-=') &&
    node.right.type === 'Literal' &&
    typeof node.right.value === 'number'
  );
}
