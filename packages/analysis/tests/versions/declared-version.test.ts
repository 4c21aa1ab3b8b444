import { describe, expect, it } from 'vitest';
import { type Catalogs, catalogsIn } from '../../src/packages/catalogs.js';
import { declaredDependencies } from '../../src/packages/declared-dependencies.js';
import { declaredVersion } from '../../src/packages/declared-version.js';
import { lockedVersionsIn } from '../../src/packages/locked-versions.js';

const CASES: readonly (readonly [string, string | null])[] = [
  ['^4.18.2', '4.18.2'],
  ['~4.1', '4.1.0'],
  ['4', '4.0.0'],
  ['v4.2', '4.2.0'],
  ['=4.2.0', '4.2.0'],
  ['4.x', '4.0.0'],
  ['4.18.x', '4.18.0'],
  ['>=4 <6', '4.0.0'],
  ['<6 >=4.17', '4.17.0'],
  ['>4', '5.0.0'],
  ['>4.1.0', '4.1.1'],
  ['1 - 3', '1.0.0'],
  ['^4 || ^5', '4.0.0'],
  ['^5 || ^4', '4.0.0'],
  ['5.0.0-beta.3', '5.0.0-beta.3'],
  ['^5.0.0-beta.1 || ^6', '5.0.0-beta.1'],
  [' ^4.1.0 ', '4.1.0'],
  // Open below: what is meant is the newest line under the bound.
  ['<5', '4.0.0'],
  ['<5.0.0', '4.0.0'],
  ['<=4', '4.0.0'],
  ['<=4.2.1', '4.2.1'],
  ['<4.3', '4.2.0'],
  ['<4.3.2', '4.3.1'],
  ['<5 <4', '3.0.0'],
  ['>=0 <5', '4.0.0'],
  ['<3 || >=5', '2.0.0'],
  // Nothing is said.
  ['*', null],
  ['', null],
  ['x', null],
  ['>=0', null],
  ['^4 || *', null],
  ['latest', null],
  ['next', null],
  ['>5 <4', null],
  ['<0.0.0', null],
  // What package managers write.
  ['npm:express@4', '4.0.0'],
  ['npm:@scope/express@^4.1.0', '4.1.0'],
  ['npm:express@>=4 <5', '4.0.0'],
  ['npm:express', null],
  ['npm:@scope/express', null],
  ['npm:express@latest', null],
  ['jsr:@std/path@^1.2', '1.2.0'],
  ['workspace:^4.1.0', '4.1.0'],
  ['workspace:*', null],
  ['workspace:^', null],
  ['workspace:~', null],
  ['workspace:other@^2.0.0', '2.0.0'],
  ['patch:express@npm%3A4.18.2#./patches/express.patch', '4.18.2'],
  ['patch:@scope/express@npm:^4.1.0#./a.patch', '4.1.0'],
  ['git+https://github.com/expressjs/express.git#semver:^4.17', '4.17.0'],
  ['expressjs/express#semver:4', '4.0.0'],
  ['github:expressjs/express#4.18.2', null],
  ['git+ssh://git@github.com/a/b.git#v4.0.0', null],
  ['https://example.com/express-4.18.2.tgz', null],
  ['file:../express', null],
  ['link:../express', null],
  ['expressjs/express', null],
  ['catalog:', null],
  ['catalog:old', null],
];

const plain = (catalogs: Catalogs) =>
  Object.fromEntries([...catalogs].map(([name, ranges]) => [name, Object.fromEntries(ranges)]));

describe('declaredVersion', () => {
  it.each(CASES)('%s is %s', (range, version) => expect(declaredVersion('express', range)).toBe(version));

  it('says nothing about what is no text', () => {
    for (const range of [undefined, null, 4, { version: '4' }]) expect(declaredVersion('express', range)).toBeNull();
  });

  it('looks ranges up in the catalogs of the workspace', () => {
    const catalogs = catalogsIn(
      `packages:
  - api
catalog:
  express: ^4.18.0 # old
  "@scope/a": '<3'
  loop: 'catalog:'
catalogs:
  next:
    express: ">=5"
    hono: 4
  'old':
    express: npm:express@3.1
onlyBuiltDependencies:
  - esbuild
overrides:
  hono: 1.0.0
`,
    );
    expect(plain(catalogs)).toEqual({
      default: { express: '^4.18.0', '@scope/a': '<3', loop: 'catalog:' },
      next: { express: '>=5', hono: '4' },
      old: { express: 'npm:express@3.1' },
    });
    const versions = ['catalog:', 'catalog:default', 'catalog:next', 'catalog:old', 'catalog:none'].map((range) =>
      declaredVersion('express', range, catalogs),
    );
    expect(versions).toEqual(['4.18.0', '4.18.0', '5.0.0', '3.1.0', null]);
    expect(declaredVersion('@scope/a', 'catalog:', catalogs)).toBe('2.0.0');
    expect(declaredVersion('loop', 'catalog:', catalogs)).toBeNull();
    expect(declaredVersion('name', 'catalog:constructor', catalogs)).toBeNull();
    expect(plain(catalogsIn('packages: [api]\r\ncatalog:\r\n    koa: 2\r\n'))).toEqual({ default: { koa: '2' } });
    expect(plain(catalogsIn('not: yaml: at all\n\t- x'))).toEqual({});
  });
});

describe('what a project declares and locks', () => {
  it('takes what is installed for itself before what others ask for', () => {
    expect([
      ...declaredDependencies({
        peerDependencies: { a: '1', b: '1' },
        dependencies: { a: '2' },
        devDependencies: { a: '3', c: '3' },
        optionalDependencies: [],
      }),
    ]).toEqual([
      ['a', '2'],
      ['c', '3'],
      ['b', '1'],
    ]);
    expect(declaredDependencies('broken').size).toBe(0);
  });

  it('reads both shapes of a lock file', () => {
    expect(
      lockedVersionsIn({
        packages: {
          '': { version: '1.0.0' },
          'node_modules/a': { version: '1.2.3' },
          'node_modules/@s/b': { version: '2.0.0' },
          'node_modules/a/node_modules/c': { version: '3.0.0' },
          'node_modules/l': { link: true },
        },
      }),
    ).toEqual(
      new Map([
        ['a', '1.2.3'],
        ['@s/b', '2.0.0'],
      ]),
    );
    expect(lockedVersionsIn({ dependencies: { a: { version: '1.2.3' } } })).toEqual(new Map([['a', '1.2.3']]));
    expect(lockedVersionsIn(null).size).toBe(0);
  });
});
