import type { TSESTree } from '@typescript-eslint/types';
import type { CallNode, FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import { receiversOf } from '../transactions/transaction-membership.js';
import { bindingOf } from '../../symbols/binding.js';
import { returnedExpressions } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { tableNode } from './table-node.js';

/**
 * Position of the parameter that says which table the result of a function speaks of: `(target) =>
 * source.getRepository(target)`. Null when it is fixed, or not one parameter says it.
 */
export function tableParamOf(file: FileAnalysis, fn: FunctionNode): number | null {
  const places = returnedExpressions(fn).map((returned) => paramAt(file, tableOf(file, bare(returned)), fn));
  const [first = null] = places;
  return places.every((place) => place === first) ? first : null;
}

/** The same for one query: the parameter of the function around it that names its table. */
export function queryTableParam(file: FileAnalysis, node: CallNode): number | null {
  const fn = file.functionOf(node);
  return fn && paramAt(file, tableOf(file, node), fn);
}

/** Names of entities and tables among arguments, by what evidence there is of them: text, an import, a class. */
export function entityNames(file: FileAnalysis, args: readonly TSESTree.CallExpressionArgument[]): (string | null)[] {
  return args.map((argument) => entityName(file, bare(argument)));
}

function entityName(file: FileAnalysis, node: Node): string | null {
  if (node.type === 'Literal')
    return typeof node.value === 'string' && /^\w[\w.]{0,60}$/.test(node.value) ? node.value : null;
  if (node.type === 'MemberExpression')
    return node.object.type === 'Identifier' && bindingKind(file, node.object) === 'import' ? memberName(node) : null;
  if (node.type !== 'Identifier') return null;
  const kind = bindingKind(file, node);
  return kind === 'import' || kind === 'class' ? node.name : null;
}

function bindingKind(file: FileAnalysis, name: TSESTree.Identifier): string | null {
  const variable = file.variableOf(name);
  return variable && variable.defs.length > 0 ? bindingOf(variable).kind : null;
}

/** The call that names the table stands in the expression, before it, or behind the name it is called on. */
function tableOf(file: FileAnalysis, node: Node, hops = 0): Node | null {
  if (hops > 2) return null;
  for (const place of [node, ...receiversOf(node)].map(bare)) {
    if (place.type === 'CallExpression' || place.type === 'TaggedTemplateExpression') {
      const table = tableNode(file, file.libraryCall(place), place);
      if (table) return bare(table);
    } else if (place.type === 'Identifier') {
      const variable = file.variableOf(place);
      const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
      const init = binding?.kind === 'value' && binding.path.length === 0 ? binding.init : null;
      const table = init ? tableOf(file, bare(init), hops + 1) : null;
      if (table) return table;
    }
  }
  return null;
}

function paramAt(file: FileAnalysis, table: Node | null, fn: FunctionNode): number | null {
  if (table?.type !== 'Identifier') return null;
  const variable = file.variableOf(table);
  const binding = variable && variable.defs.length > 0 ? bindingOf(variable) : null;
  return binding?.kind === 'param' && binding.fn === fn && binding.path.length === 0 && !binding.rest
    ? binding.index
    : null;
}
