const HANDLE =
  /^_?(?:tx|trx|t|txn|trans|transaction\w*|manager|em|entityManager|session|client|conn|connection|queryRunner|qr|dbClient|executor)$/i;
const REPEATABLE =
  /onConflict|onDuplicate|upsert|merge|ignore|ifNeeded|ifMissing|ifNotExists?|ifAbsent|ensure|(?:find|get|update)OrCreate/i;

/** A parameter of this name is the handle of a transaction, or a connection, that whoever calls holds. */
export function isHandleName(name: string): boolean {
  return HANDLE.test(name);
}

/** What is called so may be done twice: rows are merged, or made only when they are missing. */
export function isRepeatableName(name: string): boolean {
  return REPEATABLE.test(name);
}
