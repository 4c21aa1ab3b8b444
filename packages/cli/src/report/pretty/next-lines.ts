import { count } from '../../count.js';
import { byWeight } from '../by-weight.js';
import type { Report } from '../types.js';
import type { Page } from './page.js';
import { cut } from './printable.js';

/**
 * The way on from a report: what to mend first, where the rest is, how to live with it, how to say no. A finding that
 * is false is refused by the comment given here, with the rule of the first one.
 * @param hidden New findings the page does not show.
 */
export function nextLines(report: Report, page: Page, hidden: number): readonly string[] {
  const [first] = byWeight(report.findings);
  const fresh = report.findings.filter((finding) => finding.state === 'new').length;
  const { open } = report.coverage.questions;
  const steps: readonly (readonly [command: string, why: string])[] = [
    ...(first ? [[`backend-architect explain ${first.fingerprint}`, 'what to mend first'] as const] : []),
    ...(hidden > 0
      ? [['backend-architect review --all', `all ${fresh.toLocaleString('en-US')} findings`] as const]
      : []),
    ...(fresh > 0 && report.coverage.baseline === undefined
      ? [['backend-architect baseline', 'accept the rest: then only new findings fail'] as const]
      : []),
    ...(open > 0
      ? [['backend-architect escalate --plan', `what asking would cost (${count(open, 'open question')})`] as const]
      : []),
    ...(first
      ? [[`// backend-architect-ignore ${first.ruleId} -- <why it is right>`, 'above a false one'] as const]
      : []),
  ];
  const widest = Math.max(0, ...steps.map(([command]) => (command.startsWith('//') ? 0 : command.length)));
  return steps.map(
    ([command, why], index) =>
      `${index === 0 ? page.paint.bold('Next') : '    '}  ${cut(`${command.padEnd(widest)}  ${why}`, page.width - 6)}`,
  );
}
