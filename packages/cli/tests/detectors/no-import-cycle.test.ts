import { describe, expect, it } from 'vitest';
import { shortestCycle, strongComponents } from '../../src/detectors/strong-components.js';
import { detected } from './detected.js';

describe('no-import-cycle', () => {
  it('reports one finding for a knot, with the shortest circle and the cheapest cut', () => {
    const found = detected('no-import-cycle', {
      'src/a.ts': "import { b, c, d } from './b.js';\nexport const a = () => b() + c() + d();",
      'src/b.ts': "import { a } from './a.js';\nimport { e } from './e.js';\nexport const b = () => a(); export const c = () => e(); export const d = () => 1;",
      'src/e.ts': "import { a } from './a.js';\nexport const e = () => a();",
    });
    expect(found).toMatchObject([{ kind: 'finding', at: "src/a.ts: import { b, c, d } from './b.js';" }]);
    expect(found[0]?.says).toBe('medium: src/a.ts -> src/b.ts -> src/a.ts is a circle of imports; 1 more modules hang in the same knot. The cheapest cut is the import of src/a.ts in src/b.ts (`a`).');
  });

  it('never cuts where a router is mounted, or what the entry needs', () => {
    const router = (own: string, more: string): string => `import { Router } from 'express';\n${more}export const ${own} = Router();\n`;
    const app = (more: string): string => `import express from 'express';\nimport { users } from './users.js';\nexport const app = express();\nexport const x = 1, y = 2;\napp.use('/users', users);\n${more}`;
    const cut = (files: Readonly<Record<string, string>>) => detected('no-import-cycle', files).map(({ says }) => says.slice(says.indexOf('circle of imports.') + 19));
    const users = router('users', "import { app, x, y } from './app.js';\nexport const sum = () => app.locals + x + y;\n");
    expect(cut({ 'src/app.ts': app(''), 'src/users.ts': users })).toEqual(['The cheapest cut is the import of src/app.ts in src/users.ts (`app`, `x`, `y`).']);
    const entry = "import express from 'express';\nimport { load } from './load.js';\nexport const app = express();\nexport const x = 1;\nload();\napp.listen(3000);\n";
    expect(cut({ 'src/main.ts': entry, 'src/load.ts': "import { app, x } from './main.js';\nexport const load = () => app.locals + x;\n" })).toEqual(['The cheapest cut is the import of src/main.ts in src/load.ts (`app`, `x`).']);
    const mutual = (own: string, other: string) => router(own, `import { ${other} } from './${other}.js';\n`) + `${own}.use('/${other}', ${other});\n`;
    expect(cut({ 'src/a.ts': mutual('a', 'b'), 'src/b.ts': mutual('b', 'a') })).toEqual(['Move what both sides need into a module of its own.']);
  });

  it('is low when a lazy import closes the circle', () => {
    const found = detected('no-import-cycle', { 'src/a.ts': "import { b } from './b.js';\nexport const a = () => b();", 'src/b.ts': "export const b = async () => (await import('./a.js')).a();" });
    expect(found).toMatchObject([{ says: expect.stringMatching(/^low: /) }]);
  });

  it('counts a require in a function that is called at once', () => {
    const files = { 'src/a.js': "const { b } = require('./b.js');\nexports.a = () => b();", 'src/b.js': "(function () { const { a } = require('./a.js');\nexports.b = () => a(); })();" };
    expect(detected('no-import-cycle', files)).toMatchObject([{ says: expect.stringMatching(/^medium: /) }]);
  });

  it('is low when two services inject each other late', () => {
    const service = (own: string, other: string) => `import { Inject, later } from 'di';\nimport { ${other} } from './${other}.js';\nexport class ${own} { constructor(@Inject(later(() => ${other})) private readonly other: ${other}) {} }`;
    expect(detected('no-import-cycle', { 'src/A.ts': service('A', 'B'), 'src/B.ts': service('B', 'A') })).toMatchObject([{ says: expect.stringMatching(/^low: /) }]);
  });

  it.each([
    ['types', { 'src/a.ts': "import type { B } from './b.js';\nexport const a = (b: B) => b;", 'src/b.ts': "import { a } from './a.js';\nexport type B = string; export const b = () => a('x');" }],
    ['types without the word', { 'src/a.ts': "import { B } from './b.js';\nexport const a = (b: B) => b;", 'src/b.ts': "import { a } from './a.js';\nexport type B = string; export const b = () => a('x');" }],
    ['relations of entities', {
      'src/a.ts': "import { Many } from 'orm';\nimport { B } from './b.js';\nexport class A { @Many(() => B) list: B[]; }",
      'src/b.ts': "import { One } from 'orm';\nimport { A } from './a.js';\nexport class B { @One(() => A) owner: A; }",
    }],
    ['a require inside a function', { 'src/a.js': "const { b } = require('./b.js');\nexports.a = () => b();", 'src/b.js': "exports.b = () => require('./a.js').a();" }],
    ['a require inside a getter', { 'src/a.ts': "import { B } from './b.js';\nexport class A { list = new B(); }", 'src/b.ts': "export class B { static get relations() { const { A } = require('./a.js'); return { a: A }; } }" }],
    ['tests', { 'src/a.ts': "import { b } from './b.test.js';\nexport const a = b;", 'src/b.test.ts': "import { a } from './a.js';\nexport const b = () => a;" }],
  ])('is silent about %s', (_name, files) => {
    expect(detected('no-import-cycle', files as Record<string, string>)).toEqual([]);
  });
});

describe('strongComponents', () => {
  it('finds every knot once, whatever the order', () => {
    const graph = new Map([['a', ['b']], ['b', ['c']], ['c', ['a', 'd']], ['d', ['e']], ['e', ['d']], ['f', ['a']]]);
    expect(strongComponents(graph)).toEqual([['a', 'b', 'c'], ['d', 'e']]);
    expect(strongComponents(new Map([...graph].reverse()))).toEqual([['a', 'b', 'c'], ['d', 'e']]);
    expect(shortestCycle(['a', 'b', 'c'], graph)).toEqual(['a', 'b', 'c']);
  });
});
