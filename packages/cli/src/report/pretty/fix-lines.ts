import { locationToRange } from '../location-range.js';
import type { Fix } from '../types.js';
import { linesOf } from './code-frame.js';
import { LABEL, type CardForm } from './card-form.js';
import type { Page } from './page.js';
import { cut, printable, wrap } from './printable.js';

/** What to write instead: the sentence, then the changed lines when a machine can make the edit, else the example. */
export function fixLines(fix: Fix, page: Page, form: CardForm): readonly string[] {
  const room = page.width - LABEL - 2;
  const most = MOST[form];
  const sentence = wrap(printable(fix.description), room);
  const change = changedLines(fix, page);
  if (change !== null) {
    const start = commonStart(change.before, change.after);
    const side = (sign: string, lines: readonly string[], paint: (text: string) => string): readonly string[] =>
      lines
        .slice(0, most)
        .flatMap((line) =>
          brokenOff(printable(fromWindow(line, start, room)), room - 2, form).map((part, index) =>
            paint(`${index === 0 ? sign : ' '} ${part}`),
          ),
        );
    return [...sentence, ...side('-', change.before, page.paint.red), ...side('+', change.after, page.paint.green)];
  }
  const example = fix.example === undefined ? [] : linesOf(fix.example.trimEnd()).slice(0, most * 2);
  return [...sentence, ...example.map((line) => page.paint.green(cut(`  ${printable(line)}`, room)))];
}

/** Most lines shown of either side of a change. */
const MOST = { full: 6, compact: 3 } as const satisfies Record<CardForm, number>;

/** Columns both sides begin with, when each is one line: what follows is what changes. */
function commonStart(before: readonly string[], after: readonly string[]): number {
  const [old = '', now = ''] = [before[0], after[0]];
  if (before.length !== 1 || after.length !== 1) return 0;
  let at = 0;
  while (at < old.length && old[at] === now[at]) at++;
  return at;
}

function fromWindow(line: string, start: number, room: number): string {
  return line.length > room && start > 24 ? `…${line.slice(start - 20)}` : line;
}

/** Code is broken at the margin, not at words: at most three lines, or cut to one. */
function brokenOff(text: string, room: number, form: CardForm): readonly string[] {
  if (form === 'compact') return [cut(text, room)];
  const parts = text.match(new RegExp(`.{1,${room}}`, 'gu')) ?? [''];
  return parts.length <= 3 ? parts : [...parts.slice(0, 2), cut(parts.slice(2).join(''), room)];
}

function changedLines(
  fix: Fix,
  page: Page,
): { readonly before: readonly string[]; readonly after: readonly string[] } | null {
  const edits = fix.edits ?? [];
  const file = edits[0]?.location.file;
  const text = file === undefined ? null : page.textOf(file);
  if (text === null || edits.some((edit) => edit.location.file !== file)) return null;
  let changed = text;
  for (const edit of [...edits].sort(
    (a, b) => b.location.startLine - a.location.startLine || b.location.startColumn - a.location.startColumn,
  )) {
    const [start, end] = locationToRange(edit.location, text);
    changed = changed.slice(0, start) + edit.text + changed.slice(end);
  }
  const before = linesOf(text);
  const after = linesOf(changed);
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  return {
    before: dedent(before.slice(head, before.length - tail)),
    after: dedent(after.slice(head, after.length - tail)),
  };
}

function dedent(lines: readonly string[]): readonly string[] {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line) => line.slice(least));
}
