/** What schemas let through, put together and asked. */
import type { Admitted, AdmittedObject, ObjectChange } from '../../vocabulary/admitted.js';

export const ANYTHING: Admitted = { is: 'anything' };
export const UNSEEN: Admitted = { is: 'unseen' };
export const NOTHING: Admitted = { is: 'null' };
export const LISTED: Admitted = { is: 'listed' };
export const TEXT: Admitted = { is: 'text', for: [] };

export function oneOf(of: readonly Admitted[]): Admitted {
  const [first] = of;
  return first && of.length === 1 ? first : of.length === 0 ? UNSEEN : { is: 'one-of', of };
}

export function allOf(of: readonly Admitted[]): Admitted {
  const real = of.filter(({ is }) => is !== 'anything');
  const [first] = real;
  return first && real.length === 1 ? first : first ? { is: 'all-of', of: real } : ANYTHING;
}

/** The object of a schema, whatever stands around it; null where there is none, or more than one. */
export function objectOf(admitted: Admitted): AdmittedObject | null {
  switch (admitted.is) {
    case 'object':
      return admitted;
    case 'tested':
    case 'made':
      return objectOf(admitted.of);
    case 'one-of':
    case 'all-of': {
      const objects = admitted.of.map(objectOf).filter((one) => one !== null);
      if (admitted.is === 'all-of') return objects.length === 0 ? null : objects.reduce(merged);
      return objects.length === 1 ? (objects[0] ?? null) : null;
    }
    default:
      return null;
  }
}

/** Fields of both; what the later one says of a name holds, also of the other names. */
export function merged(one: AdmittedObject, other: AdmittedObject): AdmittedObject {
  const rest = other.rest ?? one.rest;
  return { is: 'object', fields: { ...one.fields, ...other.fields }, ...(rest && { rest }) };
}

/** A schema of objects, changed; what nobody can see to be one is not seen. */
export function changed(of: Admitted, how: ObjectChange): Admitted {
  if (hangsOnAnother(of) || (how.by === 'fields' && hangsOnAnother(how.of))) return { is: 'changed', of, how };
  if (how.by === 'asked') return asked(of);
  const object = objectOf(of);
  if (!object) return UNSEEN;
  switch (how.by) {
    case 'fields':
      return merged(object, objectOf(how.of) ?? { is: 'object', fields: {}, rest: UNSEEN });
    case 'other-keys':
      return { is: 'object', fields: object.fields, ...(how.rest && { rest: how.rest }) };
    default: {
      const { keys } = how;
      const fields = Object.entries(object.fields).filter(
        ([name]) => keys === null || keys.includes(name) === (how.by === 'picked'),
      );
      return { ...object, fields: Object.fromEntries(fields) };
    }
  }
}

function hangsOnAnother(admitted: Admitted): boolean {
  if (admitted.is === 'elsewhere' || admitted.is === 'changed' || admitted.is === 'param') return true;
  if (admitted.is === 'tested' || admitted.is === 'made') return hangsOnAnother(admitted.of);
  return (admitted.is === 'one-of' || admitted.is === 'all-of') && admitted.of.some(hangsOnAnother);
}

/** A schema that stands elsewhere: in another file, or with whoever calls. */
export type Distant = Extract<Admitted, { is: 'elsewhere' | 'param' }>;

/** A schema with those that stand elsewhere in their places. */
export function resolved(admitted: Admitted, find: (of: Distant) => Admitted): Admitted {
  const inner = (one: Admitted): Admitted => resolved(one, find);
  switch (admitted.is) {
    case 'elsewhere':
    case 'param':
      return find(admitted);
    case 'changed': {
      const { how } = admitted;
      return changed(inner(admitted.of), how.by === 'fields' ? { by: 'fields', of: inner(how.of) } : how);
    }
    case 'object': {
      const fields = Object.fromEntries(Object.entries(admitted.fields).map(([name, field]) => [name, inner(field)]));
      return { is: 'object', fields, ...(admitted.rest && { rest: inner(admitted.rest) }) };
    }
    case 'list':
    case 'tested':
    case 'made':
      return { ...admitted, of: inner(admitted.of) };
    case 'one-of':
    case 'all-of':
      return { is: admitted.is, of: admitted.of.map(inner) };
    default:
      return admitted;
  }
}

/** A schema that is only asked: other names stay in what it was asked about. */
export function asked(admitted: Admitted): Admitted {
  if (hangsOnAnother(admitted)) return { is: 'changed', of: admitted, how: { by: 'asked' } };
  return withRest(admitted, (rest) => rest ?? ANYTHING);
}

/** The same without any name it does not list. */
export function closed(admitted: Admitted): Admitted {
  return withRest(admitted, () => undefined);
}

function withRest(admitted: Admitted, restOf: (rest: Admitted | undefined) => Admitted | undefined): Admitted {
  const inner = (one: Admitted): Admitted => withRest(one, restOf);
  switch (admitted.is) {
    case 'object': {
      const fields = Object.fromEntries(Object.entries(admitted.fields).map(([name, field]) => [name, inner(field)]));
      const rest = restOf(admitted.rest);
      return { is: 'object', fields, ...(rest && { rest }) };
    }
    case 'list':
      return { is: 'list', of: inner(admitted.of) };
    case 'one-of':
    case 'all-of':
      return { is: admitted.is, of: admitted.of.map(inner) };
    case 'tested':
    case 'made':
      return { ...admitted, of: inner(admitted.of) };
    default:
      return admitted;
  }
}

/** The schema of a member; null where the schema is of no object. */
export function fieldOf(admitted: Admitted, name: string): Admitted | null {
  if (admitted.is === 'param') return { ...admitted, path: [...admitted.path, name] };
  const object = objectOf(admitted);
  if (!object) return null;
  return Object.hasOwn(object.fields, name) ? (object.fields[name] ?? null) : (object.rest ?? null);
}

/** What stands at a path in an object of schemas; null where it holds none. */
export function schemaAt(admitted: Admitted, path: readonly string[]): Admitted | null {
  const [first, ...rest] = path;
  if (first === undefined || admitted.is === 'unseen') return admitted;
  if (admitted.is === 'elsewhere') return { ...admitted, path: [...admitted.path, ...path] };
  const field = fieldOf(admitted, first);
  return field && schemaAt(field, rest);
}
