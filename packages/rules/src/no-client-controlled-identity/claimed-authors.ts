import {
  bare,
  conditionsAt,
  dottedName,
  keyOf,
  outer,
  type FileAnalysis,
  type Node,
} from '@backend-architect/analysis';
import type { Claim } from './claimed-roles.js';
import { handlerAround, principalOf } from './principal.js';

/** Who made something: never for the client to say. */
const AUTHOR = new RegExp(
  String.raw`^(?:author|owner|creator|sender|poster|uploader)(?:_?id)?$|^(?:created|posted|submitted|` +
    String.raw`uploaded|written|sent)_?by(?:_?id)?$|^from_?user(?:_?id)?$`,
  'i',
);
/** Who it belongs to: the one who asks, unless an administrator acts for others. */
const BELONGS = /^(?:user|account|tenant)_?id$/i;
const CREATES = /(?:^|\.)(?:create|insert|add|save|submit|post|send|publish|upload|build|values)\w*$/i;
const MAY = /admin|role|permission|\bcan\b|abilit|polic|allow|owner|forbid|member|equals|===|!==/i;

/** Records that are made in the name of whoever the request says, although the handler knows who is asking. */
export function* claimedAuthors(
  file: FileAnalysis,
): Generator<Claim & { readonly field: string; readonly call: Node }> {
  for (const property of file.nodes('Property')) {
    const field = keyOf(property.key, property.computed) ?? '';
    if ((!AUTHOR.test(field) && !BELONGS.test(field)) || property.parent.type !== 'ObjectExpression') continue;
    const value = file.valueOf(property.value);
    if (
      value.taint !== 'tainted' ||
      (value.source !== 'body' && value.source !== 'query' && value.source !== 'header' && value.source !== 'form')
    )
      continue;
    const call = creatingCall(file, property.parent);
    const handler = call && handlerAround(file, call);
    if (!handler || isAllowed(file, call)) continue;
    const principal = principalOf(file, handler);
    if (principal === null || (!AUTHOR.test(field) && principal === 'read')) continue;
    yield { node: property.value, value, field, call };
  }
}

/** The call that makes a record of an object literal, at any depth of `data`, `values` and the like. */
function creatingCall(file: FileAnalysis, object: Node): Node | null {
  let node: Node = outer(object);
  while (
    node.parent?.type === 'Property' &&
    /^(?:data|values|doc|input|record|create)$/.test(keyOf(node.parent.key, node.parent.computed) ?? '')
  )
    node = outer(node.parent.parent);
  const { parent } = node;
  if (parent?.type === 'NewExpression')
    return file.libraryCall(parent)?.call.sinks?.some((sink) => sink.kind === 'write-data') ? parent : null;
  if (parent?.type !== 'CallExpression' || bare(parent.callee) === node) return null;
  return CREATES.test(dottedName(parent.callee) ?? '') ? parent : null;
}

/** Something before decides whether this may be done for another. */
function isAllowed(file: FileAnalysis, call: Node): boolean {
  return conditionsAt(call).some(({ test }) => MAY.test(file.text.slice(...test.range)));
}
