import type { Rung } from './concepts.js';
import type { LibraryModel, MemberModel, TypeModel } from './library-model.js';

/** An expression that is known to be a value of a modelled type. */
export interface TypeRef {
  readonly model: LibraryModel;
  /** Name of the type inside its model; the symbol prefix is `${model.library}#${name}`. */
  readonly name: string;
  readonly type: TypeModel;
  readonly rung: Rung;
  /** Table, collection or model it speaks of. */
  readonly entity?: string;
}

/** What an expression names: a member of a library (`pg#Pool.query`), with its model. */
export interface SymbolRef {
  readonly symbol: string;
  readonly model: LibraryModel;
  readonly member: MemberModel;
  readonly rung: Rung;
  /** The type it is a member of, absent for exports and globals. */
  readonly on?: TypeRef;
  readonly entity?: string;
}
