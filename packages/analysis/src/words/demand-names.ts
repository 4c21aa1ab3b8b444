import { nameTokens } from './name-tokens.js';

const DEMANDS = new Set(['assert', 'require', 'ensure', 'enforce', 'authorize', 'authorise', 'demand', 'must']);
const RIGHTS = new Set([
  'admin', 'superuser', 'permission', 'permissions', 'role', 'roles', 'access', 'owner', 'ownership', 'auth',
  'authenticated', 'authorized', 'authorised', 'login', 'scope', 'scopes',
]);

/** A function that lets nobody pass without a right, and says so by throwing: `assertAdmin`, `requirePermission`. */
export function demandsRight(name: string): boolean {
  const [verb = '', ...rest] = nameTokens(name);
  return DEMANDS.has(verb) && rest.some((word) => RIGHTS.has(word));
}
