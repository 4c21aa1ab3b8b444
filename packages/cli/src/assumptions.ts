import { count } from './count.js';
import type { Policy } from './options/config.js';
import type { Project } from './project/types.js';

/**
 * What the review took for granted because neither code nor config says it. Each names the setting that would say it.
 */
export function assumptionsOf(
  project: Project,
  policy: Policy,
  libraries: readonly { readonly name: string; readonly version?: string }[],
): readonly string[] {
  const hasRoutes = project.routes.length > 0;
  const incomplete = project.routes.filter((route) => !route.complete).length;
  const unversioned = libraries.filter((library) => library.version === undefined).map((library) => library.name);
  return [
    ...(hasRoutes && policy.gateway === undefined
      ? [
          'No API gateway is declared: every route counts as reachable from outside, ' +
            'and nothing in front of it authenticates (policy.gateway).',
        ]
      : []),
    ...(incomplete > 0
      ? [
          `${incomplete} of ${count(project.routes.length, 'route')} ${incomplete === 1 ? 'has' : 'have'} a mount ` +
            'point or a middleware that could not be followed; their guards may be incomplete.',
        ]
      : []),
    ...(unversioned.length > 0
      ? [`No version is known of ${unversioned.join(', ')}: whatever a release in use does wrong counts.`]
      : []),
  ];
}
