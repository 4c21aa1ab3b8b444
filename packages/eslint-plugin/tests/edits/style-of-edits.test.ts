import { analyse } from '@backend-architect/analysis';
import { describe, expect, it } from 'vitest';
import { parseFile } from '../../../cli/src/extract/parse-file.js';
import { rules, runRules } from '../../src/checks.js';

const every = Object.fromEntries(Object.values(rules).map((rule) => [rule.id, rule.meta.severity]));

/** The code after the first suggestion, or the fix, of a rule. */
function mended(id: string, code: string, file = 'src/a.ts', versions: Readonly<Record<string, string>> = {}): string {
  const parsed = parseFile(file, code);
  if (parsed.kind === 'unread') throw new Error(parsed.reason);
  const [problem] = runRules(analyse({ ...parsed.source, settings: { versions } }), { rules: every }).filter(({ ruleId }) => ruleId === id);
  const edits = problem?.suggestions?.[0]?.edits ?? problem?.fix ?? [];
  const output = [...edits].sort((a, b) => b.range[0] - a.range[0]).reduce((text, { range, text: written }) => text.slice(0, range[0]) + written + text.slice(range[1]), code);
  const again = parseFile(file, output);
  expect(again.kind === 'parsed' && again.note === undefined, output).toBe(true);
  return output;
}

describe('edits where a line above has no semicolon', () => {
  const body = (statement: string) => `async function load() { return { size: 1 } }\nexport async function run(log: (x: unknown) => void) {\n  log(1)\n  ${statement}\n}\n`;
  it('guard a bracket at the head of a line', () => {
    expect(mended('no-unawaited-io', body('load().size'))).toBe(body(';(await load()).size'));
    expect(mended('no-unawaited-io', body('if (log) load().size'))).toBe(body('if (log) (await load()).size'));
    expect(mended('no-unawaited-io', body('load().size').replace('log(1)', 'log(1);'))).toBe(body('(await load()).size').replace('log(1)', 'log(1);'));
    expect(mended('no-unawaited-io', body('log(load().size)'))).toBe(body('log((await load()).size)'));
  });
});

describe('edits of several lines', () => {
  const app = "import express from 'express';\nconst app = express();\n";
  it('set the body of a handler in by one level, and leave texts of several lines as they are', () => {
    const code = `${app}app.get('/', async (req, res) => {\n\tconst text = \`\n  as it\n is\`;\n\n\tif (req.query.all) {\n\t\tawait load(text);\n\t}\n});\n`;
    expect(mended('require-async-error-handling', code, 'src/a.ts', { express: '4.18.0' })).toBe(
      `${app}app.get('/', async (req, res, next) => {\n\ttry {\n\t\tconst text = \`\n  as it\n is\`;\n\n\t\tif (req.query.all) {\n\t\t\tawait load(text);\n\t\t}\n\t} catch (error) {\n\t\tnext(error);\n\t}\n});\n`,
    );
  });

  it('keep the line ends of the file', () => {
    const code = `${app}export class Users {\n    routes() {\n        app.get('/', async (req, res) => {\n            await load(req);\n        });\n    }\n}\n`.replaceAll('\n', '\r\n');
    expect(mended('require-async-error-handling', code, 'src/a.ts', { express: '4.18.0' })).toBe(
      `${app}export class Users {\n    routes() {\n        app.get('/', async (req, res, next) => {\n            try {\n                await load(req);\n            } catch (error) {\n                next(error);\n            }\n        });\n    }\n}\n`.replaceAll('\n', '\r\n'),
    );
  });

  it('give a parameter the type that the others have', () => {
    const code = `import express, { type Request, type Response } from 'express';\nconst app = express();\nasync function list(req: Request, res: Response) {\n  await load(req);\n}\napp.get('/', list);\n`;
    expect(mended('require-async-error-handling', code, 'src/a.ts', { express: '4.18.0' })).toContain('async function list(req: Request, res: Response, next: NextFunction) {\n  try {\n    await load(req);\n  } catch (error) {\n    next(error);\n  }\n}');
  });

  it('make a loop of a chain, as deep as the statement', () => {
    const code = 'export async function run(list: string[]) {\n  list\n    .filter(Boolean)\n    .forEach(async (one: string) => {\n      await send(one);\n    });\n}\n';
    expect(mended('no-async-callback-misuse', code)).toBe('export async function run(list: string[]) {\n  for (const one of list.filter(Boolean)) {\n    await send(one);\n  }\n}\n');
  });

  it('put an argument behind one in brackets', () => {
    const code = `import axios from 'axios';\n${app}app.get('/', async (req, res) => {\n  res.json(await axios.get((BASE)));\n});\n`;
    expect(mended('require-outbound-timeout', code)).toContain('await axios.get((BASE), { timeout: 5000 })');
    expect(mended('require-graceful-lifecycle', "process.on('uncaughtException', (error) => (console.error(error)));\n")).toBe("process.on('uncaughtException', (error) => { console.error(error); process.exit(1); });\n");
  });
});

