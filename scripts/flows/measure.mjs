/** What the product says of the programs of a cell. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { COLUMNS, PLACES, programsOf } from './compose.mjs';
import { readRows } from './read-rows.mjs';

const RULE = 'no-command-injection';
const SETTINGS = { versions: { express: '4.21.2' } };

/** All cells there are, row by row: row, column, place, and the programs that decide on it. */
export function cells(rows = readRows()) {
  return rows.flatMap((row) =>
    PLACES.flatMap((place) =>
      COLUMNS.flatMap((column) => {
        const programs = programsOf(row, column.id, place.id);
        return programs ? [{ row, column, place, programs }] : [];
      }),
    ),
  );
}

/** Judges cells with the parts of a product: `right`, `asks` or `wrong` by the programs of a cell. */
export function createJudge({ extract, hashOf, linkProject, judge, detect, ruleIds }) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'flows-')));
  const rules = Object.fromEntries(ruleIds.filter((id) => id !== RULE).map((id) => [id, 'off']));

  const saidOf = async (files) => {
    const written = Object.entries(files).filter(([path]) => path.endsWith('.json'));
    for (const [path, text] of written) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    try {
      const sources = Object.entries(files)
        .filter(([path]) => /\.[cm]?[jt]s$/.test(path))
        .map(([file, text]) => ({ file, text, hash: hashOf(text) }));
      const read = await extract({ root, files: sources, settings: SETTINGS, cache: 'skip' });
      const unread = read.find(({ kind }) => kind !== 'read');
      if (unread) throw new Error(`${JSON.stringify(unread)}\n${JSON.stringify(files, null, 2)}`);
      const project = linkProject({ root, files: read.map(({ facts }) => facts), settings: SETTINGS, policy: {} });
      const judged = await judge({
        root,
        files: read,
        textOf: (file) => files[file] ?? '',
        project,
        settings: SETTINGS,
        rules,
        preset: 'strict',
        cache: 'skip',
      });
      const { findings, questions, internalErrors } = detect(judged, project, { policy: {} }, [], 'strict');
      if (internalErrors.length > 0) throw new Error(JSON.stringify(internalErrors));
      if (findings.some(({ ruleId, cleared }) => ruleId === RULE && cleared === undefined)) return 'finding';
      return questions.some(({ ruleId }) => ruleId === RULE) ? 'question' : 'silent';
    } finally {
      for (const [path] of written) rmSync(join(root, path), { force: true });
    }
  };

  return {
    async stateOf({ column, programs }) {
      const said = [];
      for (const program of programs) said.push(await saidOf(program));
      if (said.includes(column.silent ? 'finding' : 'silent')) return 'wrong';
      return said.includes('question') ? 'asks' : 'right';
    },
    end: () => rmSync(root, { recursive: true, force: true }),
  };
}
