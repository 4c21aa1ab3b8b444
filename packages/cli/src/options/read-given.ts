import { readSettings } from './read-settings.js';
import { ConfigError, UsageError } from './user-error.js';

/**
 * What a JSON file says that somebody named on the command line. Throws `UsageError` when it cannot be read, a pipe and
 * a device included, and `ConfigError` when it is not JSON: one line each.
 * @param most Largest size in bytes.
 */
export function readGivenJson(path: string, most: number): unknown {
  const read = readSettings(path, most);
  if (read.kind !== 'text')
    throw new UsageError(`${path} cannot be read: ${read.kind === 'absent' ? 'there is no such file' : read.problem}`);
  try {
    return JSON.parse(read.text);
  } catch {
    throw new ConfigError(`${path} is not JSON`);
  }
}