describe('names of environment variables', () => {
  const names = (code: string, file = 'src/a.js') => {
    const parsed = parseFile(file, code);
    if (parsed.kind === 'unread') throw new Error(parsed.reason);
    return runRules(analyse(parsed.source), { rules: every }).filter(({ ruleId }) => ruleId === 'no-hardcoded-secrets').flatMap(({ suggestions }) => suggestions?.map(({ data }) => data?.variable) ?? ['none']);
  };
  const random = 'q8Zr2LmXv7Tn4KpWs9Yd';
  it('come from the name of the value, else from what is around it', () => {
    expect(names(`const jwtSecret = '${random}';`)).toEqual(['JWT_SECRET']);
    expect(names(`const config = { jwt: { secret: '${random}' }, db: { password: '${random}x' } };`)).toEqual(['JWT_SECRET', 'DB_PASSWORD']);
    expect(names(`export const mailConfig = { password: '${random}' };`)).toEqual(['MAIL_PASSWORD']);
    expect(names(`export const mail = { auth: { user: environment.smtpUser, password: '${random}' } };`)).toEqual(['SMTP_PASSWORD']);
    expect(names(`export const db = { user: process.env.POSTGRES_USER, password: '${random}' };`)).toEqual(['POSTGRES_PASSWORD']);
    expect(names(`export const db = { user, password: '${random}' };`)).toEqual(['DB_PASSWORD']);
    expect(names(`export const db = { user: config.user, password: '${random}' };`)).toEqual(['DB_PASSWORD']);
    expect(names(`import jwt from 'jsonwebtoken';\nexport const a = jwt.sign({}, '${random}', { expiresIn: '1h' });\nexport const b = jwt.sign({}, refreshSecret(), { expiresIn: '1h' });`)).toEqual(['JWT_SECRET']);
    expect(names(`module.exports = { secret: '${random}' };`)).toEqual(['SECRET']);
    expect(names(`module.exports = { secret: '${random}' };`, 'config/jwt.config.js')).toEqual(['JWT_SECRET']);
    expect(names(`module.exports = { secret: '${random}' };`, 'config/index.js')).toEqual(['SECRET']);
    expect(names(`const DB_PASS_PHRASE_SECRET = '${random}';`)).toEqual(['DB_PASS_PHRASE_SECRET']);
  });

  it('are offered only where an expression may stand', () => {
    expect(names("export const byKey = { 'ghp_0123456789abcdefghijABCDEFGHIJ012345': 1 };").filter((name) => name !== 'none')).toEqual([]);
  });

  it('take the place of a fallback without its brackets', () => {
    const code = "import jwt from 'jsonwebtoken';\nexport const a = (id) => jwt.sign({ id }, (process.env.JWT_SECRET) || 'hunter2hunter2', { expiresIn: '1h' });\n";
    expect(mended('no-hardcoded-secrets', code, 'src/a.js')).toContain("jwt.sign({ id }, process.env.JWT_SECRET, { expiresIn: '1h' })");
  });
});
