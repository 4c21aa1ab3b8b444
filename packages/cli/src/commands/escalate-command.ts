import { resolve } from 'node:path';
import type { EscalateAction } from '../agent/escalate.js';
import type { EscalateFlags } from '../agent/settings.js';
import { readOptions } from '../options/read-options.js';
import { startDirectory } from '../options/start-directory.js';
import { UsageError } from '../options/user-error.js';
import type { Io } from './io.js';
import { reviewedProject } from './reviewed-project.js';
import { runReview } from './run-review.js';

/** Flags of `escalate` as the command line gives them. */
export interface EscalateCommandFlags extends EscalateFlags {
  readonly plan?: boolean;
  readonly strict?: boolean;
  readonly export?: string;
  readonly import?: string;
  readonly prune?: boolean;
  readonly accept?: string;
  readonly reason?: string;
  readonly expires?: string;
  readonly by?: string;
}

/** `escalate`: the only command that opens a socket. */
export async function escalateCommand(path: string, flags: EscalateCommandFlags, io: Io): Promise<number> {
  const start = startDirectory(io.cwd, io.env);
  const action = actionOf(flags, start);
  // What a run without --strict does not ask is not gone.
  const strict = flags.strict ?? (action.kind === 'prune' ? true : undefined);
  const options = readOptions([path], { ...(strict !== undefined && { strict }) }, io);
  const { runEscalate } = await import('../agent/escalate.js');
  return runEscalate(
    {
      action,
      flags: { ...flags, ...(flags.priceFile !== undefined && { priceFile: resolve(start, flags.priceFile) }) },
      review: async () => reviewedProject(await runReview(options, io), options),
    },
    io,
  );
}

function actionOf(flags: EscalateCommandFlags, start: string): EscalateAction {
  const { plan, export: exported, import: imported, prune, accept, reason, expires, by } = flags;
  const asked: EscalateAction[] = [
    ...(plan ? [{ kind: 'plan' } as const] : []),
    ...(exported === undefined ? [] : [{ kind: 'export', file: resolve(start, exported) } as const]),
    ...(imported === undefined ? [] : [{ kind: 'import', file: resolve(start, imported) } as const]),
    ...(prune ? [{ kind: 'prune' } as const] : []),
    ...(accept === undefined
      ? []
      : [
          {
            kind: 'accept',
            request: {
              fingerprint: accept,
              ...(reason !== undefined && { reason }),
              ...(expires !== undefined && { expires }),
              ...(by !== undefined && { by }),
            },
          } as const,
        ]),
  ];
  const details = (
    [
      ['--reason', reason],
      ['--expires', expires],
      ['--by', by],
    ] as const
  )
    .filter(([, value]) => value !== undefined)
    .map(([flag]) => flag);
  // Without this a forgotten --accept would ask the model, and cost money.
  if (details.length > 0 && accept === undefined)
    throw new UsageError(
      `${details.join(' and ')} ${details.length === 1 ? 'belongs' : 'belong'} to --accept FINGERPRINT`,
    );
  if (asked.length > 1)
    throw new UsageError(`${asked.map(({ kind }) => `--${kind}`).join(' and ')} cannot be combined`);
  return asked[0] ?? { kind: 'ask' };
}
