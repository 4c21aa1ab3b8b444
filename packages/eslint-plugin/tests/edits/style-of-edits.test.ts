import { analyse } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../cli/src/extract/parse-file.js';
import { rules } from '../../../rules/src/rule-index.js';
import { runRules } from '../../../rules/src/checks.js';

const every = Object.fromEntries(Object.values(rules).map((rule) => [rule.id, rule.meta.severity]));

/** The code after the first suggestion, or the fix, of a rule. */
function mended(id: string, code: string, file = 'src/a.ts', versions: Readonly<Record<string, string>> = {}): string {
  const parsed = parseFile(file, code);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  const [problem] = runRules(analyse({ ...parsed.source, settings: { versions } }), { rules: every }).filter(
    ({ ruleId }) => ruleId === id,
  );
  const edits = problem?.suggestions?.[0]?.edits ?? problem?.fix ?? [];
  const output = [...edits]
    .sort((a, b) => b.range[0] - a.range[0])
    .reduce((text, { range, text: written }) => text.slice(0, range[0]) + written + text.slice(range[1]), code);
  const again = parseFile(file, output);
  expect(again.kind === 'parsed' && again.note === undefined, output).toBe(true);
  return output;
}

describe('edits where a line above has no semicolon', () => {
  const body = (statement: string) =>
    `async function load() { return { size: 1 } }
export async function run(log: (x: unknown) => void) {
  log(1)
  ${statement}
}
`;
  it('guard a bracket at the head of a line', () => {
    expect(mended('no-unawaited-io', body('load().size'))).toBe(body(';(await load()).size'));
    expect(mended('no-unawaited-io', body('if (log) load().size'))).toBe(body('if (log) (await load()).size'));
    expect(mended('no-unawaited-io', body('load().size').replace('log(1)', 'log(1);'))).toBe(
      body('(await load()).size').replace('log(1)', 'log(1);'),
    );
    expect(mended('no-unawaited-io', body('log(load().size)'))).toBe(body('log((await load()).size)'));
  });
});

describe('edits of several lines', () => {
  const app = "import express from 'express';\nconst app = express();\n";
  it('set the body of a handler in by one level, and leave texts of several lines as they are', () => {
    const code = `${app}app.get('/', async (req, res) => {
\tconst text = \`
  as it
 is\`;

\tif (req.query.all) {
\t\tawait load(text);
\t}
});
`;
    expect(mended('require-async-error-handling', code, 'src/a.ts', { express: '4.18.0' })).toBe(
      `${app}app.get('/', async (req, res, next) => {
\ttry {
\t\tconst text = \`
  as it
 is\`;

\t\tif (req.query.all) {
\t\t\tawait load(text);
\t\t}
\t} catch (error) {
\t\tnext(error);
\t}
});
`,
    );
  });

  it('keep the line ends of the file', () => {
    const code = `${app}export class Users {
    routes() {
        app.get('/', async (req, res) => {
            await load(req);
        });
    }
}
`.replaceAll('\n', '\r\n');
    expect(mended('require-async-error-handling', code, 'src/a.ts', { express: '4.18.0' })).toBe(
      `${app}export class Users {
    routes() {
        app.get('/', async (req, res, next) => {
            try {
                await load(req);
            } catch (error) {
                next(error);
            }
        });
    }
}
`.replaceAll('\n', '\r\n'),
    );
  });

  it('give a parameter the type that the others have', () => {
    const code = `import express, { type Request, type Response } from 'express';
const app = express();
async function list(req: Request, res: Response) {
  await load(req);
}
app.get('/', list);
`;
    expect(mended('require-async-error-handling', code, 'src/a.ts', { express: '4.18.0' })).toContain(
      `async function list(req: Request, res: Response, next: NextFunction) {
  try {
    await load(req);
  } catch (error) {
    next(error);
  }
}`,
    );
  });

  it('make a loop of a chain, as deep as the statement', () => {
    const code = `export async function run(list: string[]) {
  list
    .filter(Boolean)
    .forEach(async (one: string) => {
      await send(one);
    });
}
`;
    expect(mended('no-async-callback-misuse', code)).toBe(
      `export async function run(list: string[]) {
  for (const one of list.filter(Boolean)) {
    await send(one);
  }
}
`,
    );
  });

  it('put an argument behind one in brackets', () => {
    const code = `import axios from 'axios';
${app}app.get('/', async (req, res) => {
  res.json(await axios.get((BASE)));
});
`;
    expect(mended('require-outbound-timeout', code)).toContain('await axios.get((BASE), { timeout: 5000 })');
    expect(
      mended('require-graceful-lifecycle', "process.on('uncaughtException', (error) => (console.error(error)));\n"),
    ).toBe("process.on('uncaughtException', (error) => { console.error(error); process.exit(1); });\n");
  });
});

