import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeLabelled } from '../scripts/quality/labelled.mjs';
import { ROOT } from './fixture-expectations.js';

/** Labelled files lie beside the repository, or where the environment says. */
const LABELLED = process.env.LABELLED_LINES ?? join(ROOT, '../shared/labelled');
const present = existsSync(LABELLED);
if (!present) console.warn(`SKIPPED: there are no labelled lines in ${LABELLED}; set LABELLED_LINES to their folder`);

describe.skipIf(!present)('labelled lines', () => {
  const judged = present ? judgeLabelled(LABELLED) : [];
  const places = (verdict: string) =>
    judged.filter((label) => label.verdict === verdict).map(({ file, line, topic }) => `${file}:${line} ${topic}`);

  it('are all reported where a rule is built', () => {
    expect(places('missed')).toEqual([]);
    expect(places('reported').length).toBeGreaterThan(30);
  });

  it('are never reported where the code is right', () => {
    expect(places('false alarm')).toEqual([]);
    expect(places('silent').length).toBeGreaterThan(30);
  });
});
