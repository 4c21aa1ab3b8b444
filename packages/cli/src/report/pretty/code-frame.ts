import { count } from '../../count.js';
import { lineStarts } from '../line-table.js';
import type { Location } from '../types.js';
import type { CardForm } from './card-form.js';
import type { Page } from './page.js';
import { cut, printable, widthOf } from './printable.js';

/** Source lines around a location with a marker under the reported text. No lines when the text is not at hand. */
export function codeFrame(location: Location, page: Page, form: CardForm = 'full'): readonly string[] {
  const text = page.textOf(location.file);
  if (text === null) return [];
  const lines = linesOf(text);
  const around = form === 'full' ? 1 : 0;
  const first = Math.max(1, location.startLine - around);
  const lastMarked = Math.min(location.endLine, location.startLine + MOST_MARKED[form] - 1);
  const last = Math.min(lines.length, location.endLine === lastMarked ? lastMarked + around : lastMarked);
  const gutter = String(last).length;
  const room = page.width - gutter - 9;
  const frame: string[] = [];
  for (let number = first; number <= last; number++) {
    const line = lines[number - 1] ?? '';
    const isMarked = number >= location.startLine && number <= lastMarked;
    if (!isMarked && line.trim() === '') continue;
    const from = number === location.startLine ? location.startColumn - 1 : line.length - line.trimStart().length;
    const to = number === location.endLine ? location.endColumn - 1 : line.length;
    const shown = windowOf(line, from, room);
    const head = `${isMarked ? page.paint.red('>') : ' '} ${page.paint.dim(`${String(number).padStart(gutter)} |`)}`;
    frame.push(`${head} ${cut(shown.text, room)}`.trimEnd());
    if (isMarked && number === location.startLine) {
      const before = widthOf(printable(line.slice(shown.start, from))) + (shown.start > 0 ? 1 : 0);
      const marked = Math.max(1, Math.min(widthOf(printable(line.slice(from, to))), room - before));
      frame.push(
        `  ${' '.repeat(gutter)} ${page.paint.dim('|')} ${' '.repeat(before)}${page.paint.red('^'.repeat(marked))}`,
      );
    }
  }
  if (form === 'full' && location.endLine > lastMarked)
    frame.push(`  ${' '.repeat(gutter)} ${page.paint.dim(`| … ${count(location.endLine - lastMarked, 'more line')}`)}`);
  return frame;
}

const MOST_MARKED = { full: 4, compact: 1 } as const satisfies Record<CardForm, number>;

/** Lines of a text, without their ends. */
export function linesOf(text: string): readonly string[] {
  const starts = lineStarts(text);
  return starts.map((start, index) => text.slice(start, starts[index + 1]).replace(/[\r\n\u2028\u2029]+$/, ''));
}

/** A long line is shown from a little before the place that matters. */
function windowOf(line: string, from: number, room: number): { readonly text: string; readonly start: number } {
  if (widthOf(line) <= room || from < room / 2) return { text: printable(line), start: 0 };
  const start = Math.max(0, from - 20);
  return { text: `…${printable(line.slice(start))}`, start };
}
