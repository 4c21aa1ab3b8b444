import { analyse } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../cli/src/extract/parse-file.js';
import { runRules } from '../../rules/src/checks.js';

/** What is reported and where to look, as text, for every problem of a rule. */
function looked(code: string): [string, string, string | undefined][] {
  const file = `import { Pool } from 'pg';
import express from 'express';
import { exec } from 'node:child_process';
const app = express(); const pool = new Pool();
app.get('/:id', async (req, res, next) => { try {
${code}
} catch (error) { next(error); } });
`;
  const parsed = parseFile('src/a.js', file);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  return runRules(analyse(parsed.source)).map(({ ruleId, at, focus }) => [
    ruleId,
    file.slice(...at),
    focus && file.slice(...focus),
  ]);
}

describe('where to look in a problem of several lines', () => {
  it('is the hole the message names, not the backtick', () => {
    const text = '`\n  select * from t\n  where id > ${Number(req.query.from)}\n  order by ${ sort }`';
    expect(looked(`const sort = req.query.sort; res.json(await pool.query(${text}));`)).toEqual([
      ['no-sql-injection', text, '${ sort }'],
    ]);
    const two = '`\n  select * from t where id = ${req.params.id}\n  order by ${req.query.sort}`';
    expect(looked(`res.json(await pool.query(${two}));`)).toEqual([['no-sql-injection', two, '${req.query.sort}']]);
  });

  it('is the tainted hole for every other rule', () => {
    const command = '`tar\n  ${process.pid}\n  ${req.query.dir}`';
    expect(looked(`exec(${command}); res.end();`)).toEqual([['no-command-injection', command, '${req.query.dir}']]);
    const sum = "'ls ' +\n  process.pid +\n  req.query.dir";
    expect(looked(`exec(${sum}); res.end();`)).toEqual([['no-command-injection', sum, 'req.query.dir']]);
  });

  it('is not said of one line, or of what is no text', () => {
    expect(looked('exec(`ls ${req.query.dir}`); res.end();')).toEqual([
      ['no-command-injection', '`ls ${req.query.dir}`', undefined],
    ]);
    expect(looked('pool.query(\n  "update t set a = 1");\nres.end();').map(([, , focus]) => focus)).toEqual([
      undefined, undefined, undefined,
    ]);
  });
});
