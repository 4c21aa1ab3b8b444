import type { Finding, Location } from '../types.js';
import { codeFrame } from './code-frame.js';
import { fixLines } from './fix-lines.js';
import type { Page } from './page.js';
import { cut, printable, wrap } from './printable.js';

/** A finding in full: what and where, the code, what it can lead to, how it comes about, what to write. Ends with an empty line. */
export function findingCard(finding: Finding, page: Page): readonly string[] {
  const { paint } = page;
  const room = page.width - LABEL - 2;
  const path = finding.steps.map((step, index) => `${index + 1}. ${printable(step.what)} ${paint.dim(`(${place(step.location)})`)}`);
  return [
    `  ${paint.bold(finding.ruleId)}  ${paint.cyan(place(finding.location))}  ${paint.dim(finding.fingerprint)}`,
    ...wrap(printable(finding.message), page.width - 2).map((line) => `  ${line}`),
    ...codeFrame(finding.location, page).map((line) => `    ${line}`),
    ...labelled('Impact', wrap(printable(finding.impact), room), page),
    ...labelled('Path', path.length > 1 ? shortened(path) : path, page),
    ...(finding.fix ? labelled('Fix', fixLines(finding.fix, page, room), page) : []),
    '',
  ];
}

/** A finding in one line. */
export function findingLine(finding: Finding, page: Page): string {
  const where = `  ${finding.ruleId}  ${place(finding.location)}  `;
  return `  ${page.paint.bold(finding.ruleId)}  ${page.paint.cyan(place(finding.location))}  ${cut(printable(finding.message), Math.max(20, page.width - where.length))}`;
}

/** `file:line:column`, as editors and terminals open it. */
export function place(location: Location): string {
  return `${printable(location.file)}:${location.startLine}:${location.startColumn}`;
}

/** Columns of the labels in the margin. */
export const LABEL = 10;

/** Lines beside a label in the margin. */
export function labelled(label: string, lines: readonly string[], page: Page): readonly string[] {
  return lines.map((line, index) => `  ${index === 0 ? page.paint.bold(label.padEnd(LABEL)) : ' '.repeat(LABEL)}${line}`);
}

/** The source and the sink say most; the middle of a long path is counted. */
function shortened(path: readonly string[]): readonly string[] {
  if (path.length <= 6) return path;
  return [...path.slice(0, 3), `   … ${path.length - 5} more steps`, ...path.slice(-2)];
}
