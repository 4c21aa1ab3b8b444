import { homedir } from 'node:os';
import { isAbsolute } from 'node:path';

/**
 * Absolute path of the home directory; null for a user who has none: containers run under user ids that no passwd entry
 * knows.
 */
export function homeDirectory(): string | null {
  try {
    const home = homedir();
    return isAbsolute(home) ? home : null;
  } catch {
    return null;
  }
}
