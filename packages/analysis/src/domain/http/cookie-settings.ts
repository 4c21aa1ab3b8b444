import type { TSESTree } from '@typescript-eslint/types';
import type { LibraryCall, Node } from '../../vocabulary/analysis.js';
import type { CookieModel } from '../../vocabulary/setting-shapes.js';

/** `open`: whatever decides cannot be seen here, or asks where the code runs. */
export interface CookieAttribute {
  readonly is: 'on' | 'off' | 'open';
  /** Where it is written; absent when it is left out. */
  readonly at?: TSESTree.Property;
}

/** A cookie the file gives to the browser, with what the code says about it. */
export interface CookieSet {
  readonly call: LibraryCall;
  /** Null: a header written by hand. */
  readonly model: CookieModel | null;
  /** Its name as an expression, or as the text of a header; null for the session of the library itself. */
  readonly name: Node | string | null;
  readonly value: Node | null;
  /** The options in this file, `null` when none are given, or the text of a header. */
  readonly options: TSESTree.ObjectExpression | null;
  /** The options are those of another file: nothing can be written into them here. */
  readonly elsewhere?: true;
  /** The header as it is written. */
  readonly text?: Node;
  readonly httpOnly: CookieAttribute;
  readonly secure: CookieAttribute;
  /** `sameSite: 'none'`: sent along with requests of other sites. */
  readonly crossSite: boolean;
}
