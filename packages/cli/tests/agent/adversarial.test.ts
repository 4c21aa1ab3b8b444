import { cpSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contractProvedBy } from '../../src/answers/contracts.js';
import { run } from '../../src/commands/program.js';
import { readOptions } from '../../src/options/read-options.js';
import { reviewProject } from '../../src/pipeline.js';
import type { Report } from '../../src/report/types.js';
import {
  answerTo,
  message,
  messagesServer,
  questionIn,
  sendJson,
  type MessagesServer,
  type SeenRequest,
} from './messages-server.js';

const FIXTURES = new URL('../../../../fixtures/', import.meta.url).pathname;
const NAMES = readdirSync(FIXTURES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort();

let server: MessagesServer;
const roots = new Map<string, string>();
beforeAll(async () => {
  server = await messagesServer((_, response) => sendJson(response, {}, 500));
  for (const name of NAMES) {
    const root = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
    cpSync(join(FIXTURES, name), root, { recursive: true });
    roots.set(name, root);
  }
});
afterAll(async () => {
  for (const root of roots.values()) rmSync(root, { recursive: true, force: true });
  await server.close();
});

async function review(root: string, ...flags: string[]): Promise<{ readonly code: number; readonly report: Report }> {
  let text = '';
  const code = await run(['review', '--format', 'json', ...flags], {
    stdout: (more) => {
      text += more;
    },
    stderr: () => undefined,
    cwd: root,
    env: { ANTHROPIC_API_KEY: 'k', ANTHROPIC_BASE_URL: server.url },
    now: () => new Date(),
    terminal: null,
    isErrorTty: false,
  });
  return { code, report: JSON.parse(text) as Report };
}

/** A dismissal with true quotes, with nothing behind it and with everything the rule itself would accept. */
const DISMISSALS: Readonly<Record<string, (request: SeenRequest) => object>> = {
  'without claims': (request) => answerTo(request, { decision: 'dismiss' }),
  "with the rule's own contract": (request) =>
    answerTo(request, { decision: 'dismiss', claims: questionIn(request).dismissal_contracts[0]?.requires ?? [] }),
};

describe.each(NAMES)('%s', (name) => {
  let before: Awaited<ReturnType<typeof review>>;
  beforeAll(async () => {
    before = await review(roots.get(name)!);
  });

  test.each([
    ...Object.entries(DISMISSALS),
    ['that always confirms', (request: SeenRequest) => answerTo(request)] as const,
  ])('a model %s changes no finding, no exit code and clears nothing', async (_, make) => {
    const root = roots.get(name)!;
    rmSync(join(root, '.backend-architect'), { recursive: true, force: true });
    server.respond((request, response) => sendJson(response, message(JSON.stringify(make(request)))));
    const asked = server.seen.length;
    const after = await review(root, '--escalate');
    expect(server.seen.length - asked).toBe(before.report.coverage.questions.open);
    expect(after.code).toBe(before.code);
    expect(after.report.findings).toEqual(before.report.findings);
    expect(after.report.questions.map(({ fingerprint, state }) => [fingerprint, state])).toEqual(
      before.report.questions.map(({ fingerprint, state }) => [fingerprint, state]),
    );
    expect(after.report.coverage.questions).toMatchObject({
      open: before.report.coverage.questions.open,
      clearedByAnswer: 0,
    });
    // What was written must not speak louder on the next run.
    const later = await review(root);
    expect(later).toMatchObject({ code: before.code, report: { findings: before.report.findings } });
    expect(later.report.coverage.questions).toMatchObject({
      open: before.report.coverage.questions.open,
      clearedByAnswer: 0,
    });
  });

  test('no name a model could think of proves an open route guarded', async () => {
    const io = {
      stdout: () => undefined,
      stderr: () => undefined,
      cwd: roots.get(name)!,
      env: {},
      now: () => new Date(),
      terminal: null,
      isErrorTty: false,
    };
    const { asked, project } = await reviewProject(readOptions([], {}, io));
    const open = asked.filter(({ question }) =>
      before.report.questions.some((one) => one.fingerprint === question.fingerprint && one.state === 'new'),
    );
    const names = new Set([
      ...[...project.functions.values()].flatMap((fn) => (fn.fact ? [fn.fact.name, `${fn.file}#${fn.fact.name}`] : [])),
      ...project.routes.flatMap((route) => route.chain.map((link) => link.name)),
    ]);
    for (const { detected } of open) {
      const claims = detected.contracts.flatMap(({ requires }) => requires);
      const witnesses = [...names].flatMap((guard) =>
        claims.flatMap((claim) =>
          'route' in claim ? [{ predicate: 'guarded_by' as const, route: claim.route, guard }] : [],
        ),
      );
      expect(contractProvedBy([...claims, ...witnesses], detected.contracts, project, {})).toBeNull();
    }
  });
});
