import type { FileAnalysis, FunctionNode, LibraryCall, Node } from '../../vocabulary/analysis.js';
import { isFunction } from '../../syntax/functions.js';
import { receiversOf } from '../transactions/transaction-membership.js';

/** A handler that stands in this file with the route it answers. */
export interface RouteHandler {
  /** In upper case; `ALL`; `QUERY` for a field of a GraphQL query. */
  readonly method: string;
  /** As written at the handler, without the prefixes of routers; null when it is not constant. */
  readonly path: string | null;
  readonly fn: FunctionNode;
}

/** Routes whose handler is a function of this file: registered by a call, or by a decorator on a method. */
export function routeHandlers(file: FileAnalysis): RouteHandler[] {
  return [
    ...file.callsWith('route').flatMap((call) => registeredBy(file, call)),
    ...file.nodes('MethodDefinition').flatMap((method) => decorated(file, method)),
  ];
}

function registeredBy(file: FileAnalysis, call: LibraryCall): RouteHandler[] {
  const { route } = call.call;
  if (!route || call.node.type === 'TaggedTemplateExpression') return [];
  const fn = handlerOf(file, call);
  if (!fn) return [];
  const method = typeof route.method === 'string' ? route.method : constantAt(file, call, route.method);
  const path =
    route.path === 'in-handler'
      ? null
      : route.path === 'from-receiver'
        ? receiverPath(file, call)
        : constantAt(file, call, route.path);
  return method === null ? [] : [{ method: method.toUpperCase(), path, fn }];
}

/** The last function that is given, or the one in the options. */
function handlerOf(file: FileAnalysis, call: LibraryCall): FunctionNode | null {
  const { node } = call;
  if (node.type === 'TaggedTemplateExpression') return null;
  const last = node.arguments.at(-1);
  if (!last) return null;
  const [option] = [call.call.route?.handlerProperty ?? []].flat().flatMap((property) => {
    const found = file.optionOf(call, node.arguments.length - 1, property);
    return found && found !== 'unknown' ? [found] : [];
  });
  return file.localFunctionOf(option ?? last);
}

function constantAt(
  file: FileAnalysis,
  call: LibraryCall,
  place: { readonly arg: number; readonly property?: string },
): string | null {
  if (call.node.type === 'TaggedTemplateExpression') return null;
  const held =
    place.property === undefined ? call.node.arguments[place.arg] : file.optionOf(call, place.arg, place.property);
  return held && held !== 'unknown' ? textAt(file, held) : null;
}

/** `router.route('/a').get(...)`. */
function receiverPath(file: FileAnalysis, call: LibraryCall): string | null {
  for (const receiver of receiversOf(call.node)) {
    const first = receiver.type === 'CallExpression' ? receiver.arguments[0] : undefined;
    const path = first ? textAt(file, first) : null;
    if (path !== null) return path;
  }
  return null;
}

function decorated(file: FileAnalysis, method: Node): RouteHandler[] {
  if (method.type !== 'MethodDefinition' || !isFunction(method.value)) return [];
  const fn = method.value;
  return file.decoratorsOf(method).flatMap(({ decorator, args }): RouteHandler[] => {
    if (decorator?.is === 'entry' && decorator.kind === 'graphql-query') return [{ method: 'QUERY', path: null, fn }];
    if (decorator?.is !== 'route') return [];
    const path = args[decorator.pathArg];
    return [{ method: decorator.method, path: path ? textAt(file, path) : '', fn }];
  });
}

function textAt(file: FileAnalysis, node: Node): string | null {
  const { constant } = file.valueOf(node);
  return typeof constant === 'string' ? constant : null;
}
