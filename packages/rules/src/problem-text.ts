import type { Problem, RuleMeta } from './define-rule.js';

/** The message of a problem with its placeholders filled. */
export function problemText(meta: RuleMeta, problem: Pick<Problem, 'messageId' | 'data'>): string {
  const template = meta.messages[problem.messageId];
  if (template === undefined) throw new Error(`There is no message "${problem.messageId}".`);
  return template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => problem.data?.[name] ?? whole);
}
