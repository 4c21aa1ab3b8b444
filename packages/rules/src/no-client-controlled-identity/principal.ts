import {
  bare,
  isFunction,
  memberName,
  routeHandlers,
  runsWithin,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';

const KNOWS_WHO = /^(?:user|auth|currentUser|account|principal|viewer)$/;
const GUARD = /auth|login|logged|jwt|session|protect|guard/i;

/**
 * How a handler can know who is asking: it reads it itself, or something before it refuses strangers; null when nothing
 * shows it.
 */
export function principalOf(file: FileAnalysis, fn: FunctionNode): 'read' | 'guarded' | null {
  if (
    file
      .nodes('MemberExpression')
      .some(
        (node) =>
          KNOWS_WHO.test(memberName(node) ?? '') && isOfRequest(file, node.object) && runsWithin(file, node, fn),
      )
  )
    return 'read';
  return isGuarded(file, fn) ? 'guarded' : null;
}

/** The request, its session, or the state a framework hands on: `req.user`, `ctx.state.user`, `res.locals.user`. */
function isOfRequest(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  if (plain.type === 'MemberExpression')
    return /^(?:session|state|locals|context|raw)$/.test(memberName(plain) ?? '') && isOfRequest(file, plain.object);
  return plain.type === 'Identifier' && file.typeOf(plain)?.model.family === 'http';
}

function isGuarded(file: FileAnalysis, fn: FunctionNode): boolean {
  const method = fn.parent;
  if (method?.type === 'MethodDefinition') {
    return [method, method.parent.parent].some((node) =>
      file
        .decoratorsOf(node)
        .some(
          (use) => use.decorator?.is === 'guards' && use.args.some((arg) => GUARD.test(file.text.slice(...arg.range))),
        ),
    );
  }
  return file
    .callsWith('route')
    .some(
      ({ node }) =>
        node.type === 'CallExpression' &&
        node.arguments.some((argument) => file.localFunctionOf(argument) === fn) &&
        node.arguments.some(
          (argument) => file.localFunctionOf(argument) !== fn && GUARD.test(guardName(file, argument)),
        ),
    );
}

function guardName(file: FileAnalysis, node: Node): string {
  return node.type === 'Literal' || isFunction(node) ? '' : file.text.slice(...node.range);
}

/** The handler of a route around a node, when this file shows it. */
export function handlerAround(file: FileAnalysis, node: Node): FunctionNode | null {
  return routeHandlers(file).find(({ fn }) => runsWithin(file, node, fn))?.fn ?? null;
}
