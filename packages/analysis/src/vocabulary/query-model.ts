/** What a call of a model does to a store, and what holds such calls together. */
import type { QueryOperation } from './concepts.js';
import type { ArgRef } from './sink-shapes.js';

export interface QueryModel {
  readonly operation: QueryOperation;
  /** Returns a list. */
  readonly many?: true;
  /** Chained members after which a list is its first row, or nothing: `executeTakeFirst`. */
  readonly single?: readonly string[];
  /** Members of what it gives that hold the rows: `0` of `[rows, fields]`. Several where it hangs on the database. */
  readonly rows?: readonly string[];
  /** Member of what it gives that tells how many rows there are. */
  readonly total?: string;
  /** What it gives, or an element of its list, where nothing is found. */
  readonly missing?: 'null' | 'undefined';
  /** Gives something whatever it finds: sums and counts in one object. */
  readonly always?: true;
  /** How a list is bounded: an option property of an argument, or a chained member (`.limit()`). */
  readonly bounds?: {
    readonly arg?: number;
    readonly properties?: readonly string[];
    readonly chained?: readonly string[];
  };
  /**
   * Argument (or its property) that holds the filter; without it every row is meant. A position that never exists (99)
   * where only chained members filter.
   */
  readonly where?: {
    readonly arg: number;
    readonly property?: string;
    readonly chained?: readonly string[];
    /** Those of `chained` that all must hold, and ask for equality: `where('token', token)`, `where({ token })`. */
    readonly equal?: readonly string[];
    /** Members of the chain behind which rows are found that do not fit: `orWhere`. */
    readonly widened?: readonly string[];
    /**
     * Members of the chain that say what is given of a row, by names of columns. Anything else handed there may be a
     * count, which is there whatever is found.
     */
    readonly columns?: readonly string[];
    /** Options there are; an object with any other name is itself the filter, as older versions took it. */
    readonly options?: readonly string[];
    /**
     * Names inside the filter. `all`: all that stands in it must hold. `same`: equality. `nested`: names of relations
     * may stand in between, and these names mean something else than equality.
     */
    readonly words?: {
      readonly all?: readonly string[];
      readonly same?: readonly string[];
      readonly nested?: readonly string[];
    };
    /**
     * A value that is undefined finds rows all the same: it is left out, or those are found that have nothing there.
     */
    readonly loose?: true;
    /**
     * Option that joins other tables, whose own filter of the same name leaves out rows unless its `optional` is set
     * so.
     */
    readonly joined?: { readonly property: string; readonly optional: string };
  };
  /** Option property that binds the call to a transaction: `{ transaction: t }`, `{ session }`. */
  readonly transactionOption?: { readonly arg: ArgRef; readonly property: string };
  /**
   * Members of its chain that bind it to the transaction whose handle is this argument: `User.query(trx)`,
   * `.transacting(trx)`.
   */
  readonly transactionChained?: Readonly<Record<string, number>>;
  /** It is made on a row, which stays in the transaction that it was read or made in. */
  readonly ofRow?: true;
  /** One call is atomic although it writes several tables. */
  readonly atomic?: true;
  /** SQL text argument, for reading operation and table from the text. */
  readonly textArg?: number;
  /**
   * No query of its own when one of these is chained after it: the chained call says what is done
   * (`knex('t').insert(row)`).
   */
  readonly unlessChained?: readonly string[];
  /**
   * Without a filter every row is meant. `always`: there is no filter to give. `after`: only behind one of these
   * members. `dropsUndefined`: a filter value that is undefined is left out of the filter. `refusedWithout`: options of
   * which one must be given; without any of them it fails.
   */
  readonly everyRow?: {
    readonly always?: true;
    readonly after?: readonly string[];
    readonly dropsUndefined?: true;
    readonly refusedWithout?: readonly string[];
  };
  /** Type of the row it reads, whose members write that row: `Document`. */
  readonly row?: string;
  /** Calls made in one tick are sent as one query. */
  readonly batched?: true;
  /**
   * Writes one row; this member of the receiver does the same for a list of them in one query: `createMany`. Absent
   * where that means something else (hooks are left out).
   */
  readonly forMany?: string;
}

export interface TransactionModel {
  /** The callback that runs inside, and the position and type of its handle. */
  readonly callbackArg?: ArgRef;
  readonly handleParam?: number;
  readonly handleType?: string;
  /** The call takes a list of lazy queries and runs them in one transaction. */
  readonly list?: true;
  /** The result is a handle that must be committed or rolled back. */
  readonly manual?: true;
  /** The transaction travels by context (AsyncLocalStorage): outer clients are inside it. */
  readonly ambient?: true;
  /** It does so where a setting of the library says so: what does not use the handle may be inside all the same. */
  readonly mayBeAmbient?: true;
  /** The handle is what the call is made on: `session.withTransaction(work)`. */
  readonly onHandle?: true;
}
