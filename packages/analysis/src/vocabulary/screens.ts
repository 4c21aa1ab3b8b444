/** What stands before a handler and lets through only what fits. Plain data: it is stored in facts. */
import type { Admitted } from './admitted.js';

export type Screen =
  /** What it says of a part of the request. */
  | {
      readonly is: 'part';
      readonly part: PartName;
      readonly admits: Admitted;
      /** Where the checked copy stands afterwards: the part itself is as it was. */
      readonly into?: CheckedPlace;
      /** It only notes what is wrong: it holds once somebody has asked what was noted. */
      readonly noted?: true;
    }
  /** A schema was handed to something that nobody reads: it speaks of the parts it names, or of any. */
  | { readonly is: 'given'; readonly admits: Admitted }
  /** What a function or a constant of another file is; `given`: it is called with these. */
  | {
      readonly is: 'elsewhere';
      readonly specifier: string;
      readonly name: string;
      readonly path: readonly string[];
      readonly given?: readonly Given[];
    }
  /** Asks what was noted, and refuses where that is anything. */
  | { readonly is: 'asks' };

/** `body`; or what a caller says in a parameter of the function with this key. */
export type PartName = string | { readonly fn: number; readonly index: number; readonly otherwise?: string };

/** A place below a parameter of the handler: `req.validated`, `res.locals.input`, a third parameter itself. */
export interface CheckedPlace {
  readonly param: number;
  readonly path: readonly string[];
}

/** An argument of a call that makes a screen. */
export interface Given {
  readonly admits: Admitted;
  readonly text?: string;
  /** It is a schema, or an object of schemas for parts of a request. */
  readonly shown?: true;
}

/** What a function gives that makes screens. `open`: parameters of which nobody sees what it does with them. */
export interface MadeScreens {
  readonly of: readonly Screen[];
  readonly open: readonly number[];
}
