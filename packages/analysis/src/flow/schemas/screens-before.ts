/** All that stands before a handler: around it, beside it in its route, and before its route on the same router. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../../vocabulary/analysis.js';
import type { CallModel } from '../../vocabulary/library-model.js';
import type { Screen } from '../../vocabulary/screens.js';
import { callable } from '../../symbols/callable.js';
import { callbackSite } from '../../symbols/callback-parameters.js';
import { textOf } from '../../syntax/keys.js';
import { bare, outer } from '../../syntax/wrappers.js';
import type { Engine } from '../evaluation.js';
import { screensBy } from './screens.js';
import { perEngine } from '../per-engine.js';

type Node = TSESTree.Node;
type Call = TSESTree.CallExpression | TSESTree.NewExpression;

interface RouteSite {
  readonly call: Call;
  readonly model: CallModel;
}

/** Functions around a handler: so many are looked through. */
const MAX_WRAPPERS = 3;

const knownOf = perEngine<FunctionNode, readonly (readonly Screen[])[]>();

/** One list for each way to the handler; empty where no route is seen. */
export function screensBefore(e: Engine, fn: FunctionNode): readonly (readonly Screen[])[] {
  const known = knownOf(e);
  const before = known.get(fn);
  if (before) return before;
  known.set(fn, []);
  const found = waysTo(e, fn);
  known.set(fn, found);
  return found;
}

function waysTo(e: Engine, fn: FunctionNode): readonly (readonly Screen[])[] {
  const around = callAround(fn);
  const site = routeSite(e, fn);
  if (site) return [screensAt(e, site, fn)];
  const own =
    around && !callable(e.r, around.callee, 'call') ? screensBy(e, around).filter(({ is }) => is !== 'given') : [];
  const elsewhere = e.r.project?.screened(fn.range[0]) ?? [];
  if (elsewhere.length > 0) return elsewhere.map((screens) => [...screens, ...own]);
  return own.length > 0 ? [own] : [];
}

/** The route that runs the function, which may be wrapped in a call of the project: `post(path, wrapped(handler))`. */
export function routeSite(e: Engine, fn: FunctionNode): RouteSite | null {
  const site = callbackSite(e.r, fn);
  if (site?.model.route) return site;
  let around: Node | null = site?.call ?? callAround(fn);
  for (let hops = 0; around && hops < MAX_WRAPPERS; hops += 1) {
    const whole = outer(around);
    const { parent }: Node = whole;
    if (parent?.type !== 'CallExpression' || !parent.arguments.includes(whole as TSESTree.Expression)) return null;
    const model = callable(e.r, parent.callee, 'call')?.model;
    if (model?.route) return { call: parent, model };
    around = parent;
  }
  return null;
}

/** The call that is handed the function, by itself or among its options. */
function callAround(fn: FunctionNode): TSESTree.CallExpression | null {
  let whole = outer(fn);
  if (whole.parent?.type === 'Property' && whole.parent.value === whole) whole = outer(whole.parent.parent);
  const { parent } = whole;
  return parent?.type === 'CallExpression' && parent.arguments.includes(whole as TSESTree.Expression) ? parent : null;
}

/** What a registration of a handler puts before it; without the handler itself. */
export function screensAt(e: Engine, { call, model }: RouteSite, handler: FunctionNode | null): readonly Screen[] {
  if (!model.route) return [];
  const given = call.arguments.filter((argument, index) =>
    handler
      ? !isHandler(e, argument, handler)
      : index < call.arguments.length - 1 || bare(argument).type === 'CallExpression',
  );
  return [...usedBefore(e, call), ...given.flatMap((argument) => screensBy(e, argument))];
}

function isHandler(e: Engine, argument: Node, handler: FunctionNode | null): boolean {
  const plain = bare(argument);
  return plain === handler || (handler !== null && e.r.localFunction(plain) === handler);
}

/** `router.use(validate(schema))` above the route, for all paths. */
function usedBefore(e: Engine, call: Call): readonly Screen[] {
  const callee = bare(call.callee);
  const router = callee.type === 'MemberExpression' ? bare(callee.object) : null;
  const variable = router?.type === 'Identifier' ? e.r.variables.of(router) : null;
  return (variable?.references ?? []).flatMap(({ identifier }) => {
    const member = identifier.parent;
    const use = member?.type === 'MemberExpression' && member.object === identifier ? member.parent : null;
    if (use?.type !== 'CallExpression' || use.callee !== member || use.range[0] >= call.range[0]) return [];
    const model = callable(e.r, use.callee, 'call')?.model;
    const [first] = use.arguments;
    if (model?.mount?.scope !== 'ordered' || model.route || !first || textOf(first) !== null) return [];
    return use.arguments.flatMap((argument) => screensBy(e, argument));
  });
}

/** Calls that make what stands before a handler: `router.post(path, validate(schema), handler)`. */
export function callsBefore(e: Engine, fn: FunctionNode): readonly TSESTree.CallExpression[] {
  const site = routeSite(e, fn);
  if (!site?.model.route) return [];
  return site.call.arguments
    .flatMap((argument) => (argument.type === 'ArrayExpression' ? argument.elements : [argument]))
    .flatMap((argument) => {
      const plain = argument && bare(argument);
      return plain?.type === 'CallExpression' ? [plain] : [];
    });
}
