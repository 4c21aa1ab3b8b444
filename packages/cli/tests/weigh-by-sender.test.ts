import { describe, expect, it } from 'vitest';
import { runCli } from './commands/run-cli.js';
import { tempProject } from './temp-project.js';
import type { Report } from '../src/report/types.js';

const manifest = '{"name":"shop","dependencies":{"express":"^5.0.0","pg":"^8.11.0","jsonwebtoken":"^9.0.0"}}';
const guard = `import jwt from 'jsonwebtoken';
export function signedIn(req, res, next) {
  try {
    req.user = jwt.verify(req.headers.authorization, process.env.KEY, { algorithms: ['HS256'] });
  } catch {
    return res.status(401).end();
  }
  next();
}
export function adminOnly(req, res, next) {
  if (!req.user || req.user.role !== 'admin') return res.status(403).end();
  next();
}
`;
const app = (
  chain: string,
  path = '/ping',
  handler = "(req, res) => { execFile('sh', ['-c', 'ping ' + req.query.host]); res.end(); }",
): string => `import { execFile } from 'node:child_process';
import express from 'express';
import { adminOnly, signedIn } from './guard.js';
const app = express();
app.get('${path}', ${chain}${handler});
app.listen(3000);
`;

async function said(
  files: Readonly<Record<string, string>>,
  rule = 'no-command-injection',
): Promise<readonly (readonly [string, string])[]> {
  const { stdout } = await runCli(tempProject({ 'package.json': manifest, 'src/guard.js': guard, ...files }), [
    '--format', 'json', '--no-cache',
  ]);
  return (JSON.parse(stdout) as Report).findings
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ severity, impact }) => [severity, impact.slice(impact.lastIndexOf('. ') + 2)]);
}

describe('who can send it', () => {
  it.each([
    ['anyone', '', 'critical', 'Anyone can: nothing before `GET /ping` asks who calls.'],
    ['a user', 'signedIn, ', 'high', 'Any user who is signed in can, with `GET /ping`.'],
    ['an administrator', 'signedIn, adminOnly, ', 'medium', 'Only an administrator can, with `GET /ping`.'],
  ])('is %s', async (_, chain, severity, sentence) => {
    expect(await said({ 'src/app.js': app(chain) })).toEqual([[severity, sentence]]);
  });

  describe('is told by what the handler asks, whatever stands before it', () => {
    const behind = (test: string): Record<string, string> => ({
      'src/app.js': app(
        '...checks, ',
        '/ping',
        `(req, res) => { ${test} execFile('sh', ['-c', req.query.host]); res.end(); }`,
      ).replace('const app', "import { checks } from 'house-rules';\nimport { Role } from './role.js';\nconst app"),
    });

    it.each([
      'if (!req.superAdmin) return res.status(403).end();',
      "if (req.user.role !== 'admin') return res.status(403).end();",
      'if (req.user.role !== Role.ADMIN) { throw new Forbidden(); }',
      "if (!['admin', 'superadmin'].includes(req.user.role)) return res.status(403).end();",
      'if (!req.user || !req.user.isAdmin) return res.status(403).end();',
      'if (req.user && !req.user.isAdmin) return res.status(403).end();',
    ])('%s', async (test) => {
      expect((await said(behind(test)))[0]).toEqual(['medium', 'Only an administrator can, with `GET /ping`.']);
    });

    it.each([
      "if (req.body.role !== 'admin') return res.status(403).end();",
      "if (req.user.id !== req.params.id && req.user.role !== 'admin') return res.status(403).end();",
      'if (!(req.user.id === req.params.id || req.user.isAdmin)) return res.status(403).end();',
      'if (process.env.CLOUD && !req.superAdmin) return res.status(403).end();',
      'if (req.user.isAdmin) log(req); if (!req.user.verified) return res.status(403).end();',
      'if (!req.user.isAdmin) log(req); if (!req.user.verified) return res.status(403).end();',
    ])('and not by %s', async (test) => {
      expect((await said(behind(test)))[0]?.[0]).toBe('high');
    });
  });

  it('is not known behind a link whose work is not known, and then it is not critical', async () => {
    const [only] = await said({
      'src/app.js': app('...checks, ').replace('const app', "import { checks } from 'house-rules';\nconst app"),
    });
    expect(only?.[0]).toBe('high');
    expect(only?.[1]).not.toMatch(/\bcan\b/);
  });

  it(
    'is no administrator by a word of the path, and nobody by the name of a route for strangers behind ' +
      'an unknown link',
    async () => {
      expect(await said({ 'src/app.js': app('signedIn, ', '/admin/ping') })).toEqual([
        ['high', 'Any user who is signed in can, with `GET /admin/ping`.'],
      ]);
      expect(
        (
          await said({
            'src/app.js': app('...checks, ', '/login').replace(
              'const app',
              "import { checks } from 'house-rules';\nconst app",
            ),
          })
        )[0]?.[0],
      ).toBe('high');
    },
  );

  it('is the least privileged of several, and is found through functions of other files', async () => {
    const run = `import { execFile } from 'node:child_process';
export const ping = (host) => execFile('sh', ['-c', 'ping ' + host]);
`;
    const routes = app('signedIn, adminOnly, ', '/a', '(req, res) => { ping(req.query.host); res.end(); }').replace(
      "import { execFile } from 'node:child_process';",
      "import { ping } from './run.js';",
    );
    expect(await said({ 'src/run.js': run, 'src/app.js': routes })).toEqual([
      ['medium', 'Only an administrator can, with `GET /a`.'],
    ]);

    // One handler on three routes: whoever may use the least guarded one can send it.
    const shared = routes
      .replace("app.get('/a', signedIn, adminOnly, (req, res) => ", 'const show = (req, res) => ')
      .replace(
        'res.end(); });',
        "res.end(); };\napp.get('/a', signedIn, adminOnly, show);\napp.get('/b', signedIn, show);",
      );
    expect(await said({ 'src/run.js': run, 'src/app.js': shared })).toEqual([
      ['high', 'Any user who is signed in can, with `GET /b`.'],
    ]);
    expect(
      await said({ 'src/run.js': run, 'src/app.js': shared.replace('app.listen', "app.get('/c', show);\napp.listen") }),
    ).toEqual([['critical', 'Anyone can: nothing before `GET /c` asks who calls.']]);
  });

  it('is left at what the config says of the rule', async () => {
    expect(
      (
        await said({
          'src/app.js': app('signedIn, adminOnly, '),
          'backend-architect.json': '{"rules":{"no-command-injection":"critical"}}',
        })
      )[0]?.[0],
    ).toBe('critical');
  });
});

