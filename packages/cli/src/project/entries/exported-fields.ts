/** Resolvers that files export and nobody is seen to hand over: a folder is read for them. */
import type { Ref } from '@backend-architect/analysis';
import type { Resolver } from '../resolution.js';
import type { FieldHandler } from './fields.js';
import { fieldsIn } from './fields.js';

/** Types a client asks by name; the other types of an object that has one are asked through them. */
const ROOTS: ReadonlySet<string> = new Set(['Query', 'Mutation', 'Subscription']);

/** Fields with their functions in what the files of the project export, under the types of a schema. */
export function exportedFields(resolver: Resolver): readonly FieldHandler[] {
  const found = new Map<string, FieldHandler>();
  for (const [file, { exports, role }] of resolver.files) {
    if (role === 'test') continue;
    for (const { ref, refs, typeOnly } of exports) {
      if (typeOnly) continue;
      for (const each of refs ?? (ref ? [ref] : [])) {
        if (!mayHoldFields(each)) continue;
        const { fields } = fieldsIn(resolver, { file, of: { ref: each } });
        const known = fields.filter(({ handler }) => handler.fn !== null);
        if (!known.some(({ type }) => ROOTS.has(type))) continue;
        for (const field of known) found.set(`${field.type}.${field.field} ${field.handler.fn}`, field);
      }
    }
  }
  return [...found.values()];
}

function mayHoldFields(ref: Ref): boolean {
  return ref.kind === 'object' && Object.keys(ref.members).some((name) => ROOTS.has(name));
}
