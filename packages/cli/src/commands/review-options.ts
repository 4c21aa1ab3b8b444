import { stagedConfig } from '../files/staged-config.js';
import type { Options } from '../options/options.js';
import { CONFIG_FILE, parseConfig } from '../options/read-config.js';
import { readOptions, rootOf, type ReviewFlags, type Surroundings } from '../options/read-options.js';

/**
 * Options of `review`. With `--staged` the settings are those of the next commit: what is changed beside it must not
 * silence a hook.
 */
export async function reviewOptions(
  paths: readonly string[],
  flags: ReviewFlags,
  around: Surroundings,
): Promise<Options> {
  if (!flags.staged) return readOptions(paths, flags, around);
  const staged = await stagedConfig(rootOf(paths, around), CONFIG_FILE);
  switch (staged.kind) {
    case 'as-on-disk':
      return readOptions(paths, flags, around);
    case 'text':
      return readOptions(paths, flags, around, () => parseConfig(staged.text));
    case 'absent': {
      const options = readOptions(paths, flags, around, () => ({}));
      return staged.isOnDisk
        ? { ...options, settingsNote: `${CONFIG_FILE} is not used: it is not part of the next commit` }
        : options;
    }
    default:
      return staged satisfies never;
  }
}
