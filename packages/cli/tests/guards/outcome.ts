import { rules } from '@backend-architect/rules';
import { detect } from '../../src/detect.js';
import type { JudgeRequest } from '../../src/judge/judge.js';
import { judgedIn } from '../judge/judged-in.js';
import { tempProject } from '../temp-project.js';
import { cellsOf, nameOf, type Cell, type Kind } from './cell.js';

const VERSIONS = {
  express: '5.1.0',
  pg: '8.0.0',
  mysql2: '3.0.0',
  mongodb: '6.0.0',
  mongoose: '8.0.0',
  axios: '1.7.0',
  zod: '4.0.0',
  lodash: '4.17.21',
  validator: '13.0.0',
  'escape-html': '1.0.0',
  he: '1.0.0',
  'shell-quote': '1.8.0',
  'sanitize-html': '2.0.0',
  'escape-string-regexp': '5.0.0',
  'mongo-sanitize': '1.1.0',
  pino: '9.0.0',
  multer: '2.0.0',
  'pg-format': '1.0.4',
  sqlstring: '2.3.3',
  '@prisma/client': '6.0.0',
  ejs: '3.0.0',
  'js-yaml': '3.0.0',
  'sanitize-filename': '1.6.3',
  ssrf: '1.0.0',
  joi: '17.0.0',
  shescape: '2.0.0',
  dompurify: '3.0.0',
  'isomorphic-dompurify': '2.0.0',
  xss: '1.0.0',
  'entities': '4.0.0',
  'path-is-inside': '1.0.2',
  knex: '3.0.0',
  'node-serialize': '0.0.4',
  'cookie-signature': '1.2.0',
  '@hapi/iron': '7.0.0',
};

/** What the rule of the kind says in the file of each cell: all cells of a kind are one project, a folder for each. */
export async function outcomesOf(kind: Kind): Promise<ReadonlyMap<string, 'silent' | 'reported' | 'asked'>> {
  const cells = cellsOf(kind);
  const folder = (index: number): string => `src/cell-${index}`;
  const files = Object.fromEntries(
    cells.flatMap((cell, index) =>
      Object.entries(cell.files).map(([file, text]) => [`${folder(index)}/${file}`, text] as const),
    ),
  );
  const { findings, questions } = await detectedIn(files, kind);
  const saidIn = (said: readonly { readonly ruleId: string; readonly file: string }[], index: number): boolean =>
    said.some(({ ruleId, file }) => ruleId === kind.rule && file.startsWith(`${folder(index)}/`));
  return new Map(
    cells.map((cell, index) => [
      nameOf(cell),
      saidIn(findings, index) ? 'reported' : saidIn(questions, index) ? 'asked' : 'silent',
    ]),
  );
}

/** What a cell is said to be, against what it should be. */
export function isRight(cell: Cell, outcome: 'silent' | 'reported' | 'asked'): boolean {
  return cell.isGuarded === (outcome === 'silent');
}

async function detectedIn(files: Readonly<Record<string, string>>, kind: Kind) {
  const { judged, project } = await judgedIn(tempProject({}), files, { versions: VERSIONS }, { rules: only(kind) });
  const detection = detect(judged, project, { policy: {} }, [], 'strict');
  if (detection.internalErrors.length > 0) throw new Error(JSON.stringify(detection.internalErrors));
  const findings = detection.findings.filter(({ cleared }) => cleared === undefined);
  return { findings, questions: detection.questions };
}

/** All other rules are off. */
function only({ rule, options }: Kind): JudgeRequest['rules'] {
  const off = Object.keys(rules).flatMap((id) => (id === rule ? [] : [[id, 'off' as const]]));
  return { ...Object.fromEntries(off), ...(options && { [rule]: ['warn', options] }) };
}
