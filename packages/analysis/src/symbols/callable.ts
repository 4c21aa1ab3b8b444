import type { SymbolRef, TypeRef } from '../vocabulary/symbol-refs.js';
import type { CallModel } from '../vocabulary/library-model.js';
import { defaultOf, instanceOf } from './meaning.js';
import type { Resolution } from './resolution.js';
import type { Node } from '../vocabulary/analysis.js';

/** The face of a callee that a call, `new` or tag uses, with the symbol it belongs to. */
export function callable(
  r: Resolution,
  callee: Node,
  form: 'call' | 'new' | 'tag',
): { readonly ref: SymbolRef; readonly model: CallModel } | null {
  const meaning = r.meaningOf(callee);
  if (!meaning) return null;
  if (meaning.kind === 'module') {
    const main = defaultOf(meaning.model);
    return main && face(r, main, form);
  }
  if (meaning.kind === 'foreign') return null;
  if (meaning.kind === 'member') return face(r, meaning.ref, form);
  const ref = meaning.kind === 'instance' ? meaning.ref : meaning.candidates.find((candidate) => candidate.type[form]);
  return ref ? instanceFace(ref, form) : null;
}

function face(
  r: Resolution,
  ref: SymbolRef,
  form: 'call' | 'new' | 'tag',
): { ref: SymbolRef; model: CallModel } | null {
  const model =
    form === 'call'
      ? ref.member.call
      : form === 'new'
        ? (ref.member.new ?? (ref.member.type && !ref.on ? {} : undefined))
        : ref.member.tag;
  if (model) return { ref, model };
  const value = instanceOf(r.registry, ref);
  return value ? instanceFace(value, form) : null;
}

function instanceFace(ref: TypeRef, form: 'call' | 'new' | 'tag'): { ref: SymbolRef; model: CallModel } | null {
  const model = ref.type[form];
  return model
    ? {
        ref: {
          symbol: `${ref.model.library}#${ref.name}()`,
          model: ref.model,
          member: {},
          rung: ref.rung,
          on: ref,
          entity: ref.entity,
        },
        model,
      }
    : null;
}
