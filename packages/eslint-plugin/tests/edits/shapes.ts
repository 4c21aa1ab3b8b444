/**
 * Code before and after an edit, as a person would write it: `shapes/<rule>.txt` holds the shapes of one rule.
 *
 * ```text
 * === addAwait src/users.ts express@5.0.0
 *   export async function rename(id) {
 * -   save(id);
 * +   await save(id);
 *   }
 * ```
 *
 * The head names the suggestion (`fix` for the edit a linter makes by itself), the file and the versions of libraries.
 * `-` begins a line of before, `+` one of after, two spaces one of both; an empty line is one of both.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';

export interface Shape {
  readonly messageId: string;
  readonly file: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly before: string;
  readonly after: string;
}

const FOLDER = new URL('shapes/', import.meta.url);

/** Ids of the rules that have shapes. */
export function shapedRules(): string[] {
  return readdirSync(FOLDER)
    .map((name) => name.replace(/\.txt$/, ''))
    .sort();
}

/** Shapes of a rule, none when it has no file. */
export function shapesOf(ruleId: string): readonly Shape[] {
  const known = read.get(ruleId);
  if (known) return known;
  const url = new URL(`${ruleId}.txt`, FOLDER);
  const shapes = existsSync(url) ? readFileSync(url, 'utf8').split(/^=== /m).slice(1).map(shape) : [];
  read.set(ruleId, shapes);
  return shapes;
}

const read = new Map<string, readonly Shape[]>();

function shape(section: string): Shape {
  const [head = '', ...lines] = section.trimEnd().split('\n');
  const [messageId = '', file = '', ...versions] = head.split(' ');
  const side = (mark: '-' | '+'): string =>
    lines
      .filter((line) => line === '' || line.startsWith('  ') || line.startsWith(`${mark} `))
      .map((line) => `${line.slice(2)}\n`)
      .join('');
  const unread = lines.filter((line) => !/^(?:$|[-+ ] )/.test(line));
  if (unread.length > 0) throw new Error(`${head}: not a line of a shape: ${unread[0] ?? ''}`);
  return {
    messageId,
    file,
    versions: Object.fromEntries(
      versions.map((given) => [given.slice(0, given.lastIndexOf('@')), given.slice(given.lastIndexOf('@') + 1)]),
    ),
    before: side('-'),
    after: side('+'),
  };
}

/** How code is written, in one word for each choice: two shapes of one style say less than two of two. */
export function styleOf({ file, before }: Shape): string {
  const indent = /^([ \t]+)\S/m.exec(before)?.[1] ?? 'none';
  const semicolons = /;\n/.test(before) ? 'semicolons' : 'none';
  return [
    file.slice(file.lastIndexOf('.')),
    indent.includes('\t') ? 'tabs' : `${indent.length} spaces`,
    semicolons,
    before.includes('"') ? 'double' : 'single',
  ].join(', ');
}
