/** What a schema of the code lets through, in the words of JSON Schema. */
import type { Admitted } from '@backend-architect/analysis';

/** `{}` says nothing, which is all that is known of what is made by code, or listed elsewhere. */
export type JsonSchema = { readonly [key: string]: unknown };

const NOTHING_SAID: JsonSchema = {};

/**
 * Never stricter than the code: which fields may be left out is not known, nor whether what may be missing may be
 * null, so nothing is required and both are let through.
 */
export function schemaOf(admitted: Admitted): JsonSchema {
  switch (admitted.is) {
    case 'number':
    case 'boolean':
    case 'null':
      return { type: admitted.is };
    case 'text':
      return { type: 'string' };
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(Object.entries(admitted.fields).map(([name, of]) => [name, schemaOf(of)])),
        ...(admitted.rest && saysSomething(schemaOf(admitted.rest))
          ? { additionalProperties: schemaOf(admitted.rest) }
          : {}),
      };
    case 'list':
      return { type: 'array', items: schemaOf(admitted.of) };
    case 'one-of':
      return oneOf(admitted.of.map(schemaOf));
    case 'all-of':
      return allOf(admitted.of.map(schemaOf).filter(saysSomething));
    case 'tested':
      return schemaOf(admitted.of);
    default:
      return NOTHING_SAID;
  }
}

export function saysSomething(schema: JsonSchema): boolean {
  return Object.keys(schema).length > 0;
}

function oneOf(of: readonly JsonSchema[]): JsonSchema {
  if (!of.every(saysSomething)) return NOTHING_SAID;
  const [first, second] = of;
  if (first && of.length === 1) return first;
  // `type: [string, null]` is what people write for it.
  const isNullable = of.length === 2 && second?.['type'] === 'null' && typeof first?.['type'] === 'string';
  return isNullable ? { ...first, type: [first['type'], 'null'] } : { anyOf: of };
}

function allOf(of: readonly JsonSchema[]): JsonSchema {
  const [first] = of;
  return first === undefined ? NOTHING_SAID : of.length === 1 ? first : { allOf: of };
}
