import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

type Files = Readonly<Record<string, string>>;

/** A handler that calls the work of another file. */
const app = (calls: string, imports = 'work'): Files => ({
  'src/app.ts': `
    import express from 'express';
    import { ${imports} } from './work.js';
    const app = express();
    app.use(express.json());
    ${calls}
  `,
});
const shell = (body: string): Files => ({ 'src/work.ts': `import { exec } from 'node:child_process';\n${body}` });
const files = (body: string): Files => ({ 'src/work.ts': `import { unlinkSync } from 'node:fs';\n${body}` });
const told = async (rule: string, ...parts: readonly Files[]): Promise<readonly string[]> =>
  (await toldOf(rule, Object.assign({}, ...parts) as Files)).map(({ kind, at }) => `${kind} ${at}`);

describe('a sink whose value callers pass', () => {
  it('is one finding, with every caller who hands input in', async () => {
    const found = await toldOf('no-command-injection', {
      ...shell("export function work(host: string) { return exec('ping ' + host); }"),
      ...app(
        `app.get('/a', (req, res) => { work(String(req.query.host)); res.end(); });
app.post('/b', (req, res) => { work(req.body.host); res.end(); });
work('localhost');`,
      ),
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      kind: 'finding',
      at: "src/work.ts: 'ping ' + host",
      callers: ['src/app.ts: work(String(req.query.host))', 'src/app.ts: work(req.body.host)'],
    });
    expect(found[0]?.steps[0]).toBe('src/app.ts: req.query | the query string enters here');
  });

  it('in the same file counts like one in another, in methods and through instances', async () => {
    expect(
      await told('no-command-injection', {
        'src/app.ts': `
        import express from 'express';
        import { exec } from 'node:child_process';
        class Work { constructor(private readonly name: string) {} run(host: string) { return exec('ping ' + host); } }
        const work = new Work('a');
        express().get('/', (req, res) => { work.run(String(req.query.host)); res.end(); });
      `,
      }),
    ).toEqual(["finding src/app.ts: 'ping ' + host"]);
  });

  it('is judged way by way: what one caller has checked does not count for another, nor against him', async () => {
    const body = "export function work(name: string) { unlinkSync('/srv/files/' + name); }";
    const checked =
      "app.get('/a', (req, res) => { if (!/^[a-z]+$/.test(String(req.query.name))) return; " +
      'work(String(req.query.name)); res.end(); });';
    expect(await told('no-path-traversal', files(body), app(checked))).toEqual([]);
    const other = "app.get('/b', (req, res) => { work(String(req.query.name)); res.end(); });";
    const [found] = await toldOf('no-path-traversal', { ...files(body), ...app(`${checked}\n${other}`) });
    expect(found?.callers).toHaveLength(1);
  });

  it('looked up where it is handed in is looked up where it arrives', async () => {
    const body = "export function work(name: string) { unlinkSync('/srv/files/' + name); }";
    const list = "const FILES = new Set(['a', 'b']);\n";
    expect(
      await told(
        'no-path-traversal',
        files(body),
        app(
          `${list}app.get('/', (req, res) => { const name = String(req.query.name); ` +
            'if (!FILES.has(name)) return; work(name); res.end(); });',
        ),
      ),
    ).toEqual([]);
  });
});

describe('what every caller passes as a constant', () => {
  const body =
    'export function work(path: string, { path: _other, remove = false }: { path?: string; ' +
    'remove?: boolean } = {}) { return path; }\n';

  it('closes a branch, and one caller who passes something else opens it', async () => {
    const work =
      `${body}export function drop(path: string, remove: boolean) { if (remove) { ` +
      `unlinkSync('/srv/' + path); } return path; }`;
    const call = (remove: string) =>
      app(`app.get('/', (req, res) => { drop(String(req.query.p), ${remove}); res.end(); });`, 'drop');
    expect(await told('no-path-traversal', files(work), call('false'))).toEqual([]);
    expect(await told('no-path-traversal', files(work), call('true'))).toEqual(["finding src/work.ts: '/srv/' + path"]);
    expect(await told('no-path-traversal', files(work), call('req.query.remove === "yes"'))).toEqual([
      "finding src/work.ts: '/srv/' + path",
    ]);
  });

  it('counts by what is left out, defaults and early ends', async () => {
    const early =
      'export function drop(path: string, keep = true) { if (keep) return path; ' +
      "unlinkSync('/srv/' + path); return path; }";
    const plain =
      'export function drop(path: string, remove?: boolean) { if (!remove) return path; ' +
      "unlinkSync('/srv/' + path); return path; }";
    const call = (more: string) =>
      app(`app.get('/', (req, res) => { drop(String(req.query.p)${more}); res.end(); });`, 'drop');
    expect(await told('no-path-traversal', files(early), call(''))).toEqual([]);
    expect(await told('no-path-traversal', files(early), call(', false'))).toHaveLength(1);
    expect(await told('no-path-traversal', files(plain), call(''))).toEqual([]);
    expect(await told('no-path-traversal', files(plain), call(', true'))).toHaveLength(1);
  });

  it('compared with a word chooses the branch', async () => {
    const work =
      "export function act(mode: string, path: string) { if (mode === 'remove') { unlinkSync('/srv/' + path); } }";
    const call = (mode: string) =>
      app(`app.get('/', (req, res) => { act(${mode}, String(req.query.p)); res.end(); });`, 'act');
    expect(await told('no-path-traversal', files(work), call("'keep'"))).toEqual([]);
    expect(await told('no-path-traversal', files(work), call("'remove'"))).toHaveLength(1);
  });

  it('does not close what may be written in between', async () => {
    const work =
      'export function drop(path: string, remove: boolean) { if (path.length > 3) remove = true; ' +
      "if (remove) { unlinkSync('/srv/' + path); } }";
    expect(
      await told(
        'no-path-traversal',
        files(work),
        app("app.get('/', (req, res) => { drop(String(req.query.p), false); res.end(); });", 'drop'),
      ),
    ).toHaveLength(1);
  });
});

describe('a parameter whose callers are not all seen', () => {
  it('is asked at critical sinks, or silence', async () => {
    expect(
      await told('no-command-injection', shell("export function work(host: string) { return exec('ping ' + host); }")),
    ).toEqual(["question src/work.ts: 'ping ' + host"]);
    expect(
      await told('no-regex-dos', {
        'src/work.ts': 'export const find = (text: string, pattern: string) => new RegExp(pattern).test(text);',
      }),
    ).toEqual(['question src/work.ts: pattern']);
    expect(
      await told('no-untrusted-redirect-or-link', {
        'src/work.ts':
          "import type { Response } from 'express';\nexport const go = (res: Response, to: string) => res.redirect(to);",
      }),
    ).toEqual([]);
  });

  it('is asked where a caller hands on what nobody is seen to give him', async () => {
    const between = {
      'src/between.ts': "import { work } from './work.js';\nexport const run = (host: string) => work(host);",
    };
    expect(
      await told(
        'no-command-injection',
        shell("export function work(host: string) { return exec('ping ' + host); }"),
        between,
      ),
    ).toEqual(["question src/work.ts: 'ping ' + host"]);
  });

  it('asks nothing where what a caller passes is known not to be followed', async () => {
    const between = {
      'src/between.ts':
        "import { work } from './work.js';\nimport { pick } from 'somewhere';\nexport const run = () => work(pick());",
    };
    expect(
      await told(
        'no-command-injection',
        shell("export function work(host: string) { return exec('ping ' + host); }"),
        between,
      ),
    ).toEqual([]);
  });
});
