import type { ArgFact, Range } from '@backend-architect/analysis';
import type { ChainLink, Project, ProjectFunction, Route } from '../project/types.js';
import { defineDetector, type DetectedFinding } from './define.js';
import { hopsFrom } from '../project/reached-query.js';
import { routesOfFile } from './shared-cause.js';
import { chainText, handlerOf, isStateChanging, isUnknown, placeOf, routeName } from './route-guards.js';

/** Where passwords and codes are tried out, by the last words of the address. */
const WORDS =
  'log-?in|sign-?in|sign-?on|authenticate|otp|2fa|mfa|totp|forgot(?:-?password)?|' +
  'reset(?:-?password)?|recover\\w*|verify-?(?:code|otp|sms)|magic-?link';
/** What may follow and still be the same place: how one signs in, a step of it, the kind of file. */
const MANNERS =
  ':\\w+|(?:(?:with|by|via|using|for)[-_]?)?(?:pass(?:word|code)?|e-?mail|phone|sms|code|otp|' +
  'pin|token|user(?:name)?|account|admin|local|ldap|basic|credentials?)|request|confirm|' +
  'verify|validate|submit|check|(?:re-?)?send|start|init|attempt|step-?\\d?|v\\d|json|php|' +
  'action';
const CREDENTIAL_PATH = new RegExp(`(?:^|[/_.-])(?:${WORDS})(?:[/_.-](?:${MANNERS})?)?$`, 'i');
/** Any other word behind it can speak of logins that were: only the handler tells. */
const NEAR_CREDENTIAL = new RegExp(`(?:^|[/_.-])(?:${WORDS})[/_.-][:\\w-]*$`, 'i');
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
    description:
      'A route that takes passwords or codes can be called without end, while other routes of the project are limited.',
    impact: 'Passwords and codes are tried one after the other, as fast as the server answers.',
    fix: 'Put the limiter of the other routes before the handler, counted by account and by address.',
    refactoring: 'Limit the whole router of sign-in, sign-up and reset once, with a small number for each account.',
  },
  *detect(project, policy) {
    if (policy.gateway?.rateLimits) return;
    yield* resettable(project);
    const routes = project.routes.filter((route) => project.files.get(route.file)?.role === 'source');
    const limited = routes.filter((route) => limiterOf(route) !== null);
    if (limited.length === 0) return;
    const seen = new Set<string>();
    for (const route of routes) {
      const key = `${route.file}:${route.at[0]}`;
      if (seen.has(key) || !takesCredentials(route, project) || isLimited(route, project) || !isSettled(route))
        continue;
      seen.add(key);
      yield forgotten(route, limited, project);
    }
  },
});

/** Limiters that count by what each request says anew. */
function* resettable(project: Project): Generator<DetectedFinding> {
  for (const { file, role, calls } of project.files.values()) {
    if (role !== 'source') continue;
    for (const { at, countsByHeader } of calls) {
      if (!countsByHeader) continue;
      yield {
        kind: 'finding',
        ruleId: 'require-rate-limiting',
        severity: 'medium',
        file,
        at: countsByHeader.at,
        message:
          `This limiter counts by the header \`${countsByHeader.header}\`, which whoever sends the request writes: ` +
          'a new value in each request is never limited.',
        steps: [
          { file, at, what: 'limits' },
          { file, at: countsByHeader.at, what: 'is what it counts by' },
        ],
        fix: { description: 'Count by the address, or by the account a check before the limiter has found.' },
      };
    }
  }
}

/** By its address alone, or by one that is near and a handler that reads a password or a code. */
function takesCredentials(route: Route, project: Project): boolean {
  if (!isStateChanging(route)) return false;
  if (CREDENTIAL_PATH.test(route.path)) return true;
  const handler = NEAR_CREDENTIAL.test(route.path) ? handlerOf(route, project) : undefined;
  return handler !== undefined && takesTyped(handler, project, HOPS);
}

function takesTyped(fn: ProjectFunction, project: Project, depth: number): boolean {
  return (
    fn.behaviour?.takesTyped === true ||
    (depth > 0 && hopsFrom(fn, project).some((hop) => takesTyped(hop.to, project, depth - 1)))
  );
}

/** The link of the chain that limits, by what its model or its body says, or by its name. */
function limiterOf(route: Route): ChainLink | null {
  return route.chain.find((link) => link.duties.includes('rate-limit') || LIMITS.test(link.name)) ?? null;
}

/**
 * A library made the limiter, with numbers of its own, and counts every request by where it comes from: it works before
 * any handler. One of the project may ask its route for what it limits, and one with settings may skip other routes or
 * count something they lack.
 */
function worksAnywhere(route: Route, project: Project): boolean {
  const limiter = limiterOf(route);
  if (limiter?.evidence !== 'model') return false;
  const place = project.files
    .get(limiter.file)
    ?.routes.flatMap(({ handlers }) => handlers)
    .find(({ at }) => at[0] === limiter.at[0] && at[1] === limiter.at[1]);
  const made = place && madeAt(limiter.file, place.ref, project);
  // What is no result of a call is the library's own guard.
  return (
    made === undefined ||
    (made !== null &&
      project.files
        .get(made.file)
        ?.calls.some(({ at, narrowed }) => at[0] === made.at[0] && at[1] === made.at[1] && !narrowed) === true)
  );
}

/**
 * The call that made a value, followed through one import; null when it is made elsewhere, undefined when no call made
 * it.
 */
function madeAt(
  file: string,
  ref: ArgFact['ref'],
  project: Project,
): { readonly file: string; readonly at: Range } | null | undefined {
  if (ref?.kind === 'result') return ref.at ? { file, at: ref.at } : null;
  if (ref?.kind !== 'import') return undefined;
  const edge = project.modules.find(({ from, specifier }) => from === file && specifier === ref.specifier);
  if (!edge) return undefined;
  const exported = project.files.get(edge.to)?.exports.find(({ name }) => name === ref.name)?.ref;
  return exported?.kind === 'result' && exported.at && ref.path.length === 0
    ? { file: edge.to, at: exported.at }
    : null;
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
  const near = limited.filter(({ file }) => file === route.file);
  const sibling =
    near.find((other) => worksAnywhere(other, project)) ??
    limited.find((other) => worksAnywhere(other, project)) ??
    near[0] ??
    limited[0]!;
  const limiter = limiterOf(sibling)!.name;
  return {
    kind: 'finding',
    ruleId: 'require-rate-limiting',
    severity: 'medium',
    ...placeOf(route, project),
    message:
      `${routeName(route)} takes passwords or codes and nothing limits how often; ${routeName(sibling)} is limited ` +
      `by \`${limiter}\`.`,
    steps: [
      { file: sibling.file, at: sibling.at, what: `${routeName(sibling)} is limited by ${limiter}` },
      {
        file: route.file,
        at: route.at,
        what:
          route.chain.length === 0
            ? `${routeName(route)} has no limiter`
            : `${routeName(route)} passes ${chainText(route)}: none of them limits`,
      },
    ],
    cause: routesOfFile(route.file),
    fix: {
      description: worksAnywhere(sibling, project)
        ? `Put \`${limiter}\` before the handler, as in ${routeName(sibling)}.`
        : `Create a limiter that counts by account and by address, and put it before the handler. \`${limiter}\` ` +
          `is made for ${routeName(sibling)} and may do nothing here.`,
    },
  };
}
