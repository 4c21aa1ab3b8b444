import { describe, expect, it } from 'vitest';
import { shortestCycle, strongComponents } from '../../src/detectors/strong-components.js';
import { detected } from './detected.js';

describe('no-import-cycle', () => {
  it('reports one finding for a knot, with the shortest circle and the cheapest cut', () => {
    const found = detected('no-import-cycle', {
      'src/a.ts': "import { b, c, d } from './b.js';\nexport const a = () => b() + c() + d();",
      'src/b.ts': `import { a } from './a.js';
import { e } from './e.js';
export const b = () => a(); export const c = () => e(); export const d = () => 1;`,
      'src/e.ts': "import { a } from './a.js';\nexport const e = () => a();",
    });
    expect(found).toMatchObject([{ kind: 'finding', at: "src/a.ts: import { b, c, d } from './b.js';" }]);
    expect(found[0]?.says).toBe(
      'low: src/a.ts -> src/b.ts -> src/a.ts is a circle of imports; ' +
        '1 more modules hang in the same knot. Nothing of it is used while the modules load, ' +
        'so it does no harm until an edit needs something there. ' +
        'The cheapest cut is the import of src/a.ts in src/b.ts (`a`).',
    );
  });

  it('never cuts where a router is mounted, or what the entry needs', () => {
    const router = (own: string, more: string): string =>
      `import { Router } from 'express';\n${more}export const ${own} = Router();\n`;
    const app = (more: string): string =>
      `import express from 'express';
import { users } from './users.js';
export const app = express();
export const x = 1, y = 2;
app.use('/users', users);
${more}`;
    const cut = (files: Readonly<Record<string, string>>) =>
      detected('no-import-cycle', files).map(({ says }) => says.slice(says.indexOf('circle of imports.') + 19));
    const users = router(
      'users',
      "import { app, x, y } from './app.js';\nexport const sum = () => app.locals + x + y;\n",
    );
    expect(cut({ 'src/app.ts': app(''), 'src/users.ts': users })).toEqual([
      'The cheapest cut is the import of src/app.ts in src/users.ts (`app`, `x`, `y`).',
    ]);
    const entry = `import express from 'express';
import { load } from './load.js';
export const app = express();
export const x = 1;
load();
app.listen(3000);
`;
    expect(
      cut({
        'src/main.ts': entry,
        'src/load.ts': "import { app, x } from './main.js';\nexport const load = () => app.locals + x;\n",
      }),
    ).toEqual(['The cheapest cut is the import of src/main.ts in src/load.ts (`app`, `x`).']);
    const mutual = (own: string, other: string) =>
      router(own, `import { ${other} } from './${other}.js';\n`) + `${own}.use('/${other}', ${other});\n`;
    expect(cut({ 'src/a.ts': mutual('a', 'b'), 'src/b.ts': mutual('b', 'a') })).toEqual([
      'Move what both sides need into a module of its own.',
    ]);
  });

  it('is low when a lazy import closes the circle', () => {
    const found = detected('no-import-cycle', {
      'src/a.ts': "import { b } from './b.js';\nexport const a = () => b();",
      'src/b.ts': "export const b = async () => (await import('./a.js')).a();",
    });
    expect(found).toMatchObject([{ says: expect.stringMatching(/^low: /) }]);
  });

  it('counts a require in a function that is called at once', () => {
    const files = {
      'src/a.js': "const { b } = require('./b.js');\nexports.a = () => b();",
      'src/b.js': "(function () { const { a } = require('./a.js');\nexports.b = () => a(); })();",
    };
    expect(detected('no-import-cycle', files)).toMatchObject([{ says: expect.stringMatching(/^medium: /) }]);
  });

  const first = (body: string, names = 'b') => ({
    'src/a.ts': `import { ${names} } from './b.js';\n${body}`,
    'src/b.ts':
      "import { a } from './a.js';\nexport class B {}\nexport const b = () => a;\nexport const later = () => a;",
  });
  it.each([
    ['extended', 'export class a extends B {}', 'B'],
    ['decorating', 'export class a { @b() field = 1; }', 'b'],
    [
      'an argument of a decorator', 'export class a { constructor(@Inject(b) private readonly other: unknown) {} }',
      'b',
    ],
    ['injected by its type', '@Injectable() export class a { constructor(private readonly other: B) {} }', 'B'],
    ['called', 'export const a = b();', 'b'],
    ['called for each', 'export const a = [1].map((one) => b());', 'b'],
    ['in a list', 'export const a = [b];', 'b'],
    ['in a static field', 'export class a { static all = b(); }', 'b'],
    ['in a function that is called', 'export const a = make();\nfunction make() { return b(); }', 'b'],
    ['in the field of a class that is made', 'class Own { other = new B(); }\nexport const a = new Own();', 'B'],
    [
      'in the constructor of a class that is made', 'class Own { constructor() { b(); } }\nexport const a = new Own();',
      'b',
    ],
    ['in a method that is called', 'class Own { start() { b(); } }\nexport const a = new Own();\na.start();', 'b'],
  ])('is medium when what is imported is needed while the modules load: %s', (_name, body, names) => {
    const found = detected('no-import-cycle', first(body, names));
    expect(found).toMatchObject([{ says: expect.stringMatching(/^medium: (?!.*does no harm)/) }]);
    expect(found[0]?.steps.join()).toContain('imports src/b.ts and uses it while it loads');
  });

  it.each([
    ['in a function', 'export const a = () => b();', 'b'],
    ['in a method', 'export class a { read() { return new B(); } }', 'B'],
    ['in a handler', 'export const a = router();\na.get("/", () => b());', 'b'],
    ['in a field of a class that others make', 'export class a { other = new B(); }', 'B'],
    ['in the constructor of one', 'export class a { constructor() { b(); } }', 'b'],
    ['handed on', 'export const a = 1;\nexport { b };', 'b'],
    ['in a function given to a decorator', 'export class a { @Field(() => B) @Other() one() { return b(); } }', 'B, b'],
  ])('is low, and says so, when it is used later only: %s', (_name, body, names) => {
    expect(detected('no-import-cycle', first(body, names))).toMatchObject([
      { says: expect.stringMatching(/^low: .*Nothing of it is used while the modules load/) },
    ]);
  });

  it('shows the way round over what is needed at once', () => {
    const files = {
      'src/a.ts': "import { b } from './b.js';\nexport const a = () => b();",
      'src/b.ts':
        "import { a } from './a.js';\nimport { c } from './c.js';\nexport const b = () => a();\nexport const d = c();",
      'src/c.ts': "import { b } from './b.js';\nexport const c = () => b();",
    };
    expect(detected('no-import-cycle', files)).toMatchObject([
      { says: expect.stringMatching(/^medium: src\/b.ts -> src\/c.ts -> src\/b.ts/) },
    ]);
  });

  it('is medium where a module reads what another has not given yet, or holds what it gave before', () => {
    const files = (own: string, given = 'exports.b = () => a();') => ({
      'src/a.js': `${own}\nexports.a = () => b;`,
      'src/b.js': `const { a } = require('./a.js');\n${given}`,
    });
    expect(
      detected('no-import-cycle', files("const b = require('./b.js');", 'module.exports = () => a();')),
    ).toMatchObject([{ says: expect.stringMatching(/^medium: /) }]);
    const later = {
      'src/a.js': "const b = require('./b.js');\nexports.a = () => b.b();",
      'src/b.js': "const a = require('./a.js');\nexports.b = () => a.a();",
    };
    expect(detected('no-import-cycle', later)).toMatchObject([{ says: expect.stringMatching(/^low: /) }]);
  });

  const service = (own: string, other: string, more = '') =>
    `import { Inject, later } from 'di';
import { ${other} } from './${other}.js';
export class ${own} { constructor(@Inject(later(() => ${other})) private readonly other: ${other}) {} }
${more}`;
  const module = (own: string, other: string, given = `later(() => ${other})`) =>
    `import { Module, later } from 'di';
import { ${other} } from './${other}.js';
@Module({ imports: [${given}] }) export class ${own} {}`;
  it.each([
    ['services', { 'src/A.ts': service('A', 'B'), 'src/B.ts': service('B', 'A') }],
    ['modules', { 'src/A.ts': module('A', 'B'), 'src/B.ts': module('B', 'A') }],
    ['modules, one of them', { 'src/A.ts': module('A', 'B', 'B'), 'src/B.ts': module('B', 'A') }],
  ])('is silent where the circle is put off on purpose: %s', (_name, files) => {
    expect(detected('no-import-cycle', files)).toEqual([]);
  });

  it('reports modules that name each other at once, and what is put off and needed at once as well', () => {
    expect(
      detected('no-import-cycle', { 'src/A.ts': module('A', 'B', 'B'), 'src/B.ts': module('B', 'A', 'A') }),
    ).toMatchObject([{ says: expect.stringMatching(/^medium: /) }]);
    expect(
      detected('no-import-cycle', {
        'src/A.ts': service('A', 'B', 'B.register(A);'),
        'src/B.ts': service('B', 'A', 'A.register(B);'),
      }),
    ).toMatchObject([{ says: expect.stringMatching(/^medium: /) }]);
  });

  it.each([
    [
      'types',
      {
        'src/a.ts': "import type { B } from './b.js';\nexport const a = (b: B) => b;",
        'src/b.ts': "import { a } from './a.js';\nexport type B = string; export const b = () => a('x');",
      },
    ],
    [
      'types without the word',
      {
        'src/a.ts': "import { B } from './b.js';\nexport const a = (b: B) => b;",
        'src/b.ts': "import { a } from './a.js';\nexport type B = string; export const b = () => a('x');",
      },
    ],
    [
      'relations of entities',
      {
        'src/a.ts':
          "import { Many } from 'orm';\nimport { B } from './b.js';\nexport class A { @Many(() => B) list: B[]; }",
        'src/b.ts':
          "import { One } from 'orm';\nimport { A } from './a.js';\nexport class B { @One(() => A) owner: A; }",
      },
    ],
    [
      'a require inside a function',
      {
        'src/a.js': "const { b } = require('./b.js');\nexports.a = () => b();",
        'src/b.js': "exports.b = () => require('./a.js').a();",
      },
    ],
    [
      'a require inside a getter',
      {
        'src/a.ts': "import { B } from './b.js';\nexport class A { list = new B(); }",
        'src/b.ts': "export class B { static get relations() { const { A } = require('./a.js'); return { a: A }; } }",
      },
    ],
    [
      'tests',
      {
        'src/a.ts': "import { b } from './b.test.js';\nexport const a = b;",
        'src/b.test.ts': "import { a } from './a.js';\nexport const b = () => a;",
      },
    ],
  ])('is silent about %s', (_name, files) => {
    expect(detected('no-import-cycle', files as Record<string, string>)).toEqual([]);
  });
});

describe('strongComponents', () => {
  it('finds every knot once, whatever the order', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a', 'd']],
      ['d', ['e']],
      ['e', ['d']],
      ['f', ['a']],
    ]);
    expect(strongComponents(graph)).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
    expect(strongComponents(new Map([...graph].reverse()))).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ]);
    expect(shortestCycle(['a', 'b', 'c'], graph)).toEqual(['a', 'b', 'c']);
  });
});
