import type { ChainLink, Route } from '../types.js';
import { exportedHandler } from '../routes/file-routes.js';
import type { FileRouteInput } from '../routes/file-route-input.js';
import { joinPath } from '../routes/paths.js';
import { settledFor } from '../routes/settled-links.js';
import type { DeployedFunction } from './deployed-functions.js';
import type { Asked } from './said-function.js';

/** A route for each method and path for which a gateway runs a function of the program. */
export function deployedRoutes(input: FileRouteInput, deployed: readonly DeployedFunction[]): Route[] {
  return deployed.flatMap(({ library, file, exported, runs }): Route[] => {
    const facts = input.resolver.files.get(file);
    const requests = runs.filter(({ kind }) => kind === 'http');
    if (!facts || requests.length === 0) return [];
    const { handler, name, around, inside } = exportedHandler(input, facts, exported);
    return requests.map(({ method, path, asked }) => {
      const said = method === '*' || method?.toUpperCase() === 'ANY' ? 'ALL' : (method?.toUpperCase() ?? 'ALL');
      const whole = path ? gatewayPath(path) : '/:?';
      const request = { method: said, path: whole, metadata: [] };
      return {
        framework: library,
        method: said,
        path: whole,
        file,
        at: exported.at,
        chain: [...askedLink(asked), ...settledFor([...around, ...inside], request)],
        handler,
        handlerName: name,
        complete: handler !== null && !whole.includes(':?') && !said.includes(':?') && method !== null,
      };
    });
  });
}

function askedLink(asked: Asked | null): readonly ChainLink[] {
  if (!asked || asked.is === 'nobody') return [];
  const { name, file, at, what } = asked;
  return [
    asked.is === 'checked'
      ? { name, file, at, duties: ['authentication'], evidence: 'model' }
      : { name, file, at, duties: [], evidence: 'unknown', doubt: { file, at, what } },
  ];
}

/** `users/{id}/{rest+}`, `*` and `$default` as paths of routes. */
function gatewayPath(path: string): string {
  if (path === '*' || path === '$default') return '/*';
  const parts = path.split(/\$\{[^}]*\}/).join(':?');
  return joinPath(
    ...parts.split('/').map((part) => part.replace(/^\{(\w+)\+\}$/, '*$1').replaceAll(/\{(\w+)\}/g, ':$1')),
  );
}
