/** Lists whose elements are each given to the same code: routes that are registered one by one. */
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import type { ArgFact } from '../vocabulary/argument-fact.js';
import type { IterationFact } from '../vocabulary/facts.js';
import { memberName } from '../syntax/keys.js';
import { bare, unwrap } from '../syntax/wrappers.js';
import { argOf, listOf } from './args.js';
import { refOf } from './refs.js';

/** Lists of texts and numbers say nothing: only those are kept that hold things, or come from another file. */
export function iterationsOf(file: FileAnalysis): IterationFact[] {
  const loops = file.nodes('ForOfStatement').flatMap((node) => iteration(file, node.range[0], node.right));
  const calls = file.nodes('CallExpression').flatMap((node) => {
    const callee = bare(node.callee);
    const [first] = node.arguments;
    if (callee.type !== 'MemberExpression' || !/^(?:forEach|map|flatMap)$/.test(memberName(callee) ?? '') || !first)
      return [];
    const fn = file.localFunctionOf(first);
    return fn ? iteration(file, fn.range[0], callee.object) : [];
  });
  return [...loops, ...calls];
}

function iteration(file: FileAnalysis, fn: number, over: Node): IterationFact[] {
  const plain = unwrap(over);
  const list = listOf(file, plain) ?? membersOf(file, plain);
  if (list) return [{ fn, list }];
  const ref = refOf(file, plain);
  return ref.kind === 'import' ? [{ fn, ref }] : [];
}

/** `Object.entries(routes)`, `Object.values(routes)` of an object that is written out. */
function membersOf(file: FileAnalysis, node: Node): readonly ArgFact[] | null {
  if (node.type !== 'CallExpression' || !node.arguments[0]) return null;
  const callee = bare(node.callee);
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'Identifier' || callee.object.name !== 'Object')
    return null;
  const name = memberName(callee);
  const { properties } = argOf(file, node.arguments[0]);
  if (!properties || (name !== 'entries' && name !== 'values')) return null;
  const members = Object.entries(properties).filter(([key]) => key !== '...');
  if (!members.some(([, { fn, ref, properties: inner }]) => fn !== undefined || ref || inner)) return null;
  return members.map(([key, arg]) =>
    name === 'values' ? arg : { at: arg.at, properties: { 0: { at: arg.at, text: key }, 1: arg } },
  );
}
