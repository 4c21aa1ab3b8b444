import { describe, expect, it } from 'vitest';
import { sourcesOf } from './import-graph.js';
import { ROOMS } from './rooms.js';
import { breaksIn } from './walls.js';

const sources = sourcesOf();

/** The product with one file more. */
const withFile = (path: string, text: string) => new Map([...sources, [path, text] as const]);

/** Breaks that were tried on walls of another making: lint saw one of them. */
const PLANTED: readonly (readonly [name: string, path: string, text: string, target: string])[] = [
  [
    'an upward import',
    'packages/analysis/src/flow/planted.ts',
    `import { corsPolicies } from '../domain/http/cors-policies.js';`,
    'packages/analysis/src/domain/http/cors-policies.ts',
  ],
  [
    'an upward import of a type',
    'packages/analysis/src/vocabulary/planted.ts',
    `import type { Resolution } from '../symbols/resolution.js';`,
    'packages/analysis/src/symbols/resolution.ts',
  ],
  [
    'a type that is named where it is used',
    'packages/analysis/src/syntax/planted.ts',
    `export type Planted = import('../symbols/resolution.js').Resolution;`,
    'packages/analysis/src/symbols/resolution.ts',
  ],
  [
    'a name that is handed on',
    'packages/analysis/src/guards/planted.ts',
    `export { createEngine } from '../flow/engine.js';`,
    'packages/analysis/src/flow/engine.ts',
  ],
  [
    'an import that waits',
    'packages/cli/src/report/pretty/planted.ts',
    `export const planted = () => import('../../agent/client.js');`,
    'packages/cli/src/agent/client.ts',
  ],
  [
    'a require of any making',
    'packages/rules/src/no-ssrf/planted.ts',
    `import { createRequire } from 'node:module';\nexport const planted = createRequire(import.meta.url)('typescript');`,
    'typescript',
  ],
  ['input and output in the analysis', 'packages/analysis/src/summary/planted.ts', `import 'node:fs';`, 'node:fs'],
  [
    'a dear package outside its room',
    'packages/cli/src/answers/planted.ts',
    `import { Project } from 'ts-morph';`,
    'ts-morph',
  ],
  [
    'a rule that asks another rule',
    'packages/rules/src/no-ssrf/planted.ts',
    `import rule from '../no-sql-injection/rule.js';`,
    'packages/rules/src/no-sql-injection/rule.ts',
  ],
  [
    'a rule that knows its host',
    'packages/rules/src/no-ssrf/planted.ts',
    `import plugin from 'eslint-plugin-backend-architect';`,
    'packages/eslint-plugin/src/index.ts',
  ],
  [
    'another package behind its door',
    'packages/rules/src/edits/planted.ts',
    `import { textOf } from '../../../analysis/src/syntax/keys.js';`,
    'packages/analysis/src/syntax/keys.ts',
  ],
  [
    'the command in the plugin',
    'packages/eslint-plugin/src/host/planted.ts',
    `import { review } from 'backend-architect';`,
    'packages/cli/src/index.ts',
  ],
];

describe('walls', () => {
  it('stand: every import of every package is one that its room may make, and none runs in a circle', () => {
    expect(breaksIn(sources)).toEqual([]);
  });

  it.each(PLANTED)('stop %s', (_name, path, text, target) => {
    expect(breaksIn(withFile(path, text)).filter((line) => line.startsWith(`${path} imports ${target}`))).toHaveLength(
      1,
    );
  });

  it('are around every folder, however deep', () => {
    const path = 'packages/analysis/src/domain/http/planted/deep.ts';
    expect(breaksIn(withFile(path, 'export const planted = 1;'))).toEqual([
      'analysis/domain/http/planted is no room: say in tests/imports/rooms.ts what it may import, and why',
    ]);
  });

  it('stop a circle of types', () => {
    const there = `import type { Back } from './planted-back.js';\nexport type There = Back;`;
    const back = `import type { There } from './planted-there.js';\nexport type Back = There;`;
    const both = new Map([
      ...withFile('packages/analysis/src/flow/planted-there.ts', there),
      ['packages/analysis/src/flow/planted-back.ts', back] as const,
    ]);
    expect(breaksIn(both)).toEqual([
      'a circle: packages/analysis/src/flow/planted-back.ts -> packages/analysis/src/flow/planted-there.ts',
    ]);
  });

  it('name no room that is gone', () => {
    const folders = [...sources.keys()].map((path) => path.replace(/^packages\/([^/]+)\/src\//, '$1/'));
    for (const room of Object.keys(ROOMS))
      expect(
        folders.some((path) => path.startsWith(`${room}/`)),
        room,
      ).toBe(true);
  });
});
