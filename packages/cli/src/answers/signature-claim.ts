/** `verifies_signature_before_effects`: a webhook proves its sender before it changes anything. */
import type { Range } from '@backend-architect/analysis';
import type { Project, ProjectFunction, Route } from '../project/types.js';
import { isGuard } from '../detectors/route-guards.js';
import { firstEffectIn } from './effects.js';
import { proved, unproved, type Proof } from './proof.js';
import { linksBefore, routesNamed } from './route-named.js';

/** A signature is verified, and a wrong one refused, before the first effect of every route of this name. */
export function proveSignatureBeforeEffects(routeName: string, project: Project): Proof {
  const routes = routesNamed(routeName, project);
  if (routes.length === 0) return unproved(`there is no route ${routeName}`);
  let because = '';
  for (const route of routes) {
    const proof = signatureOf(route, project);
    if (!proof.proved) return proof;
    because = proof.because;
  }
  return proved(because);
}

function signatureOf(route: Route, project: Project): Proof {
  const handler = route.handler === null ? undefined : project.functions.get(route.handler);
  const link = linksBefore(route, handler).find((one) => one.duties.includes('signature') && (one.evidence === 'model' || isGuard(one)));
  if (link) return proved(`${link.name} verifies the signature before ${route.handlerName}`);
  if (!handler?.behaviour) return unproved(`what ${route.handlerName} does is not known`);
  const verification = verificationIn(handler, project);
  if (!verification) return unproved(`${route.handlerName} verifies no signature`);
  // The verification itself, or the calls that make its arguments: they run on every path, or it does not.
  const around = handler.calls.filter((one) => one.fact.at[0] < verification.at[1] && verification.at[0] < one.fact.at[1]);
  if (around.length === 0) return unproved(`how ${route.handlerName} verifies the signature is not visible`);
  if (around.some((one) => one.fact.condition !== 'always')) return unproved(`${route.handlerName} verifies the signature only sometimes`);
  const effect = firstEffectIn(handler, project) ?? Infinity;
  if (effect < verification.at[0]) return unproved(`${route.handlerName} changes data before it verifies the signature`);
  if (verification.refuses) return proved(`${route.handlerName} verifies the signature before it changes anything`);
  // A verification whose result nobody acts on protects nothing: a refusal must stand between it and the first effect.
  const refusals = [...handler.behaviour.deniesAt.map((at) => at[0]), ...handler.behaviour.responds.filter((one) => one.status !== undefined && one.status >= 400 && one.status < 500).map((one) => one.at[0])];
  if (!refusals.some((at) => at > verification.at[0] && at < effect)) return unproved(`no refusal of a wrong signature is visible in ${route.handlerName}`);
  return proved(`${route.handlerName} refuses a wrong signature before it changes anything`);
}

interface Verification {
  readonly at: Range;
  /** It refuses by throwing: nothing after it runs for a wrong signature. */
  readonly refuses: boolean;
}

/** Where the handler verifies, itself or through a function of the project. */
function verificationIn(handler: ProjectFunction, project: Project): Verification | null {
  const [own] = handler.behaviour?.verifiesSignature ?? [];
  if (own) return { at: own, refuses: false };
  for (const call of handler.calls) {
    const target = call.targets.length === 1 ? project.functions.get(call.targets[0]!) : undefined;
    if (!target?.behaviour || call.indirect || target.behaviour.verifiesSignature.length === 0) continue;
    const isWaitedFor = !target.fact?.async || call.fact.use === 'awaited';
    return { at: call.fact.at, refuses: target.behaviour.deniesAt.length > 0 && target.behaviour.responds.length === 0 && !call.fact.inTry && isWaitedFor };
  }
  return null;
}
