import type { SourceInput } from '@backend-architect/analysis';
import { analyze } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import { visitorKeys } from '@typescript-eslint/visitor-keys';
import { parseSync, type ParseResult } from 'oxc-parser';
import { placeIn } from '../options/broken-json.js';
import { lostText } from './lost-text.js';
import { nestsTooDeeply } from './nesting.js';
import { unreadSyntax } from './unread-syntax.js';

/**
 * A file as the analysis wants it, or the reason it could not be read. `note`: read, although the parser objected to
 * something.
 */
export type ParsedFile =
  | { readonly kind: 'parsed'; readonly source: Omit<SourceInput, 'settings'>; readonly note?: string }
  | { readonly kind: 'unread'; readonly reason: string };

type Language = 'ts' | 'tsx' | 'jsx';

/** Characters of text whose programs are kept for the station that judges them: a bound of memory. */
const MOST_KEPT = 4_000_000;
const kept = new Map<string, { readonly raw: string; readonly parsed: ParsedFile }>();
let size = 0;

/** The same as `parseFile`, and kept for whoever takes it, as long as there is room. */
export function parseAndKeep(file: string, raw: string): ParsedFile {
  const parsed = parseFile(file, raw);
  if (size + raw.length <= MOST_KEPT && !kept.has(file)) {
    kept.set(file, { raw, parsed });
    size += raw.length;
  }
  return parsed;
}

/** What was kept of this very text, which is kept no longer; or parsed anew. */
export function takeParsed(file: string, raw: string): ParsedFile {
  const found = kept.get(file);
  if (!found) return parseFile(file, raw);
  kept.delete(file);
  size -= found.raw.length;
  return found.raw === raw ? found.parsed : parseFile(file, raw);
}

/**
 * Parses one file as AST-CONTRACT 2-4 asks. A syntax error is `unread` with its line and column, never an empty
 * program, nor one with a part left out.
 */
export function parseFile(file: string, raw: string): ParsedFile {
  const text = raw.startsWith('\uFEFF') ? raw.slice(1) : raw;
  if (nestsTooDeeply(text, languageOf(file) === 'ts' ? 'none' : 'jsx'))
    return { kind: 'unread', reason: 'nests too deeply to be read' };
  const { result, note, reason } = parseWithRetries(file, text);
  if (result.program.body.length === 0 && result.errors.length > 0)
    return { kind: 'unread', reason: `does not parse ${reason ?? firstError(result, text)}` };
  const ast = result.program as unknown as TSESTree.Program;
  const comments = commentsOf(result);
  const lost = result.errors.length === 0 ? null : lostText(ast, text, comments);
  if (lost !== null)
    return {
      kind: 'unread',
      reason: `does not parse ${firstError(result, text)}, and the rest from ${placeIn(text, lost)} on is lost`,
    };
  linkParents(ast);
  const esm = result.module.hasModuleSyntax;
  let scope: ReturnType<typeof analyze> | null = null;
  const source: Omit<SourceInput, 'settings'> = {
    file,
    text,
    ast,
    // Program types of oxc and TS-ESTree are the same tree; the range that scope analysis reads is there.
    scopeManager: () =>
      (scope ??= analyze(ast, {
        sourceType: esm ? 'module' : 'script',
        globalReturn: !esm,
        lib: [],
        jsxPragma: null,
        childVisitorKeys: visitorKeys,
      })),
    visitorKeys,
    comments,
  };
  return note === undefined ? { kind: 'parsed', source } : { kind: 'parsed', source, note };
}

/** `reason`: why there is no program, where the first attempt tells less of it than the second. */
function parseWithRetries(file: string, text: string): { result: ParseResult; note?: string; reason?: string } {
  const language = languageOf(file);
  const first = parse(file, text, language);
  if (first.errors.length === 0) return { result: first };
  if (first.program.body.length === 0 && language === 'jsx') {
    // Flow annotations are refused as JavaScript, and most of them are TypeScript too.
    const typed = parse(file, text, 'tsx');
    if (typed.program.body.length > 0)
      return typed.errors.length === 0 ? { result: typed } : { result: typed, note: objection(typed, text) };
    if (/Flow/.test(first.errors[0]?.message ?? '')) return { result: first, reason: firstError(typed, text) };
  }
  if (language === 'jsx' && first.errors.every((error) => /TypeScript|Decorators/.test(error.message))) {
    const typed = parse(file, text, 'tsx');
    if (typed.errors.length === 0) return { result: typed };
  }
  if (first.errors.every((error) => /'return'/.test(error.message))) {
    const commonJs = parse(file, text, language, 'commonjs');
    if (commonJs.errors.length === 0) return { result: commonJs };
  }
  return { result: first, note: objection(first, text) };
}

function parse(file: string, text: string, lang: Language, sourceType?: 'commonjs'): ParseResult {
  return parseSync(file, text, {
    lang,
    range: true,
    astType: 'ts',
    preserveParens: false,
    ...(sourceType && { sourceType }),
  });
}

function languageOf(file: string): Language {
  if (/\.[mc]?ts$/i.test(file)) return 'ts';
  return /\.tsx$/i.test(file) ? 'tsx' : 'jsx';
}

/** `at 3:14: Unexpected token`, or what the syntax there is called. */
function firstError({ errors: [error] }: ParseResult, text: string): string {
  if (!error) return 'the parser gave no program';
  const offset = error.labels[0]?.start ?? 0;
  const [message = ''] = error.message.split('\n');
  const named = /diff marker/.test(message)
    ? { name: 'merge conflict markers', at: offset }
    : unreadSyntax(text, offset);
  return `at ${placeIn(text, named?.at ?? offset)}: ${named?.name ?? message}`;
}

/** The parser read it all the same, so it is not its dialect that is the matter. */
function objection({ errors: [error] }: ParseResult, text: string): string {
  return `at ${placeIn(text, error?.labels[0]?.start ?? 0)}: ${error?.message.split('\n')[0] ?? ''}`;
}

function commentsOf(result: ParseResult): TSESTree.Comment[] {
  return result.comments.map(
    (comment) =>
      ({
        type: comment.type,
        value: comment.value,
        range: [comment.start, comment.end],
      }) as unknown as TSESTree.Comment,
  );
}

/** Without recursion: generated code nests thousands deep. */
function linkParents(ast: TSESTree.Program): void {
  const stack: TSESTree.Node[] = [ast];
  for (let node = stack.pop(); node; node = stack.pop()) {
    for (const key of visitorKeys[node.type] ?? []) {
      const child = (node as unknown as Record<string, unknown>)[key];
      for (const item of Array.isArray(child) ? child : [child]) {
        if (typeof item !== 'object' || item === null) continue;
        const inner = item as TSESTree.Node;
        inner.parent = node;
        stack.push(inner);
      }
    }
  }
}
