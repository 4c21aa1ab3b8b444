/** `escalate accept`: a person takes a risk, with a reason and an end. */
import { daySchema } from '../answers/ledger-entry.js';
import { writeEntry } from '../answers/ledger.js';
import { plainText } from '../answers/plain-text.js';
import { byFingerprint } from '../findings/by-fingerprint.js';
import { git } from '../files/git.js';
import { UsageError } from '../options/user-error.js';
import { placeOf } from './difference.js';
import { dossierOf } from './dossier.js';
import type { EscalateIo, ReviewedProject } from './reviewed-project.js';

export interface AcceptRequest {
  /** Fingerprint of the question, or its first digits when they are unique. */
  readonly fingerprint: string;
  readonly reason?: string;
  /** YYYY-MM-DD; the last day on which it is accepted. */
  readonly expires?: string;
  /** Who accepts; `user.name` of git without it. */
  readonly by?: string;
}

/** Writes the entry and returns its root-relative path. */
export async function acceptQuestion(
  request: AcceptRequest,
  reviewed: ReviewedProject,
  io: EscalateIo,
): Promise<string> {
  const reason = request.reason?.trim();
  if (!reason) throw new UsageError('accepting needs --reason "why this is acceptable"');
  const today = io.now().toISOString().slice(0, 10);
  if (!request.expires || !daySchema.safeParse(request.expires).success)
    throw new UsageError('accepting needs --expires YYYY-MM-DD, a day that exists');
  if (request.expires < today) throw new UsageError(`--expires ${request.expires} has passed already`);
  const asked = questionOf(request.fingerprint, reviewed);
  const by = request.by?.trim() || (await git(reviewed.root, ['config', 'user.name']))?.trim();
  if (!by) throw new UsageError('nobody is named: pass --by NAME or set user.name in git');
  const dossier = await dossierOf(asked, reviewed.policy, reviewed);
  const write = writeEntry(
    reviewed.root,
    {
      schema: 'ledger/1',
      rule: asked.question.ruleId,
      fingerprint: asked.question.fingerprint,
      ...(asked.members && { members: asked.members.flatMap(([print]) => print ?? []) }),
      key: 'unsendable' in dossier ? `sha256:${'0'.repeat(64)}` : dossier.key,
      decision: 'accept',
      contract: null,
      claims: [],
      citations: [],
      rationale: plainText(reason),
      impact: null,
      fix: null,
      by: { kind: 'human', id: plainText(by, 200) },
      expires: request.expires,
      supersedes: null,
    },
    today,
  );
  if (write.kind === 'kept') throw new UsageError(`${write.path} was kept as it is: ${write.reason}`);
  if (write.kind === 'failed')
    throw new UsageError(`${write.path} cannot be written (${write.reason}); nothing was accepted`);
  io.stdout(
    `${placeOf(asked)}: accepted by ${plainText(by, 200)} until ${request.expires}\n${write.path} written; commit it\n`,
  );
  return write.path;
}

function questionOf(fingerprint: string, { asked }: ReviewedProject): ReviewedProject['asked'][number] {
  const { fingerprint: found } = byFingerprint(
    fingerprint,
    asked.map(({ question }) => question),
    'question',
  );
  return asked.find(({ question }) => question.fingerprint === found)!;
}
