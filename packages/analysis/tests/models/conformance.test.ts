import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TSESTree } from '@typescript-eslint/types';
import { describe, expect, it } from 'vitest';
import type { FileAnalysis } from '../../src/vocabulary/analysis.js';
import { hazardsOf } from '../../src/domain/calls/hazards.js';
import { builtInModels } from '../../src/models/registry.js';
import { analyseText } from '../analyse-text.js';
import type { CaseEntry, LibraryCases, ModelCase } from './model-case.js';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const EXPRESSIONS = [
  'CallExpression', 'NewExpression', 'TaggedTemplateExpression', 'MemberExpression', 'Identifier', 'AwaitExpression',
  'Decorator',
] as const;
/** Every library of the product's promise has at least this many cases of each kind. */
const ENOUGH = 8;
const PROMISED = [
  'express', 'fastify', '@nestjs/common', 'koa', 'hono', 'next', 'pg', 'mysql2', 'better-sqlite3', 'knex',
  '@prisma/client', 'typeorm', 'sequelize', 'drizzle-orm', 'mongoose', 'mongodb', 'node:child_process', 'node:fs',
  'node:crypto', 'jsonwebtoken', 'bcrypt', 'argon2', 'axios', 'ecmascript', 'express-session', 'cors', 'helmet',
  'express-rate-limit', 'zod', 'joi', 'pino', 'winston',
];
const covered = new Map<string, LibraryCases[string]>();
const symbols: string[] = [];

for (const name of readdirSync(HERE)
  .filter((entry) => entry.endsWith('.cases.ts'))
  .sort()) {
  const { cases } = (await import(new URL(name, import.meta.url).href)) as { cases: LibraryCases };
  describe(name.replace('.cases.ts', ''), () => {
    for (const [library, { found, lookAlikes }] of Object.entries(cases)) {
      covered.set(library, { found, lookAlikes });
      symbols.push(...[...found, ...lookAlikes].map((entry) => asCase(entry).is ?? ''));
      describe(library, () => {
        for (const entry of [...found, ...lookAlikes]) it(asCase(entry).code, () => meets(asCase(entry)));
      });
    }
  });
}

describe('coverage', () => {
  it.each(PROMISED)('%s has enough cases and look-alikes', (library) => {
    expect(covered.get(library)?.found.length).toBeGreaterThanOrEqual(ENOUGH);
    expect(covered.get(library)?.lookAlikes.length).toBeGreaterThanOrEqual(ENOUGH);
  });

  it('no library with a door of its own is without a case', () => {
    const without = builtInModels.filter(
      (model) =>
        model.modules.length > 0 &&
        Object.keys(model.exports).length > 0 &&
        !covered.has(model.library) &&
        !symbols.some((symbol) => symbol.startsWith(`${model.library}#`)),
    );
    expect(without.map((model) => model.library)).toEqual([]);
  });
});

function asCase(entry: CaseEntry): ModelCase {
  return 'code' in entry ? entry : { code: entry[0], is: entry[1] };
}

function meets(expected: ModelCase): void {
  const start = expected.code.indexOf('«');
  const end = expected.code.indexOf('»') - 1;
  const text = expected.code.replace('«', '').replace('»', '');
  const isScript = /\brequire\(|module\.exports/.test(text) && !/\bimport\b|: [A-Z]|private /.test(text);
  const file = analyseText(text, expected.file ?? (isScript ? 'src/case.js' : 'src/case.ts'), {
    versions: expected.versions ?? {},
  });
  const node = file
    .nodes(...EXPRESSIONS)
    .find((candidate) => candidate.range[0] === start && candidate.range[1] === end);
  if (!node) throw new Error(`nothing stands between the marks of ${expected.code}`);
  const call =
    node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'TaggedTemplateExpression'
      ? file.libraryCall(node)
      : null;
  const symbol =
    node.type === 'Decorator' ? decoratorOf(file, node) : isCall(node) ? (call?.symbol ?? null) : file.symbolOf(node);
  if (expected.is !== undefined) expect(symbol?.symbol ?? null).toBe(expected.is);
  if (expected.entity !== undefined) expect(symbol?.entity).toBe(expected.entity);
  if (expected.async !== undefined) expect(call?.call.async).toBe(expected.async);
  if (expected.sinks !== undefined) expect(sinksAt(file, node)).toEqual(expected.sinks);
  if (expected.hazards !== undefined)
    expect(
      call
        ? [...new Set((call.call.hazards ?? []).map(({ hazard }) => hazard))]
            .flatMap((kind) => hazardsOf(file, call, kind))
            .map(({ kind }) => kind)
        : [],
    ).toEqual(expected.hazards);
  if (expected.taint !== undefined) expect(file.valueOf(node).taint).toBe(expected.taint);
  if (expected.shapes !== undefined) expect([...file.valueOf(node).shapes].sort()).toEqual([...expected.shapes].sort());
}

function isCall(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' || node.type === 'NewExpression' || node.type === 'TaggedTemplateExpression';
}

function decoratorOf(file: FileAnalysis, node: TSESTree.Decorator) {
  return file.decoratorsOf(node.parent).find((use) => use.node === node)?.symbol ?? null;
}

function sinksAt(file: FileAnalysis, node: TSESTree.Node): string[] {
  const kinds = [
    'sql-text', 'nosql-filter', 'nosql-code', 'write-data', 'shell-command', 'process-argument', 'code-text',
    'template-source', 'file-path', 'outbound-url', 'redirect-target', 'html-response', 'response-body',
    'regexp-source', 'object-path', 'merged-object', 'stored-name', 'log-entry', 'format-text', 'template-settings',
    'secret', 'fast-hash', 'password-hash', 'initial-vector', 'deserialized',
  ] as const;
  return kinds.flatMap((kind) =>
    file
      .sinks(kind)
      .filter((sink) => sink.call.node === node)
      .map(() => kind),
  );
}
