import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { isRefused } from '../guards/refused-texts.js';
import { endsBehind, holderBehind, isText } from '../domain/calls/texts-behind.js';
import { keyOf, propertyOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { refOf } from './refs.js';
import type { Ref, TextFact } from '../vocabulary/references.js';

const MAX_DEPTH = 4;
const MAX_TEXTS = 200;
const MAX_WORDS = 80;
/** Longer ones are no secrets but keys that are judged by their first lines. */
const MAX_TEXT = 300;

/** Member of a class that its instances hold. */
export const OF_INSTANCE = 'new ';

/** Texts that other files may read of this: the one it is, and those it holds under its members. */
export function textsHeld(file: FileAnalysis, node: Node): TextFact[] {
  return [...held(file, node, [])].slice(0, MAX_TEXTS);
}

function* held(file: FileAnalysis, node: Node, path: readonly string[]): Generator<TextFact> {
  const holder = path.length < MAX_DEPTH ? holderBehind(file, node) : null;
  if (!holder) {
    yield* ends(file, node, path);
    return;
  }
  if (holder.type === 'ObjectExpression') {
    for (const [index, entry] of holder.properties.entries()) {
      const later = holder.properties.slice(index + 1);
      const key = entry.type === 'SpreadElement' ? null : keyOf(entry.key, entry.computed);
      // What is spread in later may take the place of anything before it.
      const over = later.flatMap((other) => (other.type === 'SpreadElement' ? [refOf(file, other.argument)] : []));
      if (!over.every(isElsewhere)) continue;
      const found =
        entry.type === 'SpreadElement'
          ? spread(held(file, entry.argument, path), path.length, keysOf(later))
          : key !== null && (over.length > 0 ? !mayHave(later, key) : propertyOf(holder, key) === entry)
            ? held(file, entry.value, [...path, key])
            : [];
      for (const fact of found) yield over.length > 0 ? under(fact, over, fact.path[path.length]) : fact;
    }
    return;
  }
  for (const member of holder.body.body) {
    const key = member.type === 'PropertyDefinition' ? keyOf(member.key, member.computed) : null;
    if (member.type === 'PropertyDefinition' && member.value && key !== null)
      yield* held(file, member.value, member.static ? [...path, key] : [...path, OF_INSTANCE, key]);
  }
}

function under(fact: TextFact, over: readonly Ref[], member: string | undefined): TextFact {
  const hiding = over.map((of) => ({ of, ...(member !== undefined && { member }) }));
  return { ...fact, under: [...(fact.under ?? []), ...hiding] };
}

function mayHave(entries: TSESTree.ObjectExpression['properties'], key: string): boolean {
  return entries.some((entry) => {
    const name = entry.type === 'SpreadElement' ? '' : keyOf(entry.key, entry.computed);
    return name === null || name === key;
  });
}

function keysOf(entries: TSESTree.ObjectExpression['properties']): string[] {
  return entries.flatMap((entry) => (entry.type === 'SpreadElement' ? [] : (keyOf(entry.key, entry.computed) ?? [])));
}

/** Members that are written after it are not those of what is spread in. */
function* spread(facts: Iterable<TextFact>, depth: number, without: readonly string[]): Generator<TextFact> {
  for (const fact of facts) {
    const first = fact.path[depth];
    if (first !== undefined) {
      if (!without.includes(first)) yield fact;
    } else if ('ref' in fact) yield { ...fact, without: [...(fact.without ?? []), ...without] };
  }
}

function* ends(file: FileAnalysis, node: Node, path: readonly string[]): Generator<TextFact> {
  for (const end of endsBehind(file, node)) {
    const fallback = end.fallbackFor && file.text.slice(...end.fallbackFor.range);
    // Words that are shown hold no text of the file.
    const common = {
      path,
      ...(fallback !== undefined &&
        fallback.length <= MAX_WORDS &&
        !/['"`]/.test(fallback) && { fallbackFor: fallback }),
    };
    if (isText(end)) {
      if (end.text !== '')
        yield {
          ...common,
          at: bare(end.node).range,
          text: end.text.slice(0, MAX_TEXT),
          ...(isRefused(file, end.node, end.text) && { refused: true }),
        };
      continue;
    }
    const ref = refOf(file, end.node);
    if (isElsewhere(ref)) yield { ...common, ref };
  }
}

function isElsewhere(ref: ReturnType<typeof refOf>): boolean {
  return ref.kind === 'import' || (ref.kind === 'result' && isElsewhere(ref.of));
}
