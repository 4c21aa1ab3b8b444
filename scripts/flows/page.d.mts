import type { JudgedCell } from './measure.mjs';
/** docs/quality/flows.md, not yet formatted. */
export function flowsPage(judged: readonly JudgedCell[]): string;
