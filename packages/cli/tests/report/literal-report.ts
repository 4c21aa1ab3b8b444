import type { Finding, Question, Report } from '../../src/report/types.js';

/** A finding with everything a format may show. Line 2 of `TEXT`. */
export function finding(more: Partial<Finding> = {}): Finding {
  return {
    ruleId: 'no-sql-injection',
    severity: 'critical',
    state: 'new',
    fingerprint: '0123456789abcdef0123',
    message: 'Request input becomes part of SQL text.',
    impact: 'Anyone can read every row.',
    location: { file: 'src/users.ts', startLine: 2, startColumn: 21, endLine: 2, endColumn: 51 },
    steps: [
      {
        location: { file: 'src/routes.ts', startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 },
        what: 'request query enters here',
      },
      {
        location: { file: 'src/users.ts', startLine: 2, startColumn: 21, endLine: 2, endColumn: 51 },
        what: 'becomes SQL text here',
      },
    ],
    fix: {
      description: 'Bind the value.',
      edits: [
        {
          location: { file: 'src/users.ts', startLine: 2, startColumn: 21, endLine: 2, endColumn: 51 },
          text: "'select * from t where id = $1', [id]",
        },
      ],
    },
    ...more,
  };
}

export const TEXT = 'function find(id) {\n  return pool.query(`select * from t where ${id}`);\n}\n';

export function question(more: Partial<Question> = {}): Question {
  return {
    ruleId: 'no-layer-violation',
    severity: 'high',
    state: 'new',
    fingerprint: 'fedcba98765432100123',
    question: 'May the service import the router?',
    impact: 'Layers grow together.',
    location: { file: 'src/users.ts', startLine: 1, startColumn: 1, endLine: 1, endColumn: 9 },
    evidence: [
      {
        location: { file: 'src/routes.ts', startLine: 1, startColumn: 1, endLine: 1, endColumn: 5 },
        what: 'exports a class and two types',
      },
    ],
    openReason: 'not-asked',
    ...more,
  };
}

export function report(more: Partial<Report> = {}): Report {
  return {
    schemaVersion: '2.2',
    tool: { name: 'backend-architect', version: '0.1.0' },
    seen: {
      root: '.',
      frameworks: [{ name: 'express', version: '4.21.0' }],
      libraries: [
        { name: 'express', version: '4.21.0', family: 'http' },
        { name: 'pg', family: 'sql-driver' },
      ],
      files: {
        read: 2,
        lines: 12,
        skipped: [{ file: 'src/broken file.ts', reason: 'Unexpected token' }],
        excluded: { 'build output': 3 },
      },
      routes: 4,
      tables: 0,
      assumptions: ['No API gateway is declared: every route counts as reachable.'],
      entryPoints: { serverLibraries: ['express'], withoutHandler: 0, incomplete: 0 },
      unmodelled: [],
    },
    findings: [finding()],
    cleared: [],
    questions: [question()],
    positives: [{ id: 'bound-parameters', message: '17 of 18 queries use bound parameters; keep', count: 17, of: 18 }],
    refactorings: [
      {
        id: 'query-module',
        message: 'Move SQL into one module.',
        locations: [{ file: 'src/users.ts', startLine: 2, startColumn: 1, endLine: 2, endColumn: 3 }],
      },
    ],
    entries: { rows: [], total: 0, withoutHandler: 0, notFollowed: 0, incomplete: 0 },
    coverage: {
      questions: {
        total: 1,
        clearedByProof: 0,
        clearedByAnswer: 0,
        accepted: 0,
        suppressed: 0,
        known: 0,
        open: 1,
        openReasons: { 'not-asked': 1 },
      },
      filesNotRead: 1,
      internalErrors: [],
    },
    exit: { code: 1, reason: '1 new finding of severity high or above (--fail-on high)' },
    ...more,
  };
}
