/**
 * Characters that no reader sees, or that reorder what he sees, and text that looks like a fence: all of them are
 * written out.
 */

/**
 * Control, formatting, private, unassigned and ignorable characters, other line ends, blanks that are no spaces; not
 * the tab.
 */
const UNSEEN = /[\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]|[^\P{Cc}\t]/gu;

/** Evidence stands between `<evidence-...>` and `</evidence-...>`: nothing in it may look like one of them. */
const FENCE = /<(?=\s*\/?\s*evidence)/giu;

/** One line of code as it is sent. What is written out reads `\u{202e}`. */
export function visible(line: string): string {
  return line.replace(UNSEEN, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`).replace(FENCE, '\\u{3c}');
}

/** How many characters of a text are written out because nobody would see them. */
export function unseenIn(text: string): number {
  return text.match(UNSEEN)?.length ?? 0;
}

/**
 * JSON in which names of the reviewed code cannot play tricks: it reads back as the same value, and holds neither tags
 * nor unseen characters.
 */
export function visibleJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(/[<>&]/g, escaped)
    .replace(UNSEEN, (char) => (char === '\n' ? char : char.split('').map(escaped).join('')));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
