/**
 * Text that is safe to print: control, bidirectional and invisible characters from code, paths or answers are shown as
 * what they are instead of moving the cursor or reordering the line.
 */
export function printable(text: string): string {
  return text.replace(UNSAFE, (char) => (char === '\t' ? '  ' : `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`));
}

/** The same for text of many lines: line breaks stay, and colours where the terminal has them. */
export function printableLines(text: string, colours: 'keep' | 'none'): string {
  const kept = colours === 'keep' ? /(\n|\u001b\[\d{1,2}(?:;\d{1,3})*m)/ : /(\n)/;
  return text
    .split(kept)
    .map((part, index) => (index % 2 === 1 ? part : printable(part)))
    .join('');
}

const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udfff]/g;

/** Columns a printable text takes in a terminal: wide East Asian characters and emoji take two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    width += /\p{M}/u.test(char) ? 0 : isWide(code) ? 2 : 1;
  }
  return width;
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  );
}

/** At most `width` columns, with an ellipsis when something was cut. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const char of text) {
    used += widthOf(char);
    if (used > width - 1) break;
    kept += char;
  }
  return `${kept}…`;
}

/** Words in lines of at most `width` columns; a word that is longer stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
