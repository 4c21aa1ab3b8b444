import type { Policy } from '../options/config.js';
import type { Project, Route } from '../project/types.js';
import { doubtfulLinks } from './doubtful-links.js';
import { guardQuestion } from './guard-question.js';
import { defineDetector, type Detected, type DetectedFinding } from './define.js';
import { entityName } from '../project/reachability.js';
import { nameOf } from '../project/function-name.js';
import { isFirstSetUp } from './first-set-up.js';
import { routesOfFile } from './shared-cause.js';
import {
  accessOf,
  chainText,
  decoratedHandler,
  isStateChanging,
  isWebhook,
  onlyReads,
  placeOf,
  routeName,
  writeOf,
} from './route-guards.js';
import { isGuard } from '../project/route-privilege.js';

/** From this share of guarded routes on, the rest are exceptions somebody must have meant (issue: 80 %). */
const NEARLY_ALL = 0.8;

export default defineDetector({
  id: 'require-auth-on-route',
  severity: 'high',
  meta: {
    cwe: [306, 862],
    owasp: ['A01:2025', 'API2:2023', 'API5:2023'],
    description: 'A route that changes data can be called by anybody, while its siblings check who calls.',
    impact: 'Anybody who finds the address can change or delete the data behind it, without an account.',
    fix: 'Put the guard of the sibling routes before the handler.',
    refactoring:
      'Guard the whole router once (`router.use(guard)` or a guard on the controller) and mark the public ' +
      'routes as such.',
  },
  *detect(project, policy) {
    if (policy.gateway?.authenticates) return;
    const rated = ratedRoutes(project, policy);
    const guarded = rated.filter(({ access }) => access === 'guarded').length;
    const isNearlyAll = guarded / Math.max(rated.length, 1) >= NEARLY_ALL;
    const findings = [...groupByFile(rated)].flatMap(([, group]) =>
      omissionsIn(group, isNearlyAll ? 'custom' : 'none', project),
    );
    const found = new Set(findings.map(({ route }) => route));
    yield* findings.map(({ finding }) => finding);
    const open = rated.filter(
      ({ access, route }) => access !== 'guarded' && !found.has(route) && !onlyReads(route, project),
    );
    yield* questions(open, guarded, project);
  },
});

interface Rated {
  readonly route: Route;
  readonly access: 'guarded' | 'unclear' | 'open';
}

/** State-changing routes that are not public, each once. */
function ratedRoutes(project: Project, policy: Policy): readonly Rated[] {
  const seen = new Set<string>();
  return project.operations.flatMap((route): Rated[] => {
    const key = `${routeName(route)} ${route.file}:${route.at[0]}`;
    if (
      !isStateChanging(route) ||
      isNameless(route) ||
      seen.has(key) ||
      project.files.get(route.file)?.role !== 'source'
    )
      return [];
    seen.add(key);
    const access = accessOf(route, policy);
    return access === 'public' || (access !== 'guarded' && isFirstSetUp(route, project)) ? [] : [{ route, access }];
  });
}

/** A registration inside a router class of the project's own: which routes it stands for is not visible. */
function isNameless(route: Route): boolean {
  return /^(?:\/?:\?)+$/.test(route.path) && route.handler === null;
}

function groupByFile(rated: readonly Rated[]): ReadonlyMap<string, readonly Rated[]> {
  const groups = new Map<string, Rated[]>();
  for (const one of rated) groups.set(one.route.file, [...(groups.get(one.route.file) ?? []), one]);
  return groups;
}

/**
 * Routes without a guard in a file where the others that change data have one, and that are seen to change data. Where
 * the whole project has the custom, one guarded sibling is enough for what changes or deletes a record that exists.
 */
function omissionsIn(
  group: readonly Rated[],
  projectWide: 'custom' | 'none',
  project: Project,
): { readonly route: Route; readonly finding: DetectedFinding }[] {
  const guarded = group.filter(({ access, route }) => access === 'guarded' && route.chain.some(isGuard));
  const open = group.filter(({ access, route }) => access === 'open' && !isWebhook(route) && !isSignUp(route));
  const isExplicit = guarded.length >= 2 && guarded.length > open.length;
  const isException = projectWide === 'custom' && guarded.length >= Math.max(open.length, 1);
  return open.flatMap(({ route }) => {
    const finding =
      isExplicit || (isException && route.method.toUpperCase() !== 'POST')
        ? omission(
            route,
            guarded.map((one) => one.route),
            project,
          )
        : null;
    return finding ? [{ route, finding }] : [];
  });
}

