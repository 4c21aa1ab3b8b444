/** Words that say that a whole table is meant. */
const WORDS = [
  'all', 'every', 'whole', 'entire', 'reset', 'clear', 'purge', 'wipe', 'truncate', 'empty', 'seed', 'clean_?up',
  'clean_?(?:data|db|tables?)', 'flush', 'teardown', 'tear_down', 'drop', 'backfill', 'migrat', 'gdpr', 'erase',
];
const IN_NAME = new RegExp(WORDS.join('|'), 'i');
const IN_TEXT = new RegExp(`\\b(?:${WORDS.join('|')})(?:e?[sd]|e|ing|ions?|ies)?\\b`, 'i');

/** `deleteAllSessions`, `resetCounters`: by the name of a function. */
export function namesWholeTable(name: string): boolean {
  return IN_NAME.test(name);
}

/** `Gives all users the first branch.`: by a word of a comment, which may be a verb with its ending. */
export function saysWholeTable(comment: string): boolean {
  return IN_TEXT.test(comment);
}
