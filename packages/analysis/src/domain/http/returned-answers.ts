import type { TSESTree } from '@typescript-eslint/types';
import type { DecoratorUse, FileAnalysis } from '../../vocabulary/analysis.js';
import { isFunction, returnedExpressions } from '../../syntax/functions.js';
import { heldUnder } from '../calls/held-options.js';

/** What a method gives back, where decorators say what becomes of that. */
export interface ReturnedAnswer {
  readonly node: TSESTree.Expression;
  readonly method: TSESTree.MethodDefinition;
  /** As the type HTML, or as a text that browsers read as HTML when it begins with a tag. */
  readonly as: 'html' | 'sniffed';
}

/** Texts of routes that are sent as they are given back. */
export function returnedPages(file: FileAnalysis): ReturnedAnswer[] {
  return routesOf(file).flatMap(({ method, uses }) => {
    const isText = uses.some(({ decorator }) => decorator?.is === 'route' && decorator.returned === 'text');
    const types = uses
      .filter(({ decorator }) => decorator?.is === 'metadata' && decorator.sets === 'header')
      .filter(({ args: [name] }) => /^content-type$/i.test(constantOf(file, name)))
      .map(({ args: [, value] }) => constantOf(file, value));
    if (!isText || (types.length > 0 && !types.some((type) => /html|xml|svg/i.test(type)))) return [];
    const as = types.length > 0 ? 'html' : 'sniffed';
    return given(method).map((node) => ({ node, method, as }));
  });
}

/** Addresses that a method gives back, whose decorator sends the browser there: `{ url }`. */
export function returnedRedirects(file: FileAnalysis): Pick<ReturnedAnswer, 'node' | 'method'>[] {
  return routesOf(file).flatMap(({ method, uses }) =>
    uses.some(({ decorator }) => decorator?.is === 'metadata' && decorator.sets === 'redirect')
      ? given(method).flatMap((node) =>
          heldUnder(file, node, 'url', node).values.map((value) => ({ node: value as TSESTree.Expression, method })),
        )
      : [],
  );
}

function routesOf(file: FileAnalysis): { method: TSESTree.MethodDefinition; uses: readonly DecoratorUse[] }[] {
  return file.nodes('MethodDefinition').flatMap((method) => {
    const uses = file.decoratorsOf(method);
    return uses.some(({ decorator }) => decorator?.is === 'route') ? [{ method, uses }] : [];
  });
}

function given(method: TSESTree.MethodDefinition): TSESTree.Expression[] {
  return isFunction(method.value) ? returnedExpressions(method.value) : [];
}

function constantOf(file: FileAnalysis, node: TSESTree.Node | undefined): string {
  const constant = node ? file.valueOf(node).constant : undefined;
  return typeof constant === 'string' ? constant : '';
}
