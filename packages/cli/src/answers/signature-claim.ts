/** `verifies_signature_before_effects`: a webhook proves its sender before it changes anything. */
import { isGuard } from '../project/route-privilege.js';
import type { Project, Route } from '../project/types.js';
import { proved, unproved, type Proof } from './proof.js';
import { isInside, routesNamed } from './route-named.js';

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

/**
 * The same proof by ways as for any other check of who calls: that a signature is mentioned, and something refused,
 * proves nothing.
 */
function signatureOf(route: Route, project: Project): Proof {
  const link = route.chain.find((one) => one.duties.includes('signature') && isGuard(one));
  if (link)
    return proved(
      isInside(link, route, project)
        ? `${route.handlerName} refuses a wrong signature before it changes anything`
        : `${link.name} verifies the signature before ${route.handlerName}`,
    );
  const before = `before ${route.handlerName} changes anything`;
  const doubt = route.chain.find((one) => one.doubt)?.doubt;
  const handler = route.handler === null ? undefined : project.functions.get(route.handler);
  const seems =
    route.chain.some((one) => one.duties.includes('signature')) ||
    (handler?.behaviour?.verifiesSignature.length ?? 0) > 0;
  if (!seems && !doubt) return unproved(`no verification of a signature is seen ${before}`);
  return unproved(`that a wrong signature is refused ${before} could not be proved${doubt ? `: ${doubt.what}` : ''}`);
}
