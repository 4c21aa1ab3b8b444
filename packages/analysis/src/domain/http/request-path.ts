import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import type { TypeRef } from '../../vocabulary/symbol-refs.js';
import { enclosingFunction } from '../../syntax/functions.js';

/** The request handler a node runs in, when this file shows one around it; null otherwise. */
export function requestHandlerAround(file: FileAnalysis, node: Node): FunctionNode | null {
  for (let fn = enclosingFunction(node); fn; fn = enclosingFunction(fn)) if (isRequestHandler(file, fn)) return fn;
  return null;
}

/** A function that takes a request of a modelled framework, or a method that is a route. */
function isRequestHandler(file: FileAnalysis, fn: FunctionNode): boolean {
  const method = fn.parent?.type === 'MethodDefinition' ? fn.parent : null;
  if (method && file.decoratorsOf(method).some((use) => use.decorator?.is === 'route')) return true;
  return fn.params.some((param) => {
    const name = param.type === 'AssignmentPattern' ? param.left : param;
    const type = name.type === 'Identifier' ? file.typeOf(name) : null;
    return type !== null && isRequest(type);
  });
}

/** A type of a web framework whose members are request input. */
function isRequest({ model, type }: TypeRef): boolean {
  return (
    model.family === 'http' &&
    Object.values(type.members ?? {}).some(
      (member) => member.source !== undefined || member.call?.result?.is === 'source' || member.type === 'Request',
    )
  );
}
