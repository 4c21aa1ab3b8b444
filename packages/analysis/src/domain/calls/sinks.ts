import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, LibraryCall, Node, Sink } from '../../vocabulary/analysis.js';
import type { SinkKind } from '../../vocabulary/concepts.js';
import type { SinkModel } from '../../vocabulary/sink-shapes.js';
import { bare } from '../../syntax/wrappers.js';
import { argumentsOf } from './arguments-of.js';
import { handedPlugin } from './handed-plugin.js';
import { handedValues } from './handed-values.js';
import { heldUnder } from './held-options.js';
import { optionTest } from './option-test.js';
import { shellScripts } from './shell-scripts.js';

/**
 * Arguments of a modelled call that arrive at a sink of this kind, after the tests on its options. Options that are not
 * seen neither make it a sink nor make it harmless.
 */
export function sinksOf(file: FileAnalysis, call: LibraryCall, kind: SinkKind): Sink[] {
  const found = sinkModels(file, call).flatMap((model) => {
    if (model.kind !== kind) return [];
    if (model.when && optionTest(file, call, model.when) !== 'yes') return [];
    if (model.unless && optionTest(file, call, model.unless) === 'yes') return [];
    return argumentsOf(call, model.arg, model.from)
      .flatMap((argument) => heldValues(file, call, argument, model))
      .flatMap((held) => (model.handedTo ? handedValues(file, held, model.handedTo) : [held]))
      .map((node): Sink => ({
        kind: model.kind,
        model,
        call,
        node: node as TSESTree.Expression,
        rung: call.symbol.rung,
      }));
  });
  return kind === 'shell-command' ? [...found, ...shellScripts(file, call)] : found;
}

/** What a call takes itself, and what it hands to the plugin it is given. */
export function sinkModels(file: FileAnalysis, call: LibraryCall): readonly SinkModel[] {
  const own = (call.call.sinks ?? []).filter(({ handed }) => !handed);
  const plugin = call.call.mount ? handedPlugin(file, call) : undefined;
  return plugin?.sinks ? [...own, ...plugin.sinks.filter(({ handed }) => handed)] : own;
}

/** The expressions the sink may read: the argument, or what it holds under the names of the model. */
function heldValues(file: FileAnalysis, call: LibraryCall, argument: Node, model: SinkModel): TSESTree.Expression[] {
  if (!model.property) return [argument as TSESTree.Expression];
  const names = typeof model.property === 'string' ? [model.property] : model.property;
  const held = names.map((name) => heldUnder(file, argument, name, call.node));
  const isObject = objectBehind(file, argument) !== null || held.some(({ literal }) => literal);
  if (!isObject) return model.propertyOnly ? [] : [argument as TSESTree.Expression];
  const looked = held.flatMap(({ values }, index) =>
    reachesFurther(names, names[index]) ? values.filter((value) => objectBehind(file, value) === null) : values,
  );
  return [...new Set(looked)] as TSESTree.Expression[];
}

/** `script` beside `script.source`: an object there is looked into, and is not the value itself. */
function reachesFurther(names: readonly string[], name = ''): boolean {
  return names.some((other) => other.startsWith(`${name}.`));
}

/** The object literal an argument is, directly or through a const. */
export function objectBehind(file: FileAnalysis, argument: Node): TSESTree.ObjectExpression | null {
  let plain = bare(argument);
  for (let hops = 0; plain.type === 'Identifier' && hops < 4; hops += 1) {
    const definition = file.variableOf(plain)?.defs[0]?.node as Node | undefined;
    if (definition?.type !== 'VariableDeclarator' || !definition.init || definition.id.type !== 'Identifier')
      return null;
    plain = bare(definition.init);
  }
  return plain.type === 'ObjectExpression' ? plain : null;
}
