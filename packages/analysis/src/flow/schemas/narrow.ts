import type { Shape } from '../../vocabulary/concepts.js';
import { container, record, unordered } from '../container.js';
import { ALL_SHAPES, flat, joinAll, memberValue, safe, sanitized, unknown, unsettled, withShapes } from '../lattice.js';
import { substituteKey } from '../substitution.js';
import type { HandedSchema, Value } from '../../vocabulary/value.js';
import { UNSEEN } from './admitted.js';
import type { AdmittedObject } from '../../vocabulary/admitted.js';
import type { Admitted } from '../../vocabulary/admitted.js';
import { READING_KINDS } from './text-alphabet.js';

/** Schemas of trees refer to themselves: so deep nobody looks. */
const MAX_DEPTH = 6;

/**
 * A value that a schema has let through: no more than the schema admits. An object is put together from its fields, a
 * list from its elements; of text only the alphabet and the beginning are known. What an unseen schema makes of it is
 * not known.
 */
export function narrow(value: Value, admitted: Admitted, depth = 0): Value {
  if (value.taint === 'safe' || admitted.is === 'anything') return value;
  if (depth > MAX_DEPTH) return unseen(value);
  switch (admitted.is) {
    case 'unseen':
      return unseen(value);
    case 'elsewhere': {
      const { specifier, name, path } = admitted;
      return { ...unseen(value), schema: { specifier, name, path } };
    }
    case 'param':
      return handed(value, admitted);
    case 'changed':
      if (admitted.of.is === 'param' && admitted.how.by === 'asked')
        return handed(value, { ...admitted.of, asked: true });
      return narrow(
        value,
        admitted.of.is === 'elsewhere' || admitted.of.is === 'changed' ? admitted.of : UNSEEN,
        depth + 1,
      );
    case 'listed':
      return sanitized(scalar(value, ['str', 'num', 'bool']), 'all');
    case 'text':
      return sanitized(scalar(value, ['str']), admitted.for);
    case 'number':
      return sanitized(scalar(value, ['num']), READING_KINDS);
    case 'boolean':
      return sanitized(scalar(value, ['bool']), READING_KINDS);
    case 'null':
      return sanitized(scalar(value, ['null']), READING_KINDS);
    case 'date':
      return sanitized(scalar(value, ['obj']), 'all');
    case 'list':
      return checked(container(['arr'], undefined, narrow(memberValue(unordered(value), '*'), admitted.of, depth + 1)));
    case 'object':
      return objectOf(value, admitted, depth);
    case 'one-of':
      return eitherOf(value, admitted.of, depth);
    case 'all-of':
      return admitted.of.reduce((known, next) => narrow(known, next, depth + 1), value);
    case 'tested': {
      const passed = sanitized(narrow(value, admitted.of, depth + 1), admitted.for);
      return admitted.shapes ? withShapes(passed, admitted.shapes) : passed;
    }
    case 'made':
      return checked(
        substituteKey(admitted.by, admitted.key, (index) =>
          index === 0 ? narrow(value, admitted.of, depth + 1) : safe(),
        ),
      );
    default:
      return admitted satisfies never;
  }
}

/**
 * Somebody answers for it, a signature or a class whose rules nobody sees: nothing is known against it, and nobody
 * asks.
 */
export function vouched(value: Value): Value {
  return checked(unsettled({ ...flat(value), shapes: ALL_SHAPES }, READING_KINDS));
}

/** A schema that a caller hands in has seen it: whoever knows the caller can tell what is left. */
function handed(value: Value, { fn, index, path, asked }: HandedSchema): Value {
  const by = { fn, index, path, ...(asked && { asked }) };
  const { steps, source } = value;
  return checked({ ...unknown({ kind: 'schema', of: value, by, path: [] }), steps, ...(source && { source }) });
}

/** A schema has seen it, and nobody here has seen the schema. */
function unseen(value: Value): Value {
  return checked(unsettled(flat(value), 'all'));
}

function checked(value: Value): Value {
  return value.taint === 'safe' ? value : { ...value, validated: true };
}

function scalar(value: Value, shapes: readonly Shape[]): Value {
  const { memberShapes: _members, ownMembers: _own, segments: _segments, ...whole } = flat(value);
  return checked(withShapes(whole, shapes));
}

function objectOf(value: Value, { fields, rest }: AdmittedObject, depth: number): Value {
  const named = Object.entries(fields).map(([name, field]): [string, Value] => [
    name,
    narrow(memberValue(value, name), field, depth + 1),
  ]);
  const built = value.built && value.properties && !value.spread ? value.properties : null;
  const others = built ? Object.entries(built).filter(([name]) => !Object.hasOwn(fields, name)) : [];
  const kept = rest ? others.map(([name, inner]): [string, Value] => [name, narrow(inner, rest, depth + 1)]) : [];
  const spread =
    rest && !built ? narrow(rest.is === 'anything' ? value : memberValue(value, '*'), rest, depth + 1) : undefined;
  return checked(record(Object.fromEntries([...named, ...kept]), spread));
}

/** Null beside one schema leaves its structure as it is. */
function eitherOf(value: Value, of: readonly Admitted[], depth: number): Value {
  const real = of.filter(({ is }) => is !== 'null');
  const passed = joinAll(real.map((one) => narrow(value, one, depth + 1)));
  if (
    real.length === of.length ||
    passed.taint === 'safe' ||
    passed.properties ||
    passed.spread ||
    passed.shapes.includes('null')
  )
    return passed;
  return {
    ...passed,
    shapes: [...passed.shapes, 'null'],
    ...(passed.untrustedShapes && { untrustedShapes: [...passed.untrustedShapes, 'null'] }),
  };
}
