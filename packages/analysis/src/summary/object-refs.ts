import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { writtenMember, writtenNames, writtenSomewhere } from '../symbols/written-members.js';
import { isFunction } from '../syntax/functions.js';
import { keyOf } from '../syntax/keys.js';
import { unknownRef } from './ref-members.js';
import { isReplaced, nameOfObject } from './replaced-members.js';
import type { Ref } from '../vocabulary/references.js';

type ObjectRef = Extract<Ref, { kind: 'object' }>;

const MAX_MEMBERS = 120;
const MAX_ANY = 4;

/** The members of an object literal, with what is spread into it and what is put on it later. */
export function objectRef(file: FileAnalysis, node: TSESTree.ObjectExpression, resolve: (node: Node) => Ref): Ref {
  const parts: Ref[] = [];
  let members: Record<string, Ref> = {};
  const variable = nameOfObject(file, node);
  for (const entry of node.properties.slice(0, MAX_MEMBERS)) {
    if (entry.type === 'SpreadElement') {
      parts.push({ kind: 'object', members }, resolve(entry.argument));
      members = {};
      continue;
    }
    const key = keyOf(entry.key, entry.computed);
    if (key === null || key === '__proto__' || (variable && isReplaced(file, variable, key))) continue;
    const ref: Ref =
      entry.kind === 'get' && isFunction(entry.value)
        ? { kind: 'result', of: { kind: 'function', fn: entry.value.range[0] }, path: [] }
        : resolve(entry.value);
    if (ref.kind !== 'unknown') members[key] = ref;
  }
  for (const name of variable ? writtenNames(variable).slice(0, MAX_MEMBERS) : []) {
    const put = writtenMember(variable!, name);
    const ref = put ? resolve(put) : unknownRef(name);
    if (ref.kind !== 'unknown') members[name] = ref;
  }
  const any = (variable ? writtenSomewhere(variable) : []).slice(0, MAX_ANY).map(resolve);
  const whole = mergedRef([...parts, { kind: 'object', members }]);
  return any.length > 0 && any.every((ref) => ref.kind !== 'unknown') ? { ...whole, any } : whole;
}

/** Several objects in one, the last word counts. What is not known to be an object hides what came before it. */
export function mergedRef(parts: readonly Ref[]): ObjectRef {
  let members: Readonly<Record<string, Ref>> = {};
  let rest: readonly Ref[] = [];
  for (const part of parts) {
    const isPlain = part.kind === 'object' && !part.rest;
    if (isPlain) {
      members = { ...members, ...part.members };
      continue;
    }
    const before: readonly Ref[] = Object.keys(members).length > 0 ? [{ kind: 'object', members }] : [];
    rest = [...(part.kind === 'object' ? (part.rest ?? []) : [part]), ...before, ...rest];
    members = part.kind === 'object' ? part.members : {};
  }
  // Behind the last one that is known there is nothing to hide.
  const end = rest.findLastIndex((ref) => ref.kind !== 'unknown') + 1;
  return { kind: 'object', members, ...(end > 0 && { rest: rest.slice(0, end) }) };
}
