import type { TSESTree } from '@typescript-eslint/types';
import { visitorKeys } from '@typescript-eslint/visitor-keys';

/** Lists of a program in which nothing may stand between two members but blanks, comments and semicolons. */
const LISTS: Readonly<Record<string, string>> = {
  Program: 'body',
  BlockStatement: 'body',
  StaticBlock: 'body',
  ClassBody: 'body',
  TSModuleBlock: 'body',
};

/**
 * Offset of the first text that stands in no statement of a program, or null. A parser that goes on after an error may
 * leave statements out, and a program without them must not be taken for the file.
 */
export function lostText(
  program: TSESTree.Program,
  text: string,
  comments: readonly { readonly range: readonly [number, number] }[],
): number | null {
  const blank = withoutComments(text, comments);
  const stack: TSESTree.Node[] = [program];
  for (let node = stack.pop(); node; node = stack.pop()) {
    const list = LISTS[node.type];
    if (list !== undefined) {
      const members = (node as unknown as Record<string, readonly TSESTree.Node[]>)[list] ?? [];
      const [start, end] =
        node.type === 'Program' ? [0, text.length] : [blank.indexOf('{', node.range[0]) + 1, node.range[1] - 1];
      const lost = gapIn(blank, members, start, end);
      if (lost !== null) return lost;
    }
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const item of Array.isArray(child) ? child : [child])
        if (typeof item === 'object' && item !== null) stack.push(item as TSESTree.Node);
    }
  }
  return null;
}

function gapIn(blank: string, members: readonly TSESTree.Node[], start: number, end: number): number | null {
  let at = start;
  for (const member of [...members].sort((a, b) => a.range[0] - b.range[0])) {
    const found = blank.slice(at, member.range[0]).search(/[^\s;]/);
    if (found >= 0) return at + found;
    at = Math.max(at, member.range[1]);
  }
  const found = blank.slice(at, end).search(/[^\s;]/);
  return found < 0 ? null : at + found;
}

/** The same length, so that places stay true. */
function withoutComments(text: string, comments: readonly { readonly range: readonly [number, number] }[]): string {
  let blank = text.replace(/^#!.*/, (line) => ' '.repeat(line.length));
  for (const {
    range: [start, end],
  } of comments)
    blank = blank.slice(0, start) + ' '.repeat(end - start) + blank.slice(end);
  return blank;
}
