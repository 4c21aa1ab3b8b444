import {
  bare,
  givenCallbacks,
  receiversOf,
  type FileAnalysis,
  type FunctionNode,
  type GivenCallback,
  type LibraryCall,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

const ERROR = /^_?(?:e|err|error|ex|exception)$/i;
/** Tests that single out errors of what is mounted before: parsers, sessions, tokens. */
const SELECTIVE = /SyntaxError|entity\.|\binstanceof\b|LIMIT_|csrf|parse|\.code\b|\.name\b|\.type\b/i;

/** Takes an error first, and one parameter fewer than the framework counts: it is called with a request instead. */
export function isMiscounted({ callback, fn }: Pick<GivenCallback, 'callback' | 'fn'>): boolean {
  const [first] = fn.params;
  return (
    callback.errorParams !== undefined &&
    arity(fn) === callback.errorParams.length - 1 &&
    first?.type === 'Identifier' &&
    ERROR.test(first.name)
  );
}

/** What a function counts as its parameters: those before the first default or rest. */
function arity(fn: FunctionNode): number {
  const open = fn.params.findIndex((param) => param.type === 'AssignmentPattern' || param.type === 'RestElement');
  return open < 0 ? fn.params.length : open;
}

/** An error handler of everything, and a route its router gets after it. */
export interface EarlyHandler {
  readonly fn: FunctionNode;
  readonly later: LibraryCall['node'];
}

/** Error handlers behind which their own router goes on and gets routes, and no other error handler. */
export function earlyHandlers(file: FileAnalysis): EarlyHandler[] {
  const mounts = file.callsWith('mount');
  return mounts.flatMap((mount): EarlyHandler[] => {
    const given = mount.symbol.rung <= 3 ? givenCallbacks(file, mount) : [];
    const handler = given.find(
      ({ callback, fn, node }) => isErrorHandler(callback.errorParams, fn) && argumentsOf(mount)[0] === node,
    );
    if (!handler || isSelective(file, handler.fn)) return [];
    const behind = (other: LibraryCall): boolean =>
      other.node.range[0] > mount.node.range[1] && isSameRouter(file, mount, other);
    if (mounts.some((other) => behind(other) && handlesErrors(file, other))) return [];
    const route =
      file
        .callsWith('route')
        .find(
          (other) =>
            argumentsOf(other).length > (other.call.route?.handlersFrom ?? 0) && behind(other) && canFail(file, other),
        ) ?? mounts.find((other) => behind(other) && mountsRoutes(file, other));
    return route ? [{ fn: handler.fn, later: route.node }] : [];
  });
}

function isErrorHandler(errorParams: readonly unknown[] | undefined, fn: FunctionNode): boolean {
  return errorParams !== undefined && arity(fn) === errorParams.length;
}

/** Handles some errors and hands the others on. */
function isSelective(file: FileAnalysis, fn: FunctionNode): boolean {
  const last = fn.params.at(-1);
  const handsOn = last?.type === 'Identifier' && (file.variableOf(last)?.references.length ?? 0) > 0;
  return handsOn || fn.body === null || SELECTIVE.test(file.text.slice(...fn.body.range));
}

function isSameRouter(file: FileAnalysis, { node }: LibraryCall, other: LibraryCall): boolean {
  const router = routerOf(file, node);
  return (
    router !== null && router === routerOf(file, other.node) && file.functionOf(node) === file.functionOf(other.node)
  );
}

function routerOf(file: FileAnalysis, node: Node): unknown {
  const root = receiversOf(node).at(-1);
  const plain = root ? bare(root) : null;
  return plain?.type === 'Identifier' ? file.variableOf(plain) : null;
}

function handlesErrors(file: FileAnalysis, mount: LibraryCall): boolean {
  return (
    givenCallbacks(file, mount).some(({ callback, fn }) => isErrorHandler(callback.errorParams, fn)) ||
    /err|exception|fail|sentry/i.test(file.text.slice(...mount.node.range).slice(0, 200))
  );
}

/**
 * All its handlers stand here and do nothing but answer, as that of a health check does: then there is no error to
 * handle.
 */
function canFail(file: FileAnalysis, route: LibraryCall): boolean {
  const given = givenCallbacks(file, route);
  const handlers = argumentsOf(route).slice(route.call.route?.handlersFrom ?? 0);
  return (
    given.length < handlers.length ||
    given.some(({ fn }) => {
      const within = (node: Node): boolean => node.range[0] >= fn.range[0] && node.range[1] <= fn.range[1];
      return (
        file.nodes('AwaitExpression', 'ThrowStatement').some(within) ||
        file
          .nodes('CallExpression', 'NewExpression')
          .some((node) => within(node) && file.libraryCall(node)?.call.response === undefined)
      );
    })
  );
}

/**
 * `app.use('/users', users)`: a router under a path, and neither a function of this file nor a middleware of a library.
 */
function mountsRoutes(file: FileAnalysis, mount: LibraryCall): boolean {
  const [path, ...given] = argumentsOf(mount);
  const last = given.at(-1);
  if (!path || !last || typeof file.valueOf(path).constant !== 'string' || file.localFunctionOf(last)) return false;
  const plain = bare(last);
  return plain.type === 'CallExpression'
    ? plain.callee.type === 'Identifier' && plain.callee.name === 'require'
    : plain.type === 'Identifier' && file.symbolOf(plain) === null;
}

function argumentsOf({ node }: LibraryCall): readonly TSESTree.CallExpressionArgument[] {
  return node.type === 'TaggedTemplateExpression' ? [] : node.arguments;
}
