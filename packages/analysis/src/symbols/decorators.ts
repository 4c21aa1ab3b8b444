import type { TSESTree } from '@typescript-eslint/types';
import type { DecoratorUse } from '../vocabulary/analysis.js';
import { dottedName } from '../syntax/functions.js';
import { bare } from '../syntax/wrappers.js';
import { typeRef } from './meaning.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { Resolution } from './resolution.js';

/** Decorators of a class, method, property or parameter with what the models say of them. */
export function decoratorUses(r: Resolution, decorators: readonly TSESTree.Decorator[]): DecoratorUse[] {
  return decorators.map((node) => {
    const expression = bare(node.expression);
    const callee = expression.type === 'CallExpression' ? expression.callee : expression;
    const meaning = r.meaningOf(callee);
    const symbol = meaning?.kind === 'member' ? meaning.ref : null;
    return {
      node,
      name: dottedName(callee) ?? '<computed>',
      symbol,
      decorator: symbol?.member.decorator ?? null,
      args: expression.type === 'CallExpression' ? expression.arguments : [],
    };
  });
}

/** Type that an injection decorator gives a field: `@InjectRepository(User) users`. */
export function injectedMeaning(r: Resolution, decorators: readonly TSESTree.Decorator[]): Meaning | null {
  for (const use of decoratorUses(r, decorators)) {
    if ((use.decorator?.is !== 'injection' && use.decorator?.is !== 'parameter') || !use.decorator.type || !use.symbol)
      continue;
    const entity =
      use.decorator.is === 'parameter' || use.decorator.entityArg === undefined
        ? undefined
        : dottedName(use.args[use.decorator.entityArg] ?? use.node);
    const type = typeRef(r.registry, use.decorator.type, use.symbol.model, 3, entity ?? undefined);
    if (type) return { kind: 'instance', ref: type };
  }
  return null;
}
