import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import { enclosingClass } from '../../syntax/functions.js';
import { bare } from '../../syntax/wrappers.js';
import { receiversOf } from './transaction-membership.js';

/**
 * The client belongs to the module, or was injected by a container: nobody could have handed in the handle of a
 * transaction for it.
 */
export function hasOwnClient(file: FileAnalysis, node: Node): boolean {
  const root = receiversOf(node).at(-1);
  const plain = root ? bare(root) : null;
  if (plain?.type === 'ThisExpression') {
    const holder = enclosingClass(plain);
    return (
      holder !== null && file.decoratorsOf(holder).length > 0 && !/cls|transactional|asynclocalstorage/i.test(file.text)
    );
  }
  if (plain?.type !== 'Identifier') return false;
  const definition = file.variableOf(plain)?.defs[0];
  if (!definition) return true;
  if (definition.type === 'ImportBinding' || definition.type === 'ClassName') return true;
  const declared = definition.node as Node;
  if (declared.type !== 'VariableDeclarator' || !declared.init) return false;
  // A name for a part of a client, or for a row that was read with one.
  return (
    file.functionOf(declared) === null ||
    (bare(declared.init).type === 'CallExpression' && hasOwnClient(file, bare(declared.init)))
  );
}
