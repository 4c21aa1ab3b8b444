/** Who may call a route: the guards of its chain and handler, and the routes that are public by what they are for. */
import { type GuardDuty, isChange, isSetUpPath } from '@backend-architect/analysis';
import type { Policy } from '../options/config.js';
import type { ChainLink, Project, ProjectFunction, Route } from '../project/types.js';
import type { Place } from './define.js';
import { namesRoute } from './declared-route.js';
import { reachedQuery } from '../project/reached-query.js';
import { isGuard, MUTATION } from '../project/route-privilege.js';

export { isGuard };

export type Access =
  /** A check stands before the handler or in it, and is proved to keep out whoever fails it. */
  | 'guarded'
  /** Declared public, or public by its purpose. */
  | 'public'
  /** What a link of the chain does, or where the router hangs, is not known. */
  | 'unclear'
  | 'open';

const UNSAFE: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE', MUTATION]);
const HARMLESS: ReadonlySet<GuardDuty> = new Set([
  'validation', 'rate-limit', 'csrf', 'body-parser', 'session', 'cors', 'security-headers', 'compression',
  'error-handler', 'static-files', 'upload', 'logging',
]);
const EFFECT_HOPS = 4;
/** Ways in and out of an account, wherever they hang: `/api/:tenant/login`. */
const WAY_IN = new RegExp(
  String.raw`^(?:log-?_?(?:in|out|on|off)|sign-?_?(?:in|out|up|on|off)|register|registration|enroll?|` +
    String.raw`authenticate|tokens?|refresh(?:[-_]?tokens?)?|forgot(?:ten)?(?:[-_]?password)?|(?:reset|` +
    String.raw`recover)[-_]?password|password[-_]?(?:reset|recovery|forgot)|oauth2?|oidc|saml|sso|callback|` +
    String.raw`otp|2fa|mfa|magic[-_]?link|sessions?|captcha|csrf|auth)$`,
  'i',
);
/** What the owner of an address or a passer-by does, where no thing of somebody's is named before it. */
const FOR_PASSERS_BY = new RegExp(
  String.raw`^(?:reset|recover|(?:re)?send[-_](?:verification|confirmation|activation|otp|code|` +
    String.raw`magic[-_]?link|reset)(?:[-_]?(?:e?mail|link|code|token))?|(?:verify|confirm|activate|` +
    String.raw`validate)(?:[-_]?(?:e?mail|account|code|otp|phone|token|registration|user))?|verification|` +
    String.raw`confirmation|activation|unsubscribe|subscribe|newsletter|contact(?:[-_]us)?|feedback|health\w*|` +
    String.raw`heartbeat|ready|readiness|liveness|live|metrics|ping|status|csp\w*|report-to|graphql|telemetry|` +
    String.raw`collect|track|beacon|docs|swagger|openapi)$`,
  'i',
);
/** How one goes in, or a step of it: `/login/google`, `/auth/google/callback`. */
const MANNER = new RegExp(
  String.raw`^(?:google|github|gitlab|facebook|apple|twitter|microsoft|azure|discord|linkedin|slack|local|` +
    String.raw`ldap|basic|e?mail|password|phone|sms|credentials|passkeys?|webauthn|request|start|begin|init|` +
    String.raw`initiate|complete|finish|check|(?:re)?send|code|options|verify|confirm)$`,
  'i',
);
/** What such a handler is called, to the end of its name. */
const PUBLIC_HANDLER = new RegExp(
  String.raw`(?:log_?in|sign_?(?:in|up|out)|log_?out|register|authenticate|refresh_?tokens?|forgot|` +
    String.raw`reset_?password|verify_?email|activate)(?:_?(?:user|account|email|customer|member|password|` +
    String.raw`token|with|by|via|from|code|link|page|new|handler|controller|action|route|request|post|google|` +
    String.raw`github|facebook|apple))*$`,
  'i',
);
/** What is done to other people's things is no way to sign in. */
const NOT_FOR_STRANGERS =
  /(?:^|[/_.-])(?:admin\w*|delete|remove|destroy|purge|wipe|drop|erase|all|grant|revoke|promote|ban|impersonat\w*)(?:[/_.-]|$)/i;
const ENDS_SESSION = /log-?_?out|sign-?_?out|session|subscri/i;
const WEBHOOK = /web-?hooks?|(?:^|[/_-])hooks?(?:[/_-]|$)|ipn|callback|notif(?:y|ications?)$/i;

/** `POST /users/:id`, as policy and claims name it. */
export function routeName(route: Route): string {
  return `${route.method} ${route.path}`;
}

/** The route is meant to change something. */
export function isStateChanging(route: Route): boolean {
  return UNSAFE.has(route.method.toUpperCase());
}

/** Another machine calls it: it proves itself by a signature, not by a session. */
export function isWebhook(route: Route): boolean {
  return WEBHOOK.test(route.path) || WEBHOOK.test(route.handlerName);
}

/** How the route is protected, as far as the project shows. */
export function accessOf(route: Route, policy: Policy): Access {
  const proved = provedAccess(route, policy);
  return (proved === 'unclear' || proved === 'open') && !isWebhook(route) && isForStrangers(route) ? 'public' : proved;
}

/**
 * The same by evidence alone: `public` is declared, and no name of a path or handler makes a route one for strangers.
 */
