import type { Variable } from '@typescript-eslint/scope-manager';
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import { keyOf } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';
import { objectBehind } from '../calls/sinks.js';

/** What a browser does with an answer: `html` for every type that runs scripts. */
export type ContentType = 'html' | 'other' | 'unknown';

interface Setting {
  readonly at: number;
  readonly type: ContentType;
}

/**
 * Content type that is set for an answer before (or by) a call or assignment, as far as the file shows; null when none
 * is.
 */
export function contentTypeAt(file: FileAnalysis, place: Node): ContentType | null {
  const answer = rootOf(file, place);
  const settings: Setting[] = [];
  for (const call of file.callsWith('contentType')) {
    if (!(call.node === place || (answer && isBefore(call.node, place) && rootOf(file, call.node) === answer)))
      continue;
    const type = typeSetBy(file, call);
    if (type) settings.push({ at: call.node === place ? Infinity : call.node.range[1], type });
  }
  for (const node of answer ? file.nodes('AssignmentExpression') : []) {
    if (
      !isBefore(node, place) ||
      !file.symbolOf(node.left)?.member.assignsContentType ||
      rootOf(file, node.left) !== answer
    )
      continue;
    settings.push({ at: node.range[1], type: typeOf(file.valueOf(node.right).constant) });
  }
  return settings.sort((a, b) => b.at - a.at)[0]?.type ?? null;
}

/** An earlier call, or one further down the chain: `res.type('text').send(x)`. */
function isBefore(node: Node, place: Node): boolean {
  return (
    node !== place &&
    (node.range[1] <= place.range[0] || (place.range[0] <= node.range[0] && node.range[1] < place.range[1]))
  );
}

/** The variable a chain of members and calls begins with. */
function rootOf(file: FileAnalysis, node: Node): Variable | null {
  let plain = bare(node);
  for (let hops = 0; hops < 16; hops += 1) {
    if (plain.type === 'CallExpression') plain = bare(plain.callee);
    else if (plain.type === 'MemberExpression') plain = bare(plain.object);
    else if (plain.type === 'AssignmentExpression') plain = bare(plain.left);
    else break;
  }
  return plain.type === 'Identifier' ? file.variableOf(plain) : null;
}

function typeSetBy(file: FileAnalysis, { node, call }: LibraryCall): ContentType | null {
  const model = call.contentType;
  if (!model || node.type === 'TaggedTemplateExpression') return null;
  const argument = node.arguments[model.arg] ?? null;
  if (!argument) return null;
  switch (model.as) {
    case 'type':
      return typeOf(file.valueOf(argument).constant);
    case 'header': {
      const name = file.valueOf(argument).constant;
      const value = node.arguments[model.arg + 1];
      if (objectBehind(file, argument)) return typeInHeaders(file, argument);
      return typeof name === 'string' && isTypeHeader(name) && value ? typeOf(file.valueOf(value).constant) : null;
    }
    case 'headers': {
      if (!model.property) return typeInHeaders(file, argument);
      const held = file.optionOf(node, model.arg, model.property);
      return held === 'unknown' ? 'unknown' : held && typeInHeaders(file, held);
    }
  }
}

function typeInHeaders(file: FileAnalysis, node: Node): ContentType | null {
  const headers = objectBehind(file, node);
  if (!headers) return bare(node).type === 'Literal' ? null : 'unknown';
  const entries = headers.properties.filter((entry): entry is TSESTree.Property => entry.type === 'Property');
  const found = entries.find((entry) => isTypeHeader(keyOf(entry.key, entry.computed) ?? ''));
  if (found) return typeOf(file.valueOf(found.value).constant);
  return entries.length < headers.properties.length ? 'unknown' : null;
}

function isTypeHeader(name: string): boolean {
  return name.toLowerCase() === 'content-type';
}

function typeOf(constant: string | number | boolean | null | undefined): ContentType {
  if (typeof constant !== 'string') return 'unknown';
  return /html|xml|svg/i.test(constant) ? 'html' : 'other';
}
