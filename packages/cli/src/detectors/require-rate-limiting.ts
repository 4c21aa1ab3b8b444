import type { Project, ProjectFunction, Route } from '../project/types.js';
import { defineDetector, type DetectedFinding } from './define.js';
import { hopsFrom } from './reachability.js';
import { chainText, handlerOf, isStateChanging, isUnknown, placeOf, routeName } from './route-guards.js';

/** Where passwords and codes are tried out, by the last words of the address. */
const CREDENTIAL_PATH = /(?:^|[/_.-])(?:log-?in|sign-?in|sign-?on|authenticate|otp|2fa|mfa|totp|forgot(?:-?password)?|reset(?:-?password)?|recover\w*|verify-?(?:code|otp|sms)|magic-?link)(?:[/_.-][:\w]*)?$/i;
/** Code of the project that counts attempts, by its name. */
const LIMITS = /limit|throttl|brute|slow_?down|attempt|lock_?out|captcha/i;
const HOPS = 2;

/** Credential routes without a limiter in a project that limits others: the one that was forgotten. */
export default defineDetector({
  id: 'require-rate-limiting',
  severity: 'medium',
  meta: {
    cwe: [307, 770, 799],
    owasp: ['A06:2025', 'A04:2021', 'API2:2023', 'API4:2023'],
    description: 'A route that takes passwords or codes can be called without end, while other routes of the project are limited.',
    impact: 'Passwords and codes are tried one after the other, as fast as the server answers.',
    fix: 'Put the limiter of the other routes before the handler, counted by account and by address.',
    refactoring: 'Limit the whole router of sign-in, sign-up and reset once, with a small number for each account.',
  },
  *detect(project, policy) {
    if (policy.gateway?.rateLimits) return;
    const routes = project.routes.filter((route) => project.files.get(route.file)?.role === 'source');
    const limited = routes.filter((route) => limiterOf(route) !== null);
    if (limited.length === 0) return;
    const seen = new Set<string>();
    for (const route of routes) {
      const key = `${route.file}:${route.at[0]}`;
      if (seen.has(key) || !takesCredentials(route) || isLimited(route, project) || !isSettled(route)) continue;
      seen.add(key);
      yield forgotten(route, limited, project);
    }
  },
});

function takesCredentials(route: Route): boolean {
  return isStateChanging(route) && CREDENTIAL_PATH.test(route.path);
}

/** The link of the chain that limits, by what its model or its body says, or by its name. */
function limiterOf(route: Route): string | null {
  return route.chain.find((link) => link.duties.includes('rate-limit') || LIMITS.test(link.name))?.name ?? null;
}

function isLimited(route: Route, project: Project): boolean {
  const handler = handlerOf(route, project);
  return limiterOf(route) !== null || (handler !== undefined && countsAttempts(handler, project, HOPS));
}

/** The handler, or what it calls, counts attempts itself. */
function countsAttempts(fn: ProjectFunction, project: Project, depth: number): boolean {
  if (fn.behaviour?.duties.includes('rate-limit') || LIMITS.test(fn.fact?.name ?? '')) return true;
  // A callee says its names, and the module it comes from.
  if (fn.calls.some(({ fact }) => LIMITS.test(JSON.stringify(fact.callee)))) return true;
  return depth > 0 && hopsFrom(fn, project).some((hop) => countsAttempts(hop.to, project, depth - 1));
}

/** Everything before the handler is known. */
function isSettled(route: Route): boolean {
  return route.complete && !route.chain.some(isUnknown);
}

function forgotten(route: Route, limited: readonly Route[], project: Project): DetectedFinding {
  const sibling = limited.find(({ file }) => file === route.file) ?? limited[0]!;
  const limiter = limiterOf(sibling)!;
  return {
    kind: 'finding', ruleId: 'require-rate-limiting', severity: 'medium', ...placeOf(route, project),
    message: `${routeName(route)} takes passwords or codes and nothing limits how often; ${routeName(sibling)} is limited by \`${limiter}\`.`,
    steps: [
      { file: sibling.file, at: sibling.at, what: `${routeName(sibling)} is limited by ${limiter}` },
      { file: route.file, at: route.at, what: route.chain.length === 0 ? `${routeName(route)} has no limiter` : `${routeName(route)} passes ${chainText(route)}: none of them limits` },
    ],
    fix: { description: `Put \`${limiter}\` before the handler, as in ${routeName(sibling)}.` },
  };
}
