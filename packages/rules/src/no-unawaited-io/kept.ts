import { asyncCallOf, bare, outer, wholeChain, type FileAnalysis, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';
import { takenAs, type TakenAs } from './taken-for-value.js';

/** Uses of the one name a promise is kept under, in source order; null where it is kept otherwise or written again. */
function usesOf(file: FileAnalysis, call: Node): readonly Node[] | null {
  const whole = outer(wholeChain(call));
  const declarator = whole.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== whole || declarator.id.type !== 'Identifier')
    return null;
  const { id } = declarator;
  const references = file.variableOf(id)?.references ?? [];
  if (references.some((reference) => reference.isWrite() && reference.identifier !== id)) return null;
  return references
    .filter((reference) => !reference.isWrite())
    .map(({ identifier }) => identifier as Node)
    .sort((one, other) => one.range[0] - other.range[0]);
}

/** `const name = nameOf(id); if (name === 'admin')`: the first place that takes the promise for what it brings. */
export function keptAsValue(file: FileAnalysis, call: Node): { readonly use: Node; readonly as: TakenAs } | null {
  for (const use of usesOf(file, call) ?? []) {
    const as = takenAs(file, use);
    if (as) return { use, as };
  }
  return null;
}

/**
 * `const users = load(); const count = await other(); await users;`: what is waited for while nobody listens to the
 * promise that is kept; null where somebody does from the beginning.
 */
export function awaitedMeanwhile(file: FileAnalysis, call: Node): TSESTree.AwaitExpression | null {
  const [first] = usesOf(file, call) ?? [];
  const fn = file.functionOf(call);
  if (!first || !fn || file.functionOf(first) !== fn) return null;
  const block = blockOf(call);
  const kept = outer(wholeChain(call)).range[1];
  return (
    file
      .nodes('AwaitExpression')
      .find(
        (waiting) =>
          waiting.range[0] > kept &&
          waiting.range[1] <= first.range[0] &&
          file.functionOf(waiting) === fn &&
          blockOf(waiting) === block &&
          blockOf(first) !== null &&
          isWork(file, waiting.argument),
      ) ?? null
  );
}

function blockOf(node: Node): Node | null {
  for (let around = node.parent; around; around = around.parent)
    if (around.type === 'BlockStatement' || around.type === 'Program') return around;
  return null;
}

/** It takes a while: a known asynchronous call, or a promise of one that is kept as well. */
function isWork(file: FileAnalysis, awaited: Node): boolean {
  const plain = bare(awaited);
  if (plain.type === 'CallExpression' || plain.type === 'TaggedTemplateExpression')
    return asyncCallOf(file, plain) !== null;
  const made = plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  const init = made?.type === 'VariableDeclarator' && made.init ? bare(made.init) : null;
  return init?.type === 'CallExpression' && asyncCallOf(file, init) !== null;
}