/** `POST /users` is how one gets an account, unless somebody says otherwise. */
function isSignUp(route: Route): boolean {
  return route.method.toUpperCase() === 'POST' && /\/(?:users?|accounts?|customers?|members?)\/?$/i.test(route.path);
}

function omission(route: Route, siblings: readonly Route[], project: Project): DetectedFinding | null {
  const write = writeOf(route, project);
  if (!write) return null;
  const sibling = siblings[0]!;
  const guard = sibling.chain.find(isGuard)!;
  const late =
    decoratedHandler(route, project) === null &&
    guard.file === route.file &&
    guard.at[0] > route.at[0] &&
    siblings.some((other) => other.at[0] > guard.at[0] && other.at[0] > route.at[0]);
  return {
    kind: 'finding',
    ruleId: 'require-auth-on-route',
    severity: 'high',
    ...placeOf(route, project),
    message:
      `${routeName(route)} changes ${entityName(write.query)} and nothing checks who calls` +
      `${late ? ': it stands before the guard' : ''}; ${siblings.length} sibling route` +
      `${siblings.length === 1 ? '' : 's'} in this file ${siblings.length === 1 ? 'is' : 'are'} guarded by \`` +
      `${guard.name}\`.`,
    steps: [
      { file: sibling.file, at: sibling.at, what: `${routeName(sibling)} is guarded by ${guard.name}` },
      {
        file: route.file,
        at: route.at,
        what:
          route.chain.length === 0
            ? `${routeName(route)} has no guard`
            : `${routeName(route)} passes ${chainText(route)}: none of them checks who calls`,
      },
      ...write.hops.map((hop) => ({ file: hop.call.file, at: hop.call.fact.at, what: `calls ${nameOf(hop.to)}` })),
      {
        file: write.in.file,
        at: write.query.call,
        what: `${write.query.operation === 'delete' ? 'deletes from' : 'writes'} ${entityName(write.query)}`,
      },
    ],
    cause: routesOfFile(route.file),
    fix: { description: `Put \`${guard.name}\` before the handler, as in ${routeName(sibling)}.` },
  };
}

function* questions(rated: readonly Rated[], guarded: number, project: Project): Iterable<Detected> {
  const total = rated.length + guarded;
  const causes = doubtfulLinks(rated.map(({ route }) => route));
  // What lets requests go on is a matter of its own; which of the others are checks, one person says of them all.
  const [seen, unclear] = [
    causes.filter(({ link }) => link.doubt?.seen),
    causes.filter(({ link }) => !link.doubt?.seen),
  ];
  for (const cause of [...seen.map((one) => [one]), unclear])
    if (cause.length > 0)
      yield guardQuestion(
        cause.flatMap(({ routes }) => routes),
        project,
        { kind: 'doubted', guarded, total, links: cause },
      );
  const caused = new Set(causes.flatMap(({ routes }) => routes));
  const open = rated.filter(({ route }) => !caused.has(route));
  if (open.length === 0) return;
  if (guarded === 0 && caused.size === 0) {
    const writing = open.filter(({ route }) => writeOf(route, project) !== null);
    if (writing.length > 0)
      yield guardQuestion(
        writing.map(({ route }) => route),
        project,
        { kind: 'none-guarded', guarded, total },
      );
  } else if ((guarded + caused.size) / total >= NEARLY_ALL) {
    // Which of them are public is one matter: whoever knows it of one knows it of all.
    const kind = guarded / total >= NEARLY_ALL ? 'exception' : 'mixed';
    yield guardQuestion(
      open.map(({ route }) => route),
      project,
      { kind, guarded, total },
    );
  } else {
    const followed = open.filter(({ route }) => route.complete).map(({ route }) => route);
    if (followed.length > 0) yield guardQuestion(followed, project, { kind: 'mixed', guarded, total });
    const lost = open.filter(({ route }) => !route.complete).map(({ route }) => route);
    if (lost.length > 0) yield guardQuestion(lost, project, { kind: 'lost', guarded, total });
  }
}
