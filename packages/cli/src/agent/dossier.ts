/** Everything a question is asked with, as plain data: same project, same bytes. No absolute paths, no times. */
import type { AskedQuestion } from '../answers/asked-question.js';
import type { Claim, Contract } from '../detectors/define.js';
import type { Policy } from '../options/config.js';
import { textMask } from '@backend-architect/analysis';
import { maskedStrings } from '../report/masked-report.js';
import { collectEvidence, type EvidenceBlock, type EvidenceSource, type Omitted } from './evidence.js';
import { questionKey } from './key.js';
import { secretLabels } from './secret-labels.js';
import { tokensOf } from './tokens.js';

export interface Dossier {
  readonly schema: 'dossier/1';
  readonly key: string;
  readonly question: {
    readonly id: string;
    readonly rule: string;
    readonly version: number;
    readonly severity: string;
    readonly question: string;
    readonly impact: string;
    readonly why_ambiguous: readonly string[];
  };
  readonly facts: readonly {
    readonly id: string;
    readonly predicate: string;
    readonly args: Readonly<Record<string, string | number | boolean>>;
    readonly value: boolean | number | string;
  }[];
  readonly policy: Policy;
  readonly dismissal_contracts: readonly {
    readonly id: string;
    readonly requires: readonly Claim[];
    readonly reason: string;
  }[];
  readonly evidence: readonly EvidenceBlock[];
  readonly omitted: readonly Omitted[];
  readonly limits: { readonly tokens_est: number; readonly cap: number };
}

/**
 * Most tokens of one question, evidence included. More context lowers the quality of answers and raises their price.
 */
export const TOKEN_CAP = 8_000;

/** Tokens of the contracts that are listed: a witness for each function of a project would drown the evidence. */
const CONTRACT_CAP = 2_000;

/** The dossier of one question, or the reason it cannot be sent. */
export async function dossierOf(
  { detected, question }: AskedQuestion,
  policy: Policy,
  source: EvidenceSource,
  cap: number = TOKEN_CAP,
): Promise<Dossier | { readonly unsendable: string }> {
  const labels = secretLabels();
  const collected = await collectEvidence(detected, source, labels);
  if (!collected.blocks.some((block) => block.role === 'subject')) {
    const reason = collected.omitted.some((one) => one.reason === 'secret')
      ? 'a secret stands outside a literal in its evidence'
      : 'its evidence cannot be read';
    return { unsendable: reason };
  }
  const facts = [...detected.facts]
    .map((fact) => ({ ...fact, args: sortedKeys(fact.args) }))
    .sort((a, b) => order(JSON.stringify(a), JSON.stringify(b)))
    .map((fact, index) => ({ id: `F${index + 1}`, ...fact }));
  const head = {
    schema: 'dossier/1' as const,
    key: questionKey({
      rule: question.ruleId,
      version: detected.version,
      fingerprint: question.fingerprint,
      policy,
      facts: detected.facts,
      evidence: collected.blocks.map((block) => block.sha),
    }),
    question: {
      id: question.fingerprint,
      rule: question.ruleId,
      version: detected.version,
      severity: question.severity,
      question: detected.question,
      impact: question.impact,
      why_ambiguous: [...detected.whyAmbiguous].sort(order),
    },
    facts,
    policy: sortedKeys(policy as Record<string, unknown>) as Policy,
    dismissal_contracts: listedContracts(detected.contracts),
  };
  const files = [...new Set([question.location.file, ...collected.blocks.map((block) => block.file)])];
  const mask: NonNullable<EvidenceSource['mask']> = source.mask ?? ((text, _, labelOf) => textMask()(text, labelOf));
  const shown = maskedStrings({ head, seen: collected.blocks.map((block) => block.what) }, (text) =>
    mask(text, files, labels.labelOf),
  );
  const blocks = collected.blocks.map((block, index) => ({ ...block, what: shown.seen[index] ?? '' }));
  return { ...shown.head, ...withinCap(shown.head, blocks, collected.omitted, cap) };
}

function listedContracts(contracts: readonly Contract[]): Dossier['dismissal_contracts'] {
  let tokens = 0;
  return [...contracts]
    .sort((a, b) => a.requires.length - b.requires.length || order(a.id, b.id))
    .map(({ id, requires, reason }) => ({ id, requires, reason }))
    .filter((contract, index) => (tokens += tokensOf(JSON.stringify(contract))) <= CONTRACT_CAP || index === 0);
}

function withinCap(
  head: object,
  blocks: readonly EvidenceBlock[],
  omitted: readonly Omitted[],
  cap: number,
): Pick<Dossier, 'evidence' | 'omitted' | 'limits'> {
  let tokens = tokensOf(JSON.stringify(head));
  const kept: EvidenceBlock[] = [];
  const left: Omitted[] = [...omitted];
  for (const block of blocks) {
    const size = tokensOf(block.text) + 40;
    if (kept.length > 0 && tokens + size > cap) left.push({ file: block.file, reason: 'token-cap' });
    else {
      kept.push(block);
      tokens += size;
    }
  }
  return { evidence: kept, omitted: left.sort((a, b) => order(a.file, b.file)), limits: { tokens_est: tokens, cap } };
}

function sortedKeys<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => order(a, b)));
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
