import type { LibraryCall } from '../../vocabulary/analysis.js';
import type { Rung } from '../../vocabulary/concepts.js';
import type { CallModel } from '../../vocabulary/library-model.js';

/** The modelled thing a call runs: known in one file through its analysis, or after linking. */
export interface LibraryTarget {
  readonly symbol: string;
  readonly rung: Rung;
  readonly entity?: string;
  readonly call: CallModel;
  readonly form: LibraryCall['form'];
  /** The receiver is a handle inside a transaction. */
  readonly transactional: boolean;
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
  };
}
