/** `verifies_signature_before_effects`: a webhook proves its sender before it changes anything. */
import type { Project, Route } from '../project/types.js';
import { firstEffectIn } from './effects.js';
import { proved, unproved, type Proof } from './proof.js';
import { routesNamed } from './route-named.js';

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
  const link = route.chain.find((one) => one.evidence !== 'unknown' && one.duties.includes('signature'));
  if (link) return proved(`${link.name} verifies the signature before ${route.handlerName}`);
  const handler = route.handler === null ? undefined : project.functions.get(route.handler);
  if (!handler?.behaviour) return unproved(`what ${route.handlerName} does is not known`);
  const verified = handler.behaviour.verifiesSignature[0];
  if (!verified) return unproved(`${route.handlerName} verifies no signature`);
  // The verification itself, or the calls that make its arguments: they run on every path, or it does not.
  const around = handler.calls.filter((one) => one.fact.at[0] < verified[1] && verified[0] < one.fact.at[1]);
  if (around.length === 0) return unproved(`how ${route.handlerName} verifies the signature is not visible`);
  if (around.some((one) => one.fact.condition !== 'always')) return unproved(`${route.handlerName} verifies the signature only sometimes`);
  const effect = firstEffectIn(handler, project) ?? Infinity;
  if (effect < verified[0]) return unproved(`${route.handlerName} changes data before it verifies the signature`);
  // A verification whose result nobody acts on protects nothing: a refusal must stand between it and the first effect.
  const refusals = [...handler.behaviour.deniesAt.map((at) => at[0]), ...handler.behaviour.responds.filter((one) => one.status !== undefined && one.status >= 400 && one.status < 500).map((one) => one.at[0])];
  if (!refusals.some((at) => at > verified[0] && at < effect)) return unproved(`no refusal of a wrong signature is visible in ${route.handlerName}`);
  return proved(`${route.handlerName} refuses a wrong signature before it changes anything`);
}
