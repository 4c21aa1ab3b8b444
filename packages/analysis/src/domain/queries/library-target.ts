import type { LibraryCall } from '../../vocabulary/analysis.js';
import type { Rung } from '../../vocabulary/concepts.js';
import type { CallModel, LibraryModel, TypeModel } from '../../vocabulary/library-model.js';

/** The modelled thing a call runs: known in one file through its analysis, or after linking. */
export interface LibraryTarget {
  readonly symbol: string;
  readonly rung: Rung;
  readonly entity?: string;
  readonly call: CallModel;
  readonly form: LibraryCall['form'];
  /** The receiver is a handle inside a transaction. */
  readonly transactional: boolean;
  /** What a query gives, where programs give that members of their own. */
  readonly builder?: TypeModel;
}

/** What this call gives, where it is a query and programs give that members of their own. */
export function builderOf(model: LibraryModel, { query, returns }: CallModel): Pick<LibraryTarget, 'builder'> {
  const builder = query && returns !== undefined ? model.types?.[returns] : undefined;
  return builder?.openMembers ? { builder } : {};
}

export function targetOf(library: LibraryCall): LibraryTarget {
  const { symbol } = library;
  return {
    symbol: symbol.symbol,
    rung: symbol.rung,
    ...(symbol.entity !== undefined && { entity: symbol.entity }),
    call: library.call,
    form: library.form,
    transactional: symbol.on?.type.transactional === true,
    ...builderOf(symbol.model, library.call),
  };
}
