import { analyse } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../cli/src/extract/parse-file.js';
import { problemText } from '../../rules/src/problem-text.js';
import { type RuleFailure, runRules } from '../../rules/src/checks.js';

function analysisOf(file: string, text: string): ReturnType<typeof analyse> {
  const parsed = parseFile(file, text);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  return analyse(parsed.source);
}

const CODE = `import { Pool } from 'pg';
import express from 'express';
const app = express(); const pool = new Pool();
app.get('/', async (req, res) => {
  try { await pool.query('BEGIN'); res.json(await pool.query('select * from t where id = ' + req.query.id)); \
} catch (error) { res.status(500).send(error); }
});
`;

describe('runRules', () => {
  it('gives the problems of all rules in source order, with message and severity', () => {
    const found = runRules(analysisOf('src/a.js', CODE));
    expect(found.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['no-transaction-misuse', 'high'],
      ['no-sql-injection', 'critical'],
      ['no-error-detail-leak', 'medium'],
    ]);
    expect(found.every(({ message }) => message.length > 20 && !message.includes('{{'))).toBe(true);
  });

  it('switches rules off and grades them; weaker evidence moves along', () => {
    const file = analysisOf('src/a.js', CODE);
    const settings = {
      rules: { 'no-transaction-misuse': 'off', 'no-sql-injection': ['low', {}], 'no-error-detail-leak': 'high' },
    } as const;
    expect(runRules(file, settings).map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['no-sql-injection', 'low'],
      ['no-error-detail-leak', 'high'],
    ]);
    const stack = analysisOf('src/a.js', CODE.replace('send(error)', 'send(error.stack)'));
    expect(runRules(stack, settings).at(-1)).toMatchObject({ ruleId: 'no-error-detail-leak', severity: 'critical' });
  });

  it('is silent in tests, migrations and generated files', () => {
    for (const file of ['tests/a.js', 'src/a.test.js', 'migrations/a.js'])
      expect(runRules(analysisOf(file, CODE)).map(({ ruleId }) => ruleId)).toEqual([]);
    expect(runRules(analysisOf('src/a.js', `// @generated\n${CODE}`))).toEqual([]);
  });

  it('goes on when a rule throws, and says which', () => {
    const file = analysisOf('src/a.js', CODE);
    const broken = {
      ...file,
      role: file.role,
      libraryCalls: file.libraryCalls,
      libraries: file.libraries,
      sinks: (kind: Parameters<typeof file.sinks>[0]) => {
        if (kind === 'response-body') throw new Error('no sinks today');
        return file.sinks(kind);
      },
    };
    const failures: RuleFailure[] = [];
    const found = runRules(broken, { onError: (failure) => failures.push(failure) });
    expect(found.map(({ ruleId }) => ruleId)).toContain('no-sql-injection');
    expect(failures).toContainEqual(
      expect.objectContaining({ ruleId: 'no-error-detail-leak', message: 'no sinks today' }),
    );
    expect(failures.every(({ message }) => message === 'no sinks today')).toBe(true);
    expect(() => runRules(broken)).toThrow('no sinks today');
  });

  it('refuses a message nobody wrote', () => {
    expect(() => problemText({ messages: {} } as never, { messageId: 'x' })).toThrow('no message "x"');
  });
});
