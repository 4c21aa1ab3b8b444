/**
 * The published shape of the JSON report. `types.ts` is what the code reads; the two are held together by `satisfies`.
 */
import { SEVERITIES } from '@backend-architect/analysis';
import { z } from 'zod';
import { ENTRY_KIND_NAMES } from './entries/formats.js';
import type { Report } from './types.js';

const count = z.number().int().nonnegative();
const counts = z.record(z.string(), count);
const severity = z.enum(SEVERITIES);
const state = z
  .enum(['new', 'known', 'suppressed', 'cleared', 'accepted'])
  .describe('known: in the baseline; cleared: proved harmless; accepted: by a person, with reason and expiry');
const fingerprint = z.string().describe('Fingerprint v1: stable when code moves or locals are renamed');

const location = z
  .strictObject({
    file: z.string().describe('Relative to the project root, POSIX separators'),
    startLine: count,
    startColumn: count,
    endLine: count,
    endColumn: count,
  })
  .describe('1-based lines and UTF-16 columns, end exclusive')
  .meta({ id: 'location' });

const step = z.strictObject({ location, what: z.string() });

const fix = z.strictObject({
  description: z.string(),
  edits: z.array(z.strictObject({ location, text: z.string() })).optional(),
  example: z.string().optional(),
});

const finding = z
  .strictObject({
    ruleId: z.string(),
    severity,
    state: state.exclude(['cleared']).describe('known: in the baseline; suppressed: by a comment, with the reason'),
    fingerprint,
    message: z.string(),
    impact: z.string(),
    location,
    focus: location
      .optional()
      .describe(
        'Where in it to look, when it has several lines: the hole of a text. The identity is that of `location`',
      ),
    callers: z
      .array(z.strictObject({ location, state: state.extract(['new', 'known', 'suppressed']) }))
      .optional()
      .describe(
        'The calls that hand the input in, where it comes through parameters of the function around ' +
          '`location`; `steps` show the way of the first new one',
      ),
    group: z
      .strictObject({
        key: z.string().describe('The same for all findings of the group, opaque, stable when code moves'),
        cause: z.string().describe('How they hang together, for people'),
      })
      .optional()
      .describe(
        'Findings of one rule with one key are one problem, which one change mends; ' +
          'absent where a finding has to be mended by itself',
      ),
    steps: z.array(step).describe('The path of evidence, in order'),
    fix: fix.optional(),
    reason: z.string().optional().describe('Why it is suppressed, cleared or accepted'),
  })
  .meta({ id: 'finding' });

const cleared = finding.extend({ state: z.literal('cleared') }).meta({ id: 'clearedFinding' });

const openReason = z.enum([
  'not-asked', 'no-key', 'budget', 'refusal', 'truncated', 'invalid-answer', 'unproven', 'insufficient-evidence',
  'timeout', 'error', 'confirmed', 'lapsed', 'refused',
]);

const answer = z.strictObject({
  decision: z.enum(['confirm', 'dismiss', 'insufficient_evidence', 'accept']),
  rationale: z.string(),
  by: z.string(),
  contract: z.string().optional(),
  proved: z.boolean(),
  impact: z.string().optional(),
  fix: z.strictObject({ description: z.string(), checked: z.boolean() }).optional(),
});

const question = z
  .strictObject({
    ruleId: z.string(),
    severity,
    state,
    fingerprint,
    question: z.string(),
    impact: z.string(),
    location,
    evidence: z.array(step),
    openReason: openReason.optional(),
    answer: answer.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'question' });

const seen = z.strictObject({
  root: z.string(),
  frameworks: z.array(z.strictObject({ name: z.string(), version: z.string().optional() })),
  libraries: z.array(z.strictObject({ name: z.string(), version: z.string().optional(), family: z.string() })),
  files: z.strictObject({
    read: count,
    lines: count,
    skipped: z.array(z.strictObject({ file: z.string(), reason: z.string() })),
    excluded: counts,
  }),
  routes: count,
  tables: count,
  assumptions: z.array(z.string()),
  entryPoints: z
    .strictObject({ serverLibraries: z.array(z.string()), withoutHandler: count, incomplete: count })
    .describe('How much of what a client can reach was recognised, of `routes`'),
  unmodelled: z
    .array(z.strictObject({ name: z.string(), files: count }))
    .describe('Packages needed at run time that the code imports and that no model speaks of'),
});

const entry = z.strictObject({
  kind: z.enum(ENTRY_KIND_NAMES),
  method: z.string().nullable().describe('Of a route, in capitals'),
  name: z.string().describe('Path of a route, or the name of another entry; `:?` stands for what is not known'),
  framework: z.string(),
  access: z
    .enum(['checked', 'open', 'public', 'unknown'])
    .describe('Who may pass; unknown: what stands before it is not followed, or not whole'),
  duties: z.array(z.string()).describe('What else is done before it runs'),
  writes: z.array(z.string()).describe('Tables that it writes, as far as it is followed'),
  leaves: z.boolean().describe('It calls another system, mails, runs a process or handles files'),
  transaction: z.boolean().describe('It runs in a transaction as a whole'),
  handler: z.string().nullable().describe('Null when it is not known what runs'),
  file: z.string(),
  line: count.describe('1-based line of the registration'),
  followed: z.boolean().describe('What stands before it is followed'),
  complete: z.boolean(),
});

const coverage = z.strictObject({
  questions: z.strictObject({
    total: count,
    clearedByProof: count,
    clearedByAnswer: count,
    accepted: count,
    suppressed: count,
    known: count,
    open: count,
    openReasons: counts,
  }),
  filesNotRead: count,
  internalErrors: z.array(z.strictObject({ where: z.string(), message: z.string() })),
  baseline: z.strictObject({ known: count, fixed: count }).optional(),
  unusedSuppressions: z.array(z.strictObject({ ruleId: z.string(), location })).optional(),
  narrowedTo: z.string().optional(),
  changedSince: z
    .strictObject({ ref: z.string(), mergeBase: z.string(), head: z.string(), namedBy: z.string().optional() })
    .optional(),
  notes: z.array(z.string()).optional(),
});

const entries = z
  .strictObject({
    rows: z.array(entry),
    total: count,
    withoutHandler: count.describe('Rows of which it is not known what runs'),
    notFollowed: count.describe('Rows of which it is not followed what stands before them'),
    incomplete: count.describe('Rows whose name, or what stands before them, is not known whole'),
  })
  .describe('Every way into the program, as `routes` lists them: of the whole project, whatever is reported');

/** Schema of `review --format json`, version 2.2. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal('2.2'),
    tool: z.strictObject({ name: z.literal('backend-architect'), version: z.string() }),
    exit: z.strictObject({
      code: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
      reason: z.string(),
    }),
    coverage,
    seen,
    findings: z.array(finding),
    cleared: z.array(cleared).describe('What one file reported and the whole project proved harmless'),
    questions: z.array(question),
    positives: z.array(z.strictObject({ id: z.string(), message: z.string(), count, of: count })),
    refactorings: z.array(z.strictObject({ id: z.string(), message: z.string(), locations: z.array(location) })),
    entries,
  })
  .meta({
    title: 'backend-architect report',
    description: 'What `backend-architect review --format json` prints.',
  }) satisfies z.ZodType<Report>;
