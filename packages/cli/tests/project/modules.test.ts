import { describe, expect, it } from 'vitest';
import { projectOf } from '../project-of.js';

const edges = (files: Record<string, string>) =>
  projectOf(files).modules.map(
    (edge) => `${edge.from} -> ${edge.to}${edge.typeOnly ? ' type' : ''}${edge.lazy ? ' lazy' : ''}`,
  );

describe('modules', () => {
  it('resolves extensions, emitted names, folders and dynamic imports', () => {
    expect(
      edges({
        'a.ts': `import './b.js'; import './c'; const d = () => import('./d'); import 'pg'; import './gone';`,
        'b.ts': '',
        'c/index.ts': '',
        'd.mjs': '',
      }),
    ).toEqual(['a.ts -> b.ts', 'a.ts -> c/index.ts', 'a.ts -> d.mjs lazy']);
  });

  it('resolves path aliases although the tsconfig extends one that is not there', () => {
    const tsconfig =
      '{ /* comment */ "extends": "@gone/tsconfig", "compilerOptions": { "baseUrl": ".", "paths": { ' +
      '"@/*": ["src/*"], "~db": ["src/db.ts"], }, } }';
    expect(
      edges({
        'tsconfig.json': tsconfig,
        'src/a.ts': `import '@/lib/x'; import '~db'; import 'src/db';`,
        'src/lib/x.ts': '',
        'src/db.ts': '',
      }),
    ).toEqual(['src/a.ts -> src/lib/x.ts', 'src/a.ts -> src/db.ts', 'src/a.ts -> src/db.ts']);
  });

  it('resolves packages of the workspace to their sources', () => {
    const files = {
      'packages/core/package.json': '{"name":"@acme/core","main":"dist/index.js"}',
      'packages/core/src/index.ts': '',
      'packages/core/src/sql.ts': '',
      'apps/api/package.json': '{"name":"api"}',
      'apps/api/main.ts': `import '@acme/core'; import '@acme/core/sql';`,
    };
    expect(edges(files)).toEqual([
      'apps/api/main.ts -> packages/core/src/index.ts',
      'apps/api/main.ts -> packages/core/src/sql.ts',
    ]);
  });

  it('tells what exists only as a type from what runs', () => {
    expect(
      edges({
        'a.ts':
          `import type { A } from './types'; import { B } from './types'; import { run } from './run'; ` +
          'export function f(b: B): A { return run(b); }',
        'types.ts': 'export interface A {} export interface B {}',
        'run.ts': 'export const run = (x: any) => x;',
      }),
    ).toEqual(['a.ts -> types.ts type', 'a.ts -> types.ts type', 'a.ts -> run.ts']);
  });

  it('counts the type of an injected parameter as used at run time', () => {
    expect(
      edges({
        'a.ts':
          `import { S } from './s'; @Dec() export class A { constructor(private s: S) {} } function Dec() { ` +
          'return (x: any) => x; }',
        's.ts': 'export class S {}',
      }),
    ).toEqual(['a.ts -> s.ts']);
  });
});
