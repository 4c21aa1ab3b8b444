/** Arguments in which a value can do harm, and how options of the call change that. */
import type { SinkKind } from './concepts.js';

/** An argument position: a number, `last`, or `rest` (every argument from `from`, default 0). */
export type ArgRef = number | 'last' | 'rest' | 'this';

export interface SinkModel {
  readonly kind: SinkKind;
  readonly arg: ArgRef;
  readonly from?: number;
  /**
   * When the argument is an object literal, the property that holds the value: `{ text: sql }`; `auth.pass` reaches
   * into a nested one, and what is listed beside it as `auth` is then no object literal. Without `propertyOnly` a plain
   * value counts too. An empty list: an object literal is harmless, plain text is not.
   */
  readonly property?: string | readonly string[];
  readonly propertyOnly?: true;
  /** Of a plugin: the argument is one of the call that is handed the plugin, `register(plugin, options)`. */
  readonly handed?: true;
  /**
   * The argument is a callback; what it hands to this parameter of its own arrives: `(request, file, done) =>
   * done(null, name)`.
   */
  readonly handedTo?: { readonly param: number; readonly arg: number };
  /** `object-path` only: one key and no path, so nothing behind the object itself can be reached. */
  readonly singleKey?: true;
  /** The sink counts only when an options argument says so: `{ shell: true }`. */
  readonly when?: OptionTest;
  /** The sink is harmless when an options argument says so: `{ root }`. */
  readonly unless?: OptionTest;
  /** `file-path` only: the answer tells that such a file is there, and nothing that stands in it. */
  readonly onlyLooks?: true;
  /**
   * HTML only: whether a browser reads it as such where no content type is set. `sniffed`: when it begins with a tag.
   * Absent: always.
   */
  readonly untyped?: 'html' | 'text' | 'sniffed';
  /** HTML only: read by a browser that the program itself steers, from inside its own network. */
  readonly opened?: true;
  /** `secret` only: issued by the service that is called, so a made-up text opens nothing. */
  readonly issued?: true;
  /** Made for something else, as a timer is for functions: what is not seen to be a text does no harm. */
  readonly onlyTexts?: true;
  /** SQL text only: how values are bound here, so that a fix can be written in the driver's own style. */
  readonly placeholder?: PlaceholderModel;
}

/**
 * `$n` becomes `$1`, `$2`; `?` stays. The values stand in a list at `valuesArg`, or in the property of an options
 * object there.
 */
export interface PlaceholderModel {
  readonly style: '$n' | '?';
  readonly valuesArg: number;
  readonly valuesProperty?: string;
  /** When the text stands in an object, the property of the same object that holds the values. */
  readonly valuesBeside?: string;
  /** More values than placeholders are refused as well. */
  readonly exact?: true;
  /** Values are arguments of their own from `valuesArg` on, not a list. */
  readonly spread?: true;
  /** An object in place of a value is written out as `name = value, ...`: its keys become columns. */
  readonly writesObjects?: true;
}

/**
 * Looks at an argument, or at a property of an options object: one of several when names are listed, `auth.pass` inside
 * a nested one. `is` and `matches` absent: it is present.
 */
export interface OptionTest {
  readonly arg: ArgRef;
  readonly property?: string | readonly string[];
  readonly is?: string | number | boolean;
  /** The constant text matches this regular expression (case does not matter). */
  readonly matches?: string;
}
