import type { DecoratorUse, FileAnalysis, Node } from '../vocabulary/analysis.js';
import { argOf, MAX_ENTRIES } from './args.js';
import { refOf } from './refs.js';
import { bare } from '../syntax/wrappers.js';
import type { DecoratorFact } from '../vocabulary/facts.js';

/** Decorators of a class, member or parameter, in source order. */
export function decoratorFactsOf(file: FileAnalysis, node: Node): DecoratorFact[] {
  return file.decoratorsOf(node).map((use) => decoratorFact(file, use));
}

function decoratorFact(file: FileAnalysis, use: DecoratorUse): DecoratorFact {
  const expression = bare(use.node.expression);
  const callee = expression.type === 'CallExpression' ? expression.callee : expression;
  const { symbol } = use;
  return {
    ref:
      symbol && symbol.rung <= 3 ? { kind: 'library', symbol: symbol.symbol, rung: symbol.rung } : refOf(file, callee),
    name: use.name,
    at: use.node.range,
    args: use.args.map((argument) => argOf(file, argument, 0, MAX_ENTRIES)),
  };
}
