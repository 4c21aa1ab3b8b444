import { matchesGlob } from '../options/glob-pattern.js';

/**
 * Does a line of `policy.publicRoutes` name this route? `POST /webhooks/stripe`, `GET /catalog/*`; without a method,
 * every one.
 */
export function namesRoute(line: string, route: { readonly method: string; readonly path: string }): boolean {
  const [method, path] = line.includes(' ') ? line.trim().split(/\s+/) : ['*', line];
  return (
    (method === '*' || method?.toUpperCase() === route.method.toUpperCase()) &&
    path !== undefined &&
    matchesGlob(route.path.replace(/^\//, ''), path)
  );
}
