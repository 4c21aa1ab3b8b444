/**
 * Texts that are a path on this host. Three things make one, asked together or one after the other: it begins with a
 * slash, with no second one, and with no backslash behind it, which browsers read as a slash. Most frameworks, and Node
 * alone, send a backslash in `Location` as it is. A tab between two slashes, which browsers drop, is not asked for here.
 */
import type { TSESTree } from '@typescript-eslint/types';
import type { Head } from '../vocabulary/project-view.js';
import type { Resolution } from '../symbols/resolution.js';
import { memberName, textOf } from '../syntax/keys.js';
import { isFoundIn, mayBegin } from '../syntax/pattern-text.js';
import { bare } from '../syntax/wrappers.js';
import { accessPath } from './access-path.js';
import type { Guarded } from './guard-forms.js';

type Node = TSESTree.Node;

const HEADS: readonly Head[] = ['slash', 'one slash', 'no backslash'];

/** The same, and of each path of which all three are known that it leads to this host. */
export function withLocalPaths(guards: readonly Guarded[]): readonly Guarded[] {
  const heads = guards.filter((guard) => guard.heads !== undefined);
  if (heads.length === 0) return guards;
  const local = [...new Set(heads.map(({ path }) => path))].flatMap((path): Guarded[] => {
    const own = heads.filter((guard) => guard.path === path);
    if (!HEADS.every((head) => own.some((guard) => guard.heads!.includes(head)))) return [];
    const asked = own.flatMap(({ since }) => since ?? []);
    const asks = own.flatMap((guard) => guard.asks ?? []);
    return [
      {
        path,
        for: ['redirect-target'],
        ...(asks.length > 0 && { asks }),
        // What is written behind the first question was not asked all three.
        ...(asked.length > 0 && { since: Math.min(...asked) }),
      },
    ];
  });
  return [...guards, ...local];
}

/** Sinks for which all that is proved of one text together makes it harmless. */
export function kindsOf(guards: readonly Guarded[]): Guarded['for'] {
  const kinds = withLocalPaths(guards.filter((guard) => !guard.unknownFor && !guard.ofEach)).map((guard) => guard.for);
  return kinds.includes('all') ? 'all' : [...new Set(kinds.flatMap((kind) => (kind === 'all' ? [] : kind)))];
}

/** A text that begins with another, or does not. */
export function headsOfPrefix(prefix: string, outcome: boolean): readonly Head[] {
  if (outcome) return prefix === '/' ? ['slash'] : [];
  return prefix === '//' ? ['one slash'] : prefix === '/\\' ? ['no backslash'] : [];
}

/** A text in which another does not occur. */
export function headsWithout(piece: string): readonly Head[] {
  return piece === '//' ? ['one slash'] : piece === '\\' || piece === '/\\' ? ['no backslash'] : [];
}

const OTHERS = [...Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)), 'é'].filter(
  (character) => character !== '/',
);

/** A text in which a pattern is found, or is not. */
export function headsOfPattern(pattern: string, flags: string, outcome: boolean): readonly Head[] {
  const isNone = (head: string): boolean =>
    outcome ? !mayBegin(pattern, flags, head) : isFoundIn(pattern, flags, head);
  if (!/[/\\]/.test(pattern)) return [];
  return [
    ...(OTHERS.every(isNone) ? (['slash'] as const) : []),
    ...(isNone('//') ? (['one slash'] as const) : []),
    ...(isNone('/\\') ? (['no backslash'] as const) : []),
  ];
}

/** Texts in which the pattern is found are paths on this host: `/^\/(?![/\\])/`. */
export function isLocalPattern(pattern: string, flags: string): boolean {
  return headsOfPattern(pattern, flags, true).length === HEADS.length;
}

/** `x[0] === '/'`, `x.charAt(1) !== '\\'`: a character that is compared. */
export function headsOfCharacter(r: Resolution, asked: Node, text: Node, isEqual: boolean): Guarded[] {
  const plain = bare(asked);
  const callee = plain.type === 'CallExpression' ? bare(plain.callee) : null;
  const isCall = callee?.type === 'MemberExpression' && /^(?:charAt|at)$/.test(memberName(callee) ?? '');
  const [of, index] =
    plain.type === 'MemberExpression' && plain.computed
      ? [plain.object, plain.property]
      : plain.type === 'CallExpression' && callee?.type === 'MemberExpression' && isCall
        ? [callee.object, plain.arguments[0]]
        : [null, undefined];
  const character = textOf(text);
  if (!of || index?.type !== 'Literal' || (index.value !== 0 && index.value !== 1) || character?.length !== 1)
    return [];
  return headed(r, of, headsOfPrefix(index.value === 0 ? character : `/${character}`, isEqual));
}

export function headed(r: Resolution, text: Node, heads: readonly Head[]): Guarded[] {
  const path = heads.length > 0 ? accessPath(r.variables, text) : null;
  if (path === null) return [];
  // What reads an address makes slashes of the backslashes in its path.
  const isRead = heads.includes('one slash') && isPathOfAddress(r, text);
  return [{ path, for: [], heads: isRead ? HEADS : heads }];
}

/** `new URL(x).pathname`. */
function isPathOfAddress(r: Resolution, text: Node): boolean {
  const meaning = r.meaningOf(text);
  return meaning?.kind === 'member' && meaning.ref.member.beginsWith === '/';
}
