import { describe, expect, it } from 'vitest';
import { toldOf } from './findings-of.js';

const TABLES = `export const registry = { a: () => 1, b: () => 2 };
export const makers = new Map([['a', () => 1], ['b', () => 2]]);
export const filled: Record<string, number> = {};
export const seen = new Map<string, number>();
export function fill(key: string) { filled[key] = 1; seen.set(key, 1); }
export const db = { get: async (key: string) => load(key) };`;

async function told(body: string): Promise<number> {
  const found = await toldOf('require-bounded-cache', {
    'src/tables.ts': TABLES,
    'src/app.ts': `import express from 'express';
import { db, fill, filled, makers, registry, seen } from './tables.js';
const app = express();
const cache = new Map();
app.post('/fill/:key', (req, res) => { fill(req.params.key); res.end(); });
app.get('/:key', async (req, res) => { const key = req.params.key; ${body} res.end(); });`,
  });
  return found.length;
}

describe('keys of a cache that a table of another file has', () => {
  it.each([
    'cache.set(key, registry[key]());',
    'const made = registry[key]; if (!made) return res.sendStatus(404); cache.set(key, made);',
    'const make = makers.get(key); if (!make) return res.sendStatus(404); cache.set(key, make());',
  ])('are few: %s', async (body) => {
    expect(await told(body)).toBe(0);
  });

  it.each([
    'const made = filled[key]; if (!made) return res.sendStatus(404); cache.set(key, made);',
    'const made = seen.get(key); if (!made) return res.sendStatus(404); cache.set(key, made);',
    'const row = await db.get(key); if (!row) return res.sendStatus(404); cache.set(key, row);',
  ])('and not those of what is filled or looked up: %s', async (body) => {
    expect(await told(body)).toBe(1);
  });
});
