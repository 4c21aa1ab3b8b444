import { dirname, resolve } from 'node:path';

/**
 * Directory that relative paths on the command line start from. A package manager runs scripts in the package's own
 * directory and says in INIT_CWD where the person stood. The variable is inherited by every process below, so it counts
 * only when this process still stands where the script was started.
 */
export function startDirectory(cwd: string, env: NodeJS.ProcessEnv): string {
  const script = env['npm_package_json'];
  const start = env['INIT_CWD'];
  if (!start || !script || resolve(dirname(script)) !== resolve(cwd)) return cwd;
  return start;
}