describe('where nobody sees what arrives', () => {
  const store = `import { Pool } from 'pg';
const pool = new Pool();
export const find = (id) => pool.query('select * from users where id = ' + id);
`;
  const route = (chain: string): string =>
    `import express from 'express';
import { find } from './store.js';
import { adminOnly, signedIn } from './guard.js';
const app = express();
app.get('/users', ${chain}async (req, res) => res.json(await find(res.locals.id)));
app.listen(3000);
`;
  const weight = async (files: Readonly<Record<string, string>>): Promise<string | undefined> =>
    (await said({ 'src/store.js': store, ...files }, 'no-raw-sql-concatenation'))[0]?.[0];

  it('it weighs much only where a request is seen to lead there', async () => {
    expect(await weight({ 'src/app.js': route('') })).toBe('high');
    expect(await weight({ 'src/app.js': route('signedIn, adminOnly, ') })).toBe('medium');
    expect(await weight({})).toBe('medium');
    expect(
      await weight({
        'src/app.js': "import { find } from './store.js';\nsetInterval(() => find(process.title), 1000);\n",
      }),
    ).toBe('medium');
  });
});

describe('who reads what an error says', () => {
  const failing =
    '(req, res) => { try { work(req.query.id); res.end(); } catch (error) { res.status(500).json({ ' +
    'message: error.message }); } }';
  const leaks = async (source: string, more: Readonly<Record<string, string>> = {}): Promise<number> =>
    (
      await said(
        {
          'src/app.js': source.replace('const app', "import { work } from './work.js';\nconst app"),
          'src/work.js': "import { readFileSync } from 'node:fs';\nexport const work = (id) => readFileSync(id);\n",
          ...more,
        },
        'no-error-detail-leak',
      )
    ).length;

  it('is cleared where only an administrator does', async () => {
    expect(await leaks(app('signedIn, adminOnly, ', '/ping', failing))).toBe(0);
    expect(await leaks(app('signedIn, ', '/ping', failing))).toBe(1);
    expect(await leaks(app('', '/ping', failing))).toBe(1);
    expect(await leaks(app('signedIn, ', '/admin/ping', failing))).toBe(1);
  });

  it(
    'stands where the same handler answers others, where who asks is not known, ' +
      'and where the config names the rule',
    async () => {
      const both = app('signedIn, adminOnly, ', '/a', 'fail').replace(
        'app.listen(3000);',
        `app.get('/b', signedIn, fail);\nfunction fail${failing.replace('=> ', '')}\napp.listen(3000);`,
      );
      expect(await leaks(both)).toBe(1);
      expect(await leaks(both.replace("app.get('/b', signedIn, fail);", ''))).toBe(0);
      expect(
        await leaks(
          app('...checks, ', '/ping', failing).replace('const app', "import { checks } from 'house-rules';\nconst app"),
        ),
      ).toBe(1);
      expect(
        await leaks(app('signedIn, adminOnly, ', '/ping', failing), {
          'backend-architect.json': '{"rules":{"no-error-detail-leak":"medium"}}',
        }),
      ).toBe(1);
    },
  );

  it('is found through a controller whose methods are bound to a router that has what they use', async () => {
    const manager = `import { work } from './work.js';
export class Backups { apply(req, res) { try { work(req.query.id); res.end(); } catch (error) { \
res.status(500).json({ message: error.message }); } } }`;
    const controller = (test: string): string => `class Controller {
  apply(req, res) { this.backups.apply(req, res); }
  show(req, res) { this.backups.apply(req, res); }
  middleware(req, res, next) { ${test} next(); }
}
export default new Controller();`;
    const server = (open: string): string => `import express from 'express';
import controller from './controller.js';
import { signedIn } from './guard.js';
import { Backups } from './manager.js';
class Routes {
  constructor() {
    this.backups = new Backups();
    this.app = express();
    this.app.get('/apply', signedIn, controller.middleware.bind(this), controller.apply.bind(this));
    ${open}
  }
}
new Routes().app.listen(3000);`;
    const found = (test: string, open = ''): Promise<number> =>
      leaks('', { 'src/manager.js': manager, 'src/controller.js': controller(test), 'src/app.js': server(open) });
    const test = 'if (!req.user.isAdminOrUp) { return res.sendStatus(403); }';
    expect(await found(test)).toBe(0);
    expect(await found('')).toBe(1);
    expect(await found(test, "this.app.get('/show', signedIn, controller.show.bind(this));")).toBe(1);
  });
});
