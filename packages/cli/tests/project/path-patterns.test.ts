/** Requests that a guard leaves out by patterns of a library: those that may fit, and no others. */
import { describe, expect, it } from 'vitest';
import { express, seen, twins, type Files } from './guard-twins.js';

const CHECK =
  'try { req.user = jwt.verify(req.headers.authorization, process.env.KEY); } catch { return res.status(401).end(); }';
const app = (set: string, test: string, more: Files = {}): Files =>
  express(
    `${set}\nfunction gate(req, res, next) { if (${test}) return next(); ${CHECK} next(); }
app.use(gate);\napp.post('/public/a', write);\napp.post('/x', write);\napp.post('/exact', write);`,
    more,
  );
const LIST = "const OPEN = ['/exact', '/public/**'];";

describe('requests that are left out by a pattern', () => {
  it.each([
    [`import micromatch from 'micromatch';\n${LIST}`, 'micromatch.isMatch(req.path, OPEN)'],
    [`import { isMatch } from 'micromatch';\n${LIST}`, 'isMatch(req.path, OPEN)'],
    ["import { minimatch } from 'minimatch';", "minimatch(req.path, '/public/*') || minimatch(req.path, '/exact')"],
    [`import picomatch from 'picomatch';\n${LIST}`, 'picomatch.isMatch(req.path, OPEN)'],
    [`import picomatch from 'picomatch';\n${LIST}\nconst isOpen = picomatch(OPEN);`, 'isOpen(req.path)'],
    ["import { match } from 'path-to-regexp';\nconst open = match(['/public/*rest', '/exact']);", 'open(req.path)'],
    [
      "import { pathToRegexp } from 'path-to-regexp';\nconst open = pathToRegexp(['/public/:id', '/exact']);",
      'open.test(req.path)',
    ],
    [
      "import UrlPattern from 'url-pattern';\nconst open = new UrlPattern('/public(/*)');",
      "open.match(req.path) || req.path === '/exact'",
    ],
    ['const open = /^\\/public\\//;', "open.test(req.path) || req.path === '/exact'"],
  ])('are the only ones: %s %s', (set, test) => {
    twins(app(set, "req.path !== '/nothing'"), app(set, test));
    expect(seen(app(set, test), 'POST /public/a')).toBe('not known');
    expect(seen(app(set, test), 'POST /exact')).toBe('not known');
  });

  it('are those of a list of another file', () => {
    const set = "import micromatch from 'micromatch';\nimport { OPEN } from './open';";
    const list = (texts: string): Files =>
      app(set, 'micromatch.isMatch(req.path, OPEN)', { 'src/open.ts': `export const OPEN = ${texts};` });
    twins(list("['/x', '/public/**']"), list("['/exact', '/public/**']"));
  });

  it.each([
    "['**']", "['/**']", "['!/public/**']", "['/{x,y}']", "['/xy?']", 'process.env.OPEN.split(",")', '[...more]',
  ])('may be any where the pattern is wide, or not known: %s', (list) => {
    const set = `import micromatch from 'micromatch';\nconst more = globalThis.more;\nconst OPEN = ${list};`;
    expect(seen(app(set, 'micromatch.isMatch(req.path, OPEN)'))).toBe('not known');
  });

  it('may be any where options say how a pattern fits', () => {
    const set = "import micromatch from 'micromatch';\nimport picomatch from 'picomatch';";
    const seenBy = (test: string): string => seen(app(set, test), 'POST /public/a');
    expect(seenBy("micromatch.isMatch(req.path, ['public'])")).toBe('guarded');
    expect(seenBy("micromatch.isMatch(req.path, ['public'], { contains: true })")).toBe('not known');
    expect(seenBy("picomatch(['public'], { contains: true })(req.path)")).toBe('not known');
  });

  it('are not known by a function of the same name that nobody knows', () => {
    expect(seen(app("import { isMatch } from '@acme/paths';", "isMatch(req.path, ['/public/**'])"))).toBe('not known');
  });
});
