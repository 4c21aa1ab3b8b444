import pc from 'picocolors';
import type { Options } from '../options/options.js';
import type { Page } from '../report/pretty/page.js';
import type { Io } from './io.js';

/** The page a pretty report is laid out for: the terminal's, or 120 columns without colour. */
export function pageFor(options: Pick<Options, 'colour' | 'detail' | 'output'>, textOf: Page['textOf'], io: Io): Page {
  const terminal = options.output === undefined ? io.terminal : null;
  const colours = terminal !== null && terminal.colours && options.colour === 'auto';
  return {
    paint: pc.createColors(colours),
    width: Math.min(Math.max(terminal?.columns ?? 120, 60), 120),
    detail: options.detail,
    textOf,
  };
}
