import type { Page } from './page.js';
import { printable, wrap } from './printable.js';

/**
 * A page of documentation as a terminal shows it: headings bold, paragraphs wrapped, code set in and left as it is, no
 * markup.
 */
export function markdownPage(markdown: string, page: Page): string {
  const lines: string[] = [];
  const blocks = blocksOf(markdown);
  for (const [index, block] of blocks.entries()) {
    const next = blocks[index + 1];
    const isList = next?.kind === block.kind && (block.kind === 'item' || block.kind === 'row');
    lines.push(...linesOf(block, page), ...(isList ? [] : ['']));
  }
  return `${lines.join('\n').trimEnd()}\n`;
}

type Block =
  | { readonly kind: 'heading' | 'text' | 'item' | 'row'; readonly text: string }
  | { readonly kind: 'code'; readonly lines: readonly string[] };

/** Paragraphs, list items and rows of tables, each on one line, and fenced code. Comments are left out. */
function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let code: string[] | null = null;
  let isOpen = false;
  for (const line of markdown.replace(/<!--[\s\S]*?-->\n?/g, '').split(/\r?\n/)) {
    const last = blocks.at(-1);
    if (/^\s*```/.test(line)) {
      if (code) blocks.push({ kind: 'code', lines: code });
      code = code ? null : [];
      isOpen = false;
    } else if (code) code.push(line);
    else if (line.trim() === '') isOpen = false;
    else if (
      isOpen &&
      last &&
      last.kind !== 'code' &&
      last.kind !== 'heading' &&
      !/^\s*(?:[-*]\s|\d+\.\s|[#|])/.test(line)
    )
      blocks[blocks.length - 1] = { ...last, text: `${last.text} ${line.trim()}` };
    else {
      const kind = /^#+\s/.test(line)
        ? 'heading'
        : /^\s*(?:[-*]|\d+\.)\s/.test(line)
          ? 'item'
          : line.startsWith('|')
            ? 'row'
            : 'text';
      blocks.push({ kind, text: kind === 'heading' ? line.replace(/^#+\s+/, '') : line.trim() });
      isOpen = true;
    }
  }
  return blocks;
}

function linesOf(block: Block, page: Page): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [page.paint.bold(plain(block.text))];
    case 'code':
      return block.lines.map((line) => `    ${page.paint.cyan(printable(line))}`.trimEnd());
    case 'item':
      return wrap(plain(block.text), page.width - 2).map((line, index) => (index === 0 ? line : `  ${line}`));
    case 'row':
    case 'text':
      return wrap(plain(block.text), page.width);
    default:
      return block satisfies never;
  }
}

/**
 * Without bold, with links as their text; a link to another site keeps its address, unless the text names it already.
 * Code stays.
 */
function plain(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) => printable(index % 2 === 1 ? part : withoutMarkup(part)))
    .join('');
}

function withoutMarkup(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\(([^)\s]+)\)/g, (_, words: string, target: string) =>
      /^https?:/.test(target) && !/^CWE-\d+$/.test(words) ? `${words} (${target})` : words,
    )
    .replaceAll('**', '');
}
