import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode } from '../vocabulary/analysis.js';
import type { SourceKind } from '../vocabulary/concepts.js';
import { callbackSite } from '../symbols/callback-parameters.js';
import { propertyOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import type { Engine } from './evaluation.js';
import type { Value } from '../vocabulary/value.js';

type Node = TSESTree.Node;

/** Entries of a route's schema, by what of the request they speak of. */
const ENTRIES: Partial<Record<SourceKind, readonly string[]>> = {
  body: ['body'],
  query: ['querystring', 'query'],
  param: ['params'],
  header: ['headers'],
};

/** Request input of a handler whose route has a schema for it: the framework checked its structure before. */
export function checkedBySchema(e: Engine, request: Node, value: Value): Value {
  if (value.taint !== 'tainted' || value.validated) return value;
  const plain = bare(request);
  const binding = plain.type === 'Identifier' ? e.r.bindingOf(plain) : null;
  return binding?.kind === 'param' && hasSchema(e, binding.fn, value.source) ? { ...value, validated: true } : value;
}

/** A schema that stands elsewhere may speak of everything. */
export function hasSchema(e: Engine, fn: FunctionNode, source: SourceKind | undefined): boolean {
  const site = callbackSite(e.r, fn);
  const wanted = site?.model.route?.schemaProperty;
  const entries = source && ENTRIES[source];
  if (wanted === undefined || !site || !entries) return false;
  return site.call.arguments.some((argument) => {
    const options = bare(argument);
    const schema = options.type === 'ObjectExpression' ? propertyOf(options, wanted) : null;
    if (schema === null || schema === 'unknown') return false;
    const held = bare(schema.value);
    return held.type !== 'ObjectExpression' || entries.some((entry) => propertyOf(held, entry) !== null);
  });
}
