import type { Severity } from '@backend-architect/analysis';

/** What a report says of a rule or detector beside its findings. */
export interface RuleDescription {
  readonly id: string;
  readonly severity: Severity;
  /** One line. */
  readonly description: string;
  readonly impact: string;
  readonly fix: string;
  readonly refactoring?: string;
  readonly cwe: readonly number[];
  readonly owasp: readonly string[];
}
