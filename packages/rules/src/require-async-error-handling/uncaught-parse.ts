import { argumentsOf, runsWithin, type FileAnalysis, type FunctionNode, type Node } from '@backend-architect/analysis';

/**
 * A call in the function that throws on malformed text, made of what the function is given, and that no `try` around it
 * catches.
 */
export function uncaughtParse(file: FileAnalysis, fn: FunctionNode): Node | null {
  for (const call of file.callsWith('throwsOn')) {
    const { throwsOn } = call.call;
    const [input] = throwsOn === undefined ? [] : argumentsOf(call, throwsOn);
    if (input && runsWithin(file, call.node, fn) && isOfParameter(file, input, fn) && !isCaught(call.node, fn))
      return call.node;
  }
  return null;
}

/** The input is written with a parameter of the function, or with a name made of one. */
function isOfParameter(file: FileAnalysis, input: Node, fn: FunctionNode, hops = 0): boolean {
  if (hops > 3) return false;
  return file.nodes('Identifier').some((name) => {
    if (name.range[0] < input.range[0] || name.range[1] > input.range[1]) return false;
    const definition = file.variableOf(name)?.defs[0];
    if (definition?.type === 'Parameter') return definition.node === fn;
    const made = definition?.node as Node | undefined;
    return (
      made?.type === 'VariableDeclarator' &&
      made.init !== null &&
      made.init !== input &&
      made.range[0] > fn.range[0] &&
      isOfParameter(file, made.init, fn, hops + 1)
    );
  });
}

/** A `try` of the function that has a `catch` stands around the node. */
export function isCaught(node: Node, fn: FunctionNode): boolean {
  for (let inner = node, parent = node.parent; parent && inner !== fn; inner = parent, parent = parent.parent) {
    if (parent.type === 'TryStatement' && parent.block === inner && parent.handler) return true;
  }
  return false;
}