export function provedAccess(route: Route, policy: Policy): Access {
  if (isDeclaredPublic(route, policy)) return 'public';
  const access = accessBy(route);
  // Left out of the check of users on purpose, and in need of another: of the sender, or that nobody did it before.
  return access === 'public' && (isWebhook(route) || isSetUpPath(route.path)) ? 'unclear' : access;
}

/** By what stands before it alone. */
export function accessBy({
  chain,
  complete,
  declaredPublic,
}: Pick<Route, 'chain' | 'complete' | 'declaredPublic'>): Access {
  if (declaredPublic !== undefined) return 'public';
  if (chain.some(isGuard)) return 'guarded';
  const [left, others] = [chain.filter(isLeftOut), chain.filter((link) => !isLeftOut(link))];
  // Another one may be what stands before this route in its place.
  if (left.length > 0 && others.every(({ doubt }) => doubt === undefined)) return 'public';
  return !complete || chain.some((link) => link.doubt !== undefined || isUnknown(link)) ? 'unclear' : 'open';
}

function isLeftOut({ leavesOut }: ChainLink): boolean {
  return leavesOut !== undefined;
}

/**
 * Public by its path, or by the name somebody gave its handler; where the handler has none, the calls around it say
 * nothing.
 */
function isForStrangers({ path, method, handlerName }: Route): boolean {
  if (NOT_FOR_STRANGERS.test(path)) return false;
  const name = /^[\w$.#]+$/.test(handlerName) ? handlerName.slice(handlerName.lastIndexOf('.') + 1) : '';
  if (method.toUpperCase() === 'DELETE' && !ENDS_SESSION.test(path) && !ENDS_SESSION.test(name)) return false;
  return isPathForStrangers(path, method) || PUBLIC_HANDLER.test(name);
}

/**
 * By the last word of the path, and no word of another thing behind it: `/login`, `/verify/:token`, and not
 * `/token/transfer`.
 */
function isPathForStrangers(path: string, method: string): boolean {
  const segments = path
    .replace(method === MUTATION ? /^$/ : /\.\w+$/, '')
    .split(method === MUTATION ? '.' : '/')
    .filter(Boolean);
  let end = segments.length - 1;
  while (end >= 0 && isParameter(segments[end]!)) end -= 1;
  const last = segments[end];
  if (last === undefined) return false;
  const before = segments.slice(0, end);
  if (WAY_IN.test(last) || (MANNER.test(last) && before.length > 0 && WAY_IN.test(before.at(-1)!))) return true;
  return FOR_PASSERS_BY.test(last) && !before.some(isParameter);
}

function isParameter(segment: string): boolean {
  return /^[:*{[]/.test(segment);
}

function isDeclaredPublic(route: Route, policy: Policy): boolean {
  if (route.declaredPublic !== undefined) return true;
  return (policy.publicRoutes ?? []).some((line) => namesRoute(line, route));
}

const SHOWN_LINKS = 5;

/** The chain in words: the links nearest to the handler. */
export function chainText(route: Route): string {
  const names = route.chain.map((link) => spoken(link.name));
  if (names.length === 0) return 'nothing';
  return names.length > SHOWN_LINKS
    ? `${names.length - SHOWN_LINKS} others, ${names.slice(-SHOWN_LINKS).join(', ')}`
    : names.join(', ');
}

/** `library#member()` as code writes it: `library.member()`; the default export goes by its library. */
export function spoken(name: string): string {
  return name.replace(/#default(?=\(|$)/, '').replace('#', '.');
}

/** Nothing is known of what the link does; it may be a guard. */
export function isUnknown(link: ChainLink): boolean {
  if (link.duties.some((duty) => HARMLESS.has(duty))) return false;
  // What a modelled library made and is no guard by its model is none; what a project function does is known from its
  // body.
  return link.fn === undefined && link.evidence === 'unknown' && !link.name.includes('#');
}

export function handlerOf(route: Route, project: Project): ProjectFunction | undefined {
  return route.handler === null ? undefined : project.functions.get(route.handler);
}

/** Where a person looks for the route: its registration, or the handler under its decorator. */
export function placeOf(route: Route, project: Project): Place {
  return { file: route.file, at: decoratedHandler(route, project)?.fact?.nameRange ?? route.at };
}

/** The handler whose decorator registers the route: whatever else is said of it there holds in any order. */
export function decoratedHandler(route: Route, project: Project): ProjectFunction | null {
  const handler = handlerOf(route, project);
  const isDecorated =
    handler?.file === route.file &&
    handler.fact?.decorators.some((decorator) => decorator.at[0] <= route.at[0] && route.at[1] <= decorator.at[1] + 1);
  return isDecorated ? handler : null;
}

/** The first write the handler reaches, with the calls to it; null when it writes nothing that is visible. */
export function writeOf(route: Route, project: Project): ReturnType<typeof reachedQuery> {
  const handler = handlerOf(route, project);
  return handler ? reachedQuery(handler, project, isChange, EFFECT_HOPS) : null;
}

/** The handler is known, and all it is seen to do is read. */
export function onlyReads(route: Route, project: Project): boolean {
  const handler = handlerOf(route, project);
  return (
    handler !== undefined &&
    writeOf(route, project) === null &&
    reachedQuery(handler, project, (query) => query.operation === 'read', EFFECT_HOPS) !== null
  );
}
