/** What is left of a text once something in it was replaced. */
import type { TSESTree } from '@typescript-eslint/types';
import { isFunction } from '../syntax/functions.js';
import { memberName, textOf } from '../syntax/keys.js';
import { isFoundIn } from '../syntax/pattern-text.js';
import { bare } from '../syntax/wrappers.js';
import type { Value } from '../vocabulary/value.js';
import type { Engine } from './evaluation.js';
import { derived, sanitized, withShapes } from './lattice.js';
import { patternOf, type Pattern } from './patterns.js';
import { cut, escapesQuotedSql } from './quoted-sql.js';

type Node = TSESTree.Node;

const TEXT = ['str'] as const;

/** `replace(/[^a-z0-9_]/gi, '')` leaves only listed characters; doubling quotes is no proof. */
export function replacedText(e: Engine, node: TSESTree.CallExpression, receiver: Value): Value {
  const [searched, replacement] = node.arguments;
  const pattern = searched ? patternOf(e, searched) : null;
  const everywhere = pattern?.flags.includes('g') ? pattern.source : null;
  if (
    everywhere !== null &&
    /^\[\^(?:[\w\s-]|\\[wds-])+\]\+?$/.test(everywhere) &&
    replacement &&
    /^[\w-]*$/.test(textOf(replacement) ?? '?')
  ) {
    return withShapes(sanitized(receiver, 'all'), TEXT);
  }
  if (searched && replacesTags(node, bare(searched), everywhere))
    return withShapes(sanitized(receiver, ['html-response']), TEXT);
  const added = replacement && !isFunction(bare(replacement)) ? [e.evaluate(replacement)] : [];
  const replaced = cut(derived([receiver, ...added], TEXT));
  if (escapesQuotedSql(e, node)) return sanitized(replaced, ['sql-quoted']);
  if (pattern && isOneSlash(receiver, pattern, replacement)) return sanitized(replaced, ['redirect-target']);
  if (everywhere !== null && takesSeparators(everywhere) && !/[\\/]/.test(textOf(replacement ?? searched!) ?? '/'))
    return sanitized(replaced, ['file-path']);
  if (
    pattern &&
    everywhere !== null &&
    takesBreaks(pattern) &&
    !/[\r\n]/.test(textOf(replacement ?? searched!) ?? '\n')
  )
    return sanitized(replaced, ['log-entry']);
  return everywhere !== null && replacement && escapesPattern(everywhere, textOf(replacement))
    ? sanitized(replaced, ['regexp-source'])
    : replaced;
}

/** `url.pathname.replace(/^\/+/, '/')`: a path with one slash at its head leads nowhere else. */
function isOneSlash({ parts: [head] = [] }: Value, { source }: Pattern, replacement: Node | undefined): boolean {
  const slashes = /^\^?(?:\\\/|\[\\?\/(?:\\\\)?\])(?:\+|\{2,\}|\\\/\+)$/.test(source);
  return (
    slashes &&
    replacement !== undefined &&
    textOf(replacement) === '/' &&
    head !== undefined &&
    'text' in head &&
    head.text.startsWith('/')
  );
}

/** `/[\/\\]/`: what is left is one segment of a path. */
export function takesSeparators(pattern: string): boolean {
  return /^(?:\\?\/|\[[^^\]]*\/[^\]]*\])\+?$/.test(pattern);
}

/** `/[\r\n]+/`, `/\n|\r/`: every line break is taken, wherever it stands. */
function takesBreaks({ source, flags }: Pattern): boolean {
  return !/[*?{]/.test(source) && ['\n', '\r'].every((one) => isFoundIn(`^(?:${source})`, flags, one));
}

/** `replace(/[.*+?^${}()|[\]\\]/g, '\\$&')`: every character with a meaning in patterns gets a backslash. */
function escapesPattern(pattern: string, replacement: string | null): boolean {
  const set = /^\(?\[([\s\S]+)\]\)?$/.exec(pattern)?.[1];
  if (set === undefined || replacement === null || !/^\\\$[&1]$/.test(replacement)) return false;
  return set.startsWith('^')
    ? /^\^(?:[\s-]|\\[wds-]|a-z|A-Z|0-9)+$/.test(set)
    : [...'*+?(|[{'].every((sign) => set.includes(sign)) && set.includes('\\\\');
}

/** Every `<` is replaced: no tag is left. */
function replacesTags(node: TSESTree.CallExpression, searched: Node, everywhere: string | null): boolean {
  if (searched.type === 'Literal' && searched.value === '<')
    return (
      bare(node.callee).type === 'MemberExpression' &&
      memberName(bare(node.callee) as TSESTree.MemberExpression) === 'replaceAll'
    );
  return (
    everywhere !== null &&
    /^\(?(?:.*\|)?<(?:\|.*)?\)?$|^\(?\[[^\]^][^\]]*<?[^\]]*\]\)?\+?$/.test(everywhere) &&
    everywhere.includes('<')
  );
}
