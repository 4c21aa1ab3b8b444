/** Statements nobody writes by accident: a verb together with the clause that must follow it. */
const STATEMENTS: readonly RegExp[] = [
  /^select\b[\s\S]+?\bfrom\b/i,
  /^insert\s+(?:ignore\s+|or\s+\w+\s+)?into\b/i,
  /^replace\s+into\b/i,
  /^update\s+\S+(?:\s+(?:as\s+)?\w+)?\s+set\b/i,
  /^delete\s+from\b/i,
  /^merge\s+into\b/i,
  /^with\s+(?:recursive\s+)?[\w"`?]+(?:\s*\([^)]*\))?\s+as\s*\(/i,
  new RegExp(
    String.raw`^(?:create|alter|drop)\s+(?:or\s+replace\s+|unique\s+|temporary\s+|temp\s+|` +
      String.raw`materialized\s+)?(?:table|index|view|database|schema|type|user|role|function|trigger|` +
      String.raw`sequence)\b`,
    'i',
  ),
  /^truncate\s+table\b/i,
  /^grant\s+[\s\S]+?\bto\b/i,
];

/** Is this clearly SQL? Holes are written as `?`. Prose that happens to begin with "select" is not. */
export function isSqlStatement(text: string): boolean {
  const start = text.replace(/^(?:\s|\(|--[^\n]*\n|\/\*[\s\S]*?\*\/)+/, '');
  return STATEMENTS.some((statement) => statement.test(start));
}

/** Cheap test on the text of a file that may hold SQL: the names of query calls or a word of the language. */
export const SQL_GATE = new RegExp(
  String.raw`\b(?:query|execute|exec|run|raw|unsafe|prepare|one|oneOrNone|many|manyOrNone|none|any|each|all|` +
    String.raw`get|multi|result|literal)|sql|select|insert|update|delete|where|order|having|join|from`,
  'i',
);
