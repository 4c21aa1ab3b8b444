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
  /** Something an attacker can use, not only what is slow or fragile. */
  readonly security: boolean;
  /** Address of its page; absent while the package has no home. */
  readonly helpUri?: string;
}
