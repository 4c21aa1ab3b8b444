/**
 * Syntax that stands in old code bases, that no standard holds and no parser in use here reads. Told by the text at the
 * place of the error.
 */
interface Dialect {
  /**
   * Matches the text where the error is, or one character before: a parser may have taken the first for something else.
   */
  readonly here: RegExp;
  readonly name: string;
}

const DIALECTS: readonly Dialect[] = [
  { here: /^::/, name: 'the bind operator `::`, a proposal of 2015 that was never adopted' },
  { here: /^\|>/, name: 'the pipeline operator `|>`, a proposal that was not adopted' },
  {
    here: /^(?:export\s+)?[\w$]+\s*(?:,\s*(?:\{[^}]*\}|\*\s*as\s+[\w$]+)\s*)?from\s*['"]/,
    name: '`export v from`, a proposal that was not adopted; write `export { default as v } from`',
  },
  { here: /^do\s*\{/, name: 'a `do` expression, a proposal that was not adopted' },
  { here: /^throw\b/, name: '`throw` as an expression, a proposal that was not adopted' },
  { here: /^#[{[]/, name: 'records or tuples (`#{`, `#[`), a proposal that was withdrawn' },
  { here: /^%[A-Z]\w*\(/, name: 'calls into the engine (`%Name()`), which only run with a flag' },
  { here: /^@/, name: 'a decorator where the language allows none' },
  { here: /^\?\s*[,)]/, name: 'partial application (`f(?, x)`), a proposal that was not adopted' },
];

const FLOW = new RegExp(
  String.raw`^\s*(?:#!.*\n|\s|\/\/.*\n|\/\*[\s\S]*?\*\/|['"]use strict['"];?)*?(?:\/\/[^\n]*@flow\b|` +
    String.raw`\/\*(?:(?!\*\/)[\s\S])*?@flow\b)|\bopaque\s+type\b|\bimport\s+typeof\b|` +
    String.raw`\bdeclare\s+(?:module\.exports|export|opaque)\b|\{\|[\s\S]*?\|\}`,
);

/**
 * What a text is written in that stops the parser at `offset`, in a few words, and where that begins; null when it is
 * just not well formed.
 */
export function unreadSyntax(text: string, offset: number): { readonly name: string; readonly at: number } | null {
  for (const { here, name } of DIALECTS) {
    const at = [offset - 1, offset].find((place) => place >= 0 && here.test(text.slice(place, place + 200)));
    if (at !== undefined) return { name, at };
  }
  return FLOW.test(text) ? { name: 'type annotations of Flow that TypeScript does not share', at: offset } : null;
}
