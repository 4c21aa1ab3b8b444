import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';

/**
 * Where a project lies in the checkout of a GitHub job: a path that ends with a slash, or nothing when it is the
 * checkout itself, lies outside of it, or there is no job.
 */
export function workspaceFolder(root: string, env: NodeJS.ProcessEnv): string {
  const workspace = env['GITHUB_WORKSPACE'];
  if (!workspace) return '';
  const path = relative(realOf(workspace), root).split(sep).join('/');
  return path === '' || path.startsWith('../') || path === '..' || resolve(path) === path ? '' : `${path}/`;
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
