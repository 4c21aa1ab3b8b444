/** The question whether routes without a visible guard are meant to be public. */
import { count } from '../count.js';
import type { ChainLink, Project, Route } from '../project/types.js';
import type { Claim, Contract, DetectedQuestion } from './define.js';
import type { DoubtfulLink } from './doubtful-links.js';
import { hopsFrom } from '../project/reached-query.js';
import { entityName } from '../project/reachability.js';
import { nameOf } from '../project/function-name.js';
import {
  chainText,
  handlerOf,
  isStateChanging,
  isUnknown,
  placeOf,
  routeName,
  spoken,
  writeOf,
} from './route-guards.js';
import { isGuard } from '../project/route-privilege.js';

interface Counts {
  readonly guarded: number;
  readonly total: number;
}

export type Share =
  | (Counts & { readonly kind: 'none-guarded' | 'exception' | 'mixed' | 'lost' })
  /** All these routes hang on links that are not known to check who calls. */
  | (Counts & { readonly kind: 'doubted'; readonly links: readonly DoubtfulLink[] });

const SHOWN = 8;

/** One question for all these routes, placed at the first. */
export function guardQuestion(routes: readonly Route[], project: Project, share: Share): DetectedQuestion {
  const first = routes[0]!;
  const guardedExample = project.operations.find((route) => isStateChanging(route) && route.chain.some(isExample));
  return {
    kind: 'question',
    ruleId: 'require-auth-on-route',
    version: 1,
    severity: 'high',
    ...placeOf(first, project),
    question: sentence(routes, share),
    members: routes.map((route) => ({ ...placeOf(route, project), name: routeName(route) })),
    whyAmbiguous: reasons(routes, share),
    evidence: [
      ...(share.kind === 'doubted' ? share.links.slice(0, SHOWN).flatMap(({ link }) => doubtEvidence(link)) : []),
      ...routes.slice(0, SHOWN).flatMap((route) => evidenceOf(route, project)),
      ...(guardedExample
        ? [
            {
              role: 'sibling-that-conforms' as const,
              file: guardedExample.file,
              at: guardedExample.at,
              what: `${routeName(guardedExample)} is guarded by ${guardedExample.chain.find(isExample)!.name}`,
            },
          ]
        : []),
    ],
    contracts: contractsFor(share.kind === 'doubted' ? share.links : [{ routes }], project),
    facts: [
      { predicate: 'state_changing_routes_guarded', args: {}, value: share.guarded },
      { predicate: 'state_changing_routes', args: {}, value: share.total },
      { predicate: 'routes_asked_about', args: {}, value: routes.map(routeName).join(', ') },
      ...routes
        .slice(0, SHOWN)
        .map((route) => ({ predicate: 'chain', args: { route: routeName(route) }, value: chainText(route) })),
    ],
  };
}

/** A guard that other routes could have as well: a signature says nothing of how people sign in. */
function isExample(link: ChainLink): boolean {
  return isGuard(link) && !link.duties.includes('signature');
}

/** The link, and the place that keeps it from counting. */
function doubtEvidence({ name, file, at, doubt }: ChainLink): DetectedQuestion['evidence'] {
  const isApart = doubt && (doubt.file !== file || doubt.at[0] !== at[0]);
  return [
    {
      role: 'chain',
      file,
      at,
      what: `${spoken(name)} runs for the request${doubt && !isApart ? `: ${doubt.what}` : ''}`,
    },
    ...(isApart ? [{ role: 'chain' as const, file: doubt.file, at: doubt.at, what: doubt.what }] : []),
  ];
}

function sentence(routes: readonly Route[], share: Share): string {
  const { kind, guarded, total } = share;
  const names = routes.slice(0, 3).map(routeName).join(', ');
  const more = routes.length > 3 ? ` and ${routes.length - 3} more` : '';
  switch (kind) {
    case 'none-guarded':
      return (
        `None of the ${total} state-changing routes (${names}${more}) is seen to check who calls: ` +
        'does something in front of the service authenticate, or is it meant to be public?'
      );
    case 'exception':
      return (
        `${names}${more} can be called without authentication, while ${guarded} of ${total} state-changing routes ` +
        `are guarded: ${routes.length === 1 ? 'is it' : 'are they'} meant to be public?`
      );
    case 'mixed':
      return (
        `${count(routes.length, 'state-changing route')} (${names}${more}) ` +
        `${routes.length === 1 ? 'has' : 'have'} no visible guard, ${guarded} ` +
        `${guarded === 1 ? 'has' : 'have'} one: ${routes.length === 1 ? 'is it' : 'are they'} meant to be public?`
      );
    case 'lost':
      return (
        'Where ' +
        `${routes.length === 1 ? 'this state-changing route hangs' : `these ${routes.length} state-changing routes hang`} ` +
        `(${names}${more}) could not be followed: does something in front of ` +
        `${routes.length === 1 ? 'it' : 'them'} check who calls?`
      );
    case 'doubted':
      return share.links.length === 1
        ? `${saidOf(share.links[0]!.link)} runs for ${names}${more} and is not known to keep out whoever is ` +
            `not signed in (${whyOf(share.links[0]!.link)}): does it?`
        : `${sentenceList(share.links)} run for ${names}${more} and are not known to keep out whoever is not signed in: ` +
            'which of them do?';
    default:
      return kind satisfies never;
  }
}

