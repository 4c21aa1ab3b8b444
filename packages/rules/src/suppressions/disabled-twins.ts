import type { FileAnalysis, Range } from '@backend-architect/analysis';

/** Ranges in which one of these rules of another linter is switched off by a comment that names it. */
export function disabledTwins(
  file: Pick<FileAnalysis, 'text' | 'comments'>,
  twins: readonly string[],
): readonly Range[] {
  if (!twins.some((twin) => file.text.includes(twin))) return [];
  const found: Range[] = [];
  for (const { value, range } of file.comments) {
    const [, word, list = ''] =
      /^\s*(?:eslint|oxlint)-(disable(?:-next-line|-line)?)\s+([^]*?)(?:\s-{2,}\s[^]*)?$/.exec(value) ?? [];
    const named = list.split(/[\s,]+/).filter((rule) => twins.includes(rule));
    if (word === undefined || named.length === 0) continue;
    if (word === 'disable') found.push([range[1], enabledAgain(file, range[1], named)]);
    else found.push(lineAt(file.text, word === 'disable-line' ? range[0] : afterLine(file.text, range[1])));
  }
  return found;
}

/** Where a comment switches one of the rules on again, or all of them; else the end of the file. */
function enabledAgain(
  { text, comments }: Pick<FileAnalysis, 'text' | 'comments'>,
  from: number,
  named: readonly string[],
): number {
  const on = comments.find(({ value, range }) => {
    const [, list] = /^\s*(?:eslint|oxlint)-enable\b([^]*)$/.exec(value) ?? [];
    return range[0] >= from && list !== undefined && (list.trim() === '' || named.some((rule) => list.includes(rule)));
  });
  return on ? on.range[0] : text.length;
}

function afterLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end + 1;
}

function lineAt(text: string, at: number): Range {
  return [text.lastIndexOf('\n', at - 1) + 1, afterLine(text, at)];
}
