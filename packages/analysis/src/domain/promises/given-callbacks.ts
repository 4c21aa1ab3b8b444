import type { FileAnalysis, FunctionNode, LibraryCall, Node } from '../../vocabulary/analysis.js';
import type { CallbackModel } from '../../vocabulary/library-model.js';
import { takes } from '../../symbols/callback-parameters.js';
import { bare } from '../../syntax/wrappers.js';

/** A function of this file that a modelled call is given as a callback. */
export interface GivenCallback {
  readonly callback: CallbackModel;
  /** The function, or a name for it. */
  readonly node: Node;
  readonly fn: FunctionNode;
}

/**
 * Functions of this file given to a modelled call: as an argument, in a list of handlers, or as a property of its
 * options.
 */
export function givenCallbacks(file: FileAnalysis, call: LibraryCall): GivenCallback[] {
  const { node } = call;
  if (node.type === 'TaggedTemplateExpression') return [];
  return (call.call.callbacks ?? []).flatMap((callback) => {
    if (callback.property !== undefined) {
      const option = typeof callback.arg === 'number' ? file.optionOf(call, callback.arg, callback.property) : null;
      return option && option !== 'unknown' ? functionAt(file, callback, option) : [];
    }
    return node.arguments
      .filter((_, position) => takes(callback.arg, callback.from, position, node.arguments.length))
      .flatMap((argument) => listed(argument))
      .flatMap((given) => functionAt(file, callback, given));
  });
}

/** Handlers may stand in a list, one level deep. */
function listed(argument: Node): Node[] {
  const plain = bare(argument);
  if (plain.type !== 'ArrayExpression') return argument.type === 'SpreadElement' ? [] : [argument];
  return plain.elements.filter((element) => element !== null && element.type !== 'SpreadElement');
}

function functionAt(file: FileAnalysis, callback: CallbackModel, node: Node): GivenCallback[] {
  const fn = file.localFunctionOf(node);
  return fn ? [{ callback, node, fn }] : [];
}
