/** What calls that make or change a schema let through. */
import type { ArgRef } from './sink-shapes.js';

/** Texts of a known make: what they are made of decides where they do no harm. */
export type TextFormat =
  | 'free' // any text
  | 'identifier' // letters, digits, `-` and `_`: uuid, ulid, hexadecimal
  | 'number' // digits with sign, point and exponent
  | 'time' // dates and durations as ISO 8601 writes them
  | 'host' // names and addresses of hosts
  | 'base64' // letters, digits, `+`, `/` and `=`
  | 'mail'
  | 'url';

/**
 * Where the schema of a check is: an argument, what the method is called on, the function that is called, what the call
 * itself admits, what stands before the handler under the name in its first argument, or all that was noted there.
 */
export type SchemaRef = ArgRef | 'callee' | 'call' | 'route' | 'noted';

/** What a call stands for among what comes before a handler. `parts`: names of the parts of the request. */
export type ScreenModel =
  /** An object with a schema for each part. */
  | { readonly is: 'parts'; readonly arg: number }
  /** Notes what is wrong with the fields named in an argument: what the calls chained to it admit. */
  | { readonly is: 'field'; readonly parts: readonly string[]; readonly name: number }
  /** The same of an object of rules by field, which are named like the calls. */
  | { readonly is: 'fields'; readonly parts: readonly string[]; readonly arg: number }
  /** Gives what was noted; `clean`: whether that is nothing; `refuses`: throws where it is anything. */
  | { readonly is: 'asks' | 'clean' | 'refuses' };

/**
 * What passes. `of` and `this`: the schema a method is called on; what a method admits is admitted besides what its
 * receiver says. Positions are those of the arguments that hold schemas, fields, patterns, tests.
 */
export type AdmitsModel =
  | { readonly is: 'anything' | 'unseen' | 'number' | 'boolean' | 'date' | 'null' }
  /** `pattern`, `prefix`: the argument that holds it. `settings`: an options object with the keys of JSON Schema. */
  | {
      readonly is: 'text';
      readonly format?: TextFormat;
      readonly pattern?: number;
      readonly prefix?: number;
      readonly settings?: number;
    }
  /** One of the values in these arguments, which are written down. */
  | { readonly is: 'listed'; readonly in: ArgRef }
  /** `rest`: what passes under other names: all of it, or what the schema in this argument admits. */
  | {
      readonly is: 'object';
      readonly fields: number;
      readonly rest?: 'kept' | 'kept-without-fields' | number;
      readonly settings?: number;
    }
  /** Names are chosen by the client. */
  | { readonly is: 'record'; readonly of: ArgRef }
  | { readonly is: 'list'; readonly of?: ArgRef; readonly elements?: number }
  | { readonly is: 'one-of' | 'all-of'; readonly of: ArgRef }
  | { readonly is: 'same'; readonly of?: ArgRef }
  | { readonly is: 'or-nothing'; readonly of?: ArgRef }
  | { readonly is: 'one-of-keys'; readonly of?: ArgRef }
  | { readonly is: 'element'; readonly of?: ArgRef }
  | { readonly is: 'extended'; readonly by: ArgRef; readonly of?: ArgRef }
  | { readonly is: 'picked' | 'omitted'; readonly keys: ArgRef; readonly of?: ArgRef }
  | {
      readonly is: 'other-keys';
      readonly rest: 'dropped' | 'kept' | number;
      readonly unless?: number;
      readonly of?: ArgRef;
    }
  /** Refused unless the function in this argument says so. */
  | { readonly is: 'tested'; readonly by: ArgRef; readonly of?: ArgRef }
  /** What the function in this argument makes of it. */
  | { readonly is: 'made'; readonly by: number; readonly of?: ArgRef }
  /** The schema that the function in this argument gives. */
  | { readonly is: 'given-by'; readonly by: number }
  /** The argument is a JSON Schema. */
  | { readonly is: 'json-schema'; readonly arg: number };
