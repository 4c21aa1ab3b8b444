/** Runs rules over one program, as every host does. */
import { analyse } from '@backend-architect/analysis';
import { parseFile } from '../../../cli/src/extract/parse-file.js';
import type { Rule } from '../../../rules/src/define-rule.js';
import { fileProblems, passesGate } from '../../../rules/src/file-problems.js';
import { rules } from '../../../rules/src/rule-index.js';
import { optionsOf } from '../../../rules/src/rule-options.js';
import type { Way } from './ways-into.js';

const RULES: ReadonlyMap<string, Rule> = new Map(Object.values(rules).map((rule) => [rule.id, rule]));

/** How many problems the rules report, asked as strictly as they can be; null where the program does not parse. */
export function reportsOf(ids: readonly string[], text: string, { versions, file = 'src/a.ts' }: Way): number | null {
  const parsed = parseFile(file, text);
  if (parsed.kind === 'unread') return null;
  const analysed = analyse({ ...parsed.source, settings: { versions } });
  return ids
    .flatMap((id) => {
      const rule = RULES.get(id);
      if (!rule) throw new Error(`no rule ${id}`);
      if (!passesGate(rule, text)) return [];
      return fileProblems(rule, analysed, optionsOf(rule, rule.meta.strictOptions ?? []));
    })
    .filter(({ asks }) => !asks).length;
}

/** More is reported of the one than of the other. */
export function isTold(
  rules: readonly string[],
  { harmful, harmless }: { readonly harmful: string; readonly harmless: string },
  way: Way,
): boolean {
  const reported = reportsOf(rules, harmful, way);
  return reported !== null && reported > 0 && reported > (reportsOf(rules, harmless, way) ?? 0);
}

const HOST = ["import outerLibrary from 'express';", 'const outer = outerLibrary();'];

/** The statements inside all that the way needs, in the handler of a request. */
export function inHandler(way: Way, statements: string): string {
  return [
    HOST[0],
    ...imports(way, statements),
    HOST[1],
    "outer.post('/outer/:id', async (req, res) => {",
    ...way.open,
    statements,
    ...way.close,
    '});',
  ].join('\n');
}

/** The same in a function that anybody may call. */
export function inFunction(way: Way, statements: string): string {
  return [...imports(way, statements), 'export async function f() {', ...way.open, statements, ...way.close, '}'].join(
    '\n',
  );
}

/** The statements inside all that the way needs, where the module is loaded. */
export function atStart(way: Way, statements: string): string {
  return [...imports(way, statements), ...way.open, statements, ...way.close].join('\n');
}

/** What the programs themselves need stands last, as a directive stands first. */
function imports({ setup }: Way, statements: string): string[] {
  const needed = Object.entries(OWN).flatMap(([name, line]) => (statements.includes(name) ? [line] : []));
  return [...new Set([...setup, ...needed])];
}

const OWN: Readonly<Record<string, string>> = {
  'crypto.': "import crypto from 'node:crypto';",
  execSync: "import { execSync } from 'node:child_process';",
};
