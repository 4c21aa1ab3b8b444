/** Tables that record what happened, or hold what may be lost: losing a row leaves no contradiction behind. */
const INDEPENDENT = new RegExp(
  String.raw`audit|log(?:s|ging|in)?(?:_|$|[A-Z])|logs?$|event|history|histor|notification|outbox|activit|` +
    String.raw`metric|statistic|analytic|telemetry|tracking|visit|view|session|token|otp|cache|job|queue|` +
    String.raw`last_?(?:seen|login)`,
  'i',
);

/** A row of this table stands by itself: an audit entry, a session, a cached value. */
export function isIndependentRecord(table: string): boolean {
  return INDEPENDENT.test(table);
}
