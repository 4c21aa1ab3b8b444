/**
 * Most of the text is code in lines nobody would write. Data in one long string beside ordinary code is no minified
 * file.
 */
export function isMinified(text: string): boolean {
  if (text.length < 1_500 || !hasLongLine(text)) return false;
  let dense = 0;
  for (const line of text.split('\n')) {
    if (line.length <= 500) continue;
    const code = withoutStrings(line);
    if (code.length > 500 && /[;,{}]\S/.test(code)) dense += line.length;
  }
  return dense > text.length / 2;
}

/** One pass: a pattern that looks for the closing quote again at every quote takes minutes on a long line. */
function withoutStrings(line: string): string {
  let code = '';
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (char === '\\') at++;
    else if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'" || char === '`') quote = char;
    else code += char;
  }
  return code;
}

/** Most files are done with here: looking for line ends costs next to nothing. */
function hasLongLine(text: string): boolean {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    if ((end < 0 ? text.length : end) - at > 500) return true;
    if (end < 0) return false;
    at = end + 1;
  }
  return false;
}