describe('names of environment variables', () => {
  const names = (code: string, file = 'src/a.js') => {
    const parsed = parseFile(file, code);
    if (parsed.kind === 'unread') throw new Error(parsed.reason);
    return runRules(analyse(parsed.source), { rules: every })
      .filter(({ ruleId }) => ruleId === 'no-hardcoded-secrets')
      .flatMap(({ suggestions }) => suggestions?.map(({ data }) => data?.variable) ?? ['none']);
  };
  const random = 'q8Zr2LmXv7Tn4KpWs9Yd';
  it('come from the name of the value, else from what is around it', () => {
    expect(names(`const jwtSecret = '${random}';`)).toEqual(['JWT_SECRET']);
    expect(names(`const config = { jwt: { secret: '${random}' }, db: { password: '${random}x' } };`)).toEqual([
      'JWT_SECRET',
      'DB_PASSWORD',
    ]);
    expect(names(`export const mailConfig = { password: '${random}' };`)).toEqual(['MAIL_PASSWORD']);
    expect(names(`export const mail = { auth: { user: environment.smtpUser, password: '${random}' } };`)).toEqual([
      'SMTP_PASSWORD',
    ]);
    expect(names(`export const db = { user: process.env.POSTGRES_USER, password: '${random}' };`)).toEqual([
      'POSTGRES_PASSWORD',
    ]);
    expect(names(`export const db = { user, password: '${random}' };`)).toEqual(['DB_PASSWORD']);
    expect(names(`export const db = { user: config.user, password: '${random}' };`)).toEqual(['DB_PASSWORD']);
    expect(
      names(
        `import jwt from 'jsonwebtoken';
export const a = jwt.sign({}, '${random}', { expiresIn: '1h' });
export const b = jwt.sign({}, refreshSecret(), { expiresIn: '1h' });`,
      ),
    ).toEqual(['JWT_SECRET']);
    expect(names(`module.exports = { secret: '${random}' };`)).toEqual(['SECRET']);
    expect(names(`module.exports = { secret: '${random}' };`, 'config/jwt.config.js')).toEqual(['JWT_SECRET']);
    expect(names(`module.exports = { secret: '${random}' };`, 'config/index.js')).toEqual(['SECRET']);
    expect(names(`const DB_PASS_PHRASE_SECRET = '${random}';`)).toEqual(['DB_PASS_PHRASE_SECRET']);
  });

  it('are offered only where an expression may stand', () => {
    expect(
      names("export const byKey = { 'ghp_0123456789abcdefghijABCDEFGHIJ012345': 1 };").filter(
        (name) => name !== 'none',
      ),
    ).toEqual([]);
  });

  it('take the place of a fallback without its brackets', () => {
    const code = `import jwt from 'jsonwebtoken';
export const a = (id) => jwt.sign({ id }, (process.env.JWT_SECRET) || 'hunter2hunter2', { expiresIn: '1h' });
`;
    expect(mended('no-hardcoded-secrets', code, 'src/a.js')).toContain(
      "jwt.sign({ id }, process.env.JWT_SECRET, { expiresIn: '1h' })",
    );
  });
});
