/** Changes that remove a whole class of findings at once, each with the places it would touch. */
import type { Project, Route } from '../project/types.js';
import type { Finding, Location, Refactoring } from '../report/types.js';
import type { Place } from './define.js';
import { isGuard } from '../project/route-privilege.js';
import { isStateChanging, routeName } from './route-guards.js';

const FEWEST_LOOPS = 2;
const FEWEST_FUNCTIONS = 2;
const FEWEST_LISTS = 3;
const FEWEST_ROUTES = 3;

/** Opportunities seen in the project and in what was found. `locate` turns a place into lines. */
export function refactorings(
  project: Project,
  findings: readonly Finding[],
  locate: (place: Place) => Location,
): readonly Refactoring[] {
  const open = findings.filter((one) => one.state === 'new' || one.state === 'known');
  return [...batchedReads(open), ...transactionRunners(open), ...pagedLists(open), ...routerGuards(project, locate)];
}

/** Loops in several places that end in the same single-row query. */
function batchedReads(findings: readonly Finding[]): Refactoring[] {
  return groups(
    findings.filter((one) => one.ruleId === 'no-n-plus-one'),
    (one) => keyOf(one.steps.at(-1)?.location ?? one.location),
    FEWEST_LOOPS,
  ).map((group) => {
    const { steps, location } = group[0]!;
    const owner = steps.length > 2 ? steps.at(-2)!.what.replace(/^calls /, ' of ') : '';
    return {
      id: 'batch-read',
      message:
        `${group.length} loops end in the same query for one key${owner}: a method that takes many keys ` +
        'removes them all.',
      locations: [steps.at(-1)?.location ?? location, ...group.map((one) => one.location)],
    };
  });
}

/** Several functions of one file that write without a transaction. */
function transactionRunners(findings: readonly Finding[]): Refactoring[] {
  return groups(
    findings.filter((one) => one.ruleId === 'require-transaction'),
    (one) => one.location.file,
    FEWEST_FUNCTIONS,
  ).map((group) => ({
    id: 'transaction-runner',
    message:
      `${group.length} functions of ${group[0]!.location.file} make writes that belong together without a ` +
      `transaction: one function that runs a callback with a transaction's handle serves them all.`,
    locations: group.map((one) => one.location),
  }));
}

function pagedLists(findings: readonly Finding[]): Refactoring[] {
  const lists = findings.filter((one) => one.ruleId === 'no-unbounded-query');
  if (lists.length < FEWEST_LISTS) return [];
  return [
    {
      id: 'page-parameter',
      message:
        `${lists.length} lists are answered without a limit: one page parameter with a default and a ` +
        'ceiling, taken by all list methods, bounds them.',
      locations: lists.map((one) => one.location),
    },
  ];
}

/** The same guard written on every route of a file. */
function routerGuards(project: Project, locate: (place: Place) => Location): Refactoring[] {
  const byFile = new Map<string, Route[]>();
  for (const route of project.routes) byFile.set(route.file, [...(byFile.get(route.file) ?? []), route]);
  return [...byFile].flatMap(([file, routes]): Refactoring[] => {
    const own = routes.map((route) =>
      route.chain
        .filter((link) => isGuard(link) && link.file === file && isInside(link.at, route.at))
        .map((link) => link.name),
    );
    const first = own[0]?.[0];
    if (
      first === undefined ||
      routes.length < FEWEST_ROUTES ||
      !own.every((guards) => guards.includes(first)) ||
      !routes.some(isStateChanging)
    )
      return [];
    return [
      {
        id: 'router-guard',
        message:
          `All ${routes.length} routes of ${file} repeat \`${first}\` (` +
          `${routes.slice(0, 3).map(routeName).join(', ')}): put it on the router once, ` +
          'so that the next route cannot miss it.',
        locations: routes.map(locate),
      },
    ];
  });
}

function groups(findings: readonly Finding[], key: (one: Finding) => string, fewest: number): Finding[][] {
  const byKey = new Map<string, Finding[]>();
  for (const one of findings) byKey.set(key(one), [...(byKey.get(key(one)) ?? []), one]);
  return [...byKey.values()].filter((group) => group.length >= fewest);
}

function keyOf({ file, startLine, startColumn }: Location): string {
  return `${file}:${startLine}:${startColumn}`;
}

function isInside(inner: Place['at'], outer: Place['at']): boolean {
  return outer[0] <= inner[0] && inner[1] <= outer[1];
}