/** `first` (why), `second` (why) and 3 more. */
function sentenceList(links: readonly DoubtfulLink[]): string {
  const named = links.slice(0, 2).map(({ link }) => `${saidOf(link)} (${whyOf(link)})`);
  return links.length > 2 ? `${named.join(', ')} and ${links.length - 2} more` : named.join(' and ');
}

function saidOf({ name, file }: ChainLink): string {
  return name === '<unknown>' ? `something without a name in ${file}` : `\`${spoken(name)}\``;
}

function whyOf({ doubt }: ChainLink): string {
  return doubt?.what ?? 'what it does is not known';
}

function reasons(routes: readonly Route[], { kind, guarded, total }: Share): readonly string[] {
  return [
    kind === 'none-guarded'
      ? 'no state-changing route is guarded, so there is no custom to compare with'
      : `${guarded} of ${total} state-changing routes are guarded`,
    ...(routes.some((route) => !route.complete) ? ['a mount point or a middleware could not be followed'] : []),
    ...doubtsOf(routes),
    ...(routes.some((route) => route.chain.some(isUnknown))
      ? ['what a middleware of the chain does is not known']
      : []),
  ];
}

/** Why each link that looks like a check does not count. */
function doubtsOf(routes: readonly Route[]): readonly string[] {
  const doubts = routes.flatMap((route) =>
    route.chain.flatMap((link) => (link.doubt ? [`${spoken(link.name)} does not count: ${link.doubt.what}`] : [])),
  );
  return [...new Set(doubts)].slice(0, SHOWN);
}

function evidenceOf(route: Route, project: Project): DetectedQuestion['evidence'] {
  const write = writeOf(route, project);
  return [
    {
      role: 'subject',
      file: route.file,
      at: route.at,
      what: `${routeName(route)} passes ${chainText(route)} before ${route.handlerName}`,
    },
    ...route.chain
      .filter(isUnknown)
      .slice(0, 2)
      .map((link) => ({
        role: 'chain' as const,
        file: link.file,
        at: link.at,
        what: `${link.name}: what it does is not known`,
      })),
    ...(write
      ? [
          {
            role: 'context' as const,
            file: write.in.file,
            at: write.query.call,
            what: `${write.query.operation === 'delete' ? 'deletes from' : 'writes'} ${entityName(write.query)}`,
          },
        ]
      : []),
  ];
}

/**
 * A guard that all routes of a group pass, one for each group, or a signature that each of them verifies. What settles
 * only some groups settles nothing.
 */
function contractsFor(
  groups: readonly (Pick<DoubtfulLink, 'routes'> & Partial<DoubtfulLink>)[],
  project: Project,
): readonly Contract[] {
  const [first, ...others] = groups;
  const guards =
    first && others.length === 0
      ? guardsOf(first.routes, project).map((guard) => [guard])
      : [groups.map(({ link }) => link?.name)];
  const names = [...new Set(groups.flatMap(({ routes }) => routes).map(routeName))];
  return [
    ...guards.flatMap((each): Contract[] => {
      if (each.some((guard) => guard === undefined)) return [];
      const requires = groups.flatMap(({ routes }, at) =>
        [...new Set(routes.map(routeName))].map((route): Claim => ({
          predicate: 'guarded_by',
          route,
          guard: each[at]!,
        })),
      );
      const said = [...new Set(each)].join(' and ');
      return [
        { id: `guarded-by-${said}`, requires, reason: `${said} ${each.length === 1 ? 'checks' : 'check'} who calls` },
      ];
    }),
    {
      id: 'verifies-signature',
      requires: names.map((route): Claim => ({ predicate: 'verifies_signature_before_effects', route })),
      reason: 'the sender is proved by a signature before anything changes',
    },
  ];
}

/** Names of what all these routes pass or call. */
function guardsOf(routes: readonly Route[], project: Project): readonly string[] {
  const witnesses = routes.map(
    (route) => new Set([...route.chain.map((link) => link.name), ...calledBy(route, project)]),
  );
  return [...(witnesses[0] ?? [])].filter((name) => witnesses.every((set) => set.has(name)));
}

function calledBy(route: Route, project: Project): readonly string[] {
  const handler = handlerOf(route, project);
  return handler
    ? hopsFrom(handler, project)
        .filter((hop) => !hop.call.indirect && (hop.to.behaviour?.deniesAt.length ?? 0) > 0)
        .map((hop) => nameOf(hop.to))
    : [];
}
