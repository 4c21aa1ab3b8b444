import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { SinkModel } from '../../vocabulary/sink-shapes.js';
import { outer } from '../../syntax/wrappers.js';

/**
 * What a callback hands to one of its own parameters: `(request, file, done) => done(null, name)`. Nothing when the
 * callback is of another file.
 */
export function handedValues(
  file: FileAnalysis,
  callback: Node,
  { param, arg }: NonNullable<SinkModel['handedTo']>,
): Node[] {
  const name = file.localFunctionOf(callback)?.params[param];
  if (name?.type !== 'Identifier') return [];
  return (file.variableOf(name)?.references ?? []).flatMap((reference) => {
    const use = outer(reference.identifier);
    const call = use.parent;
    const handed = call?.type === 'CallExpression' && call.callee === use ? call.arguments[arg] : undefined;
    return handed && handed.type !== 'SpreadElement' ? [handed] : [];
  });
}
