import type { ArgFact } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { DeployedFunction } from '../deployed/deployed-functions.js';
import type { Resolver } from '../resolution.js';
import type { RouteTable } from '../routes/route-table.js';
import type { FunctionId, Route } from '../types.js';

export interface EntryInput {
  readonly resolver: Resolver;
  readonly calls: readonly LinkedCall[];
  /** The same by the function they stand in. */
  readonly callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>;
  readonly routes: readonly Route[];
  readonly deployed: readonly DeployedFunction[];
  /** Texts of schema files, root-relative. */
  readonly schemas: readonly { readonly file: string; readonly text: string }[];
  readonly controllers: RouteTable['controllers'];
  /** The call is made once, when the process starts, as far as the project shows. */
  startsUp(call: LinkedCall): boolean;
  /** The text an argument in a file is, also where a constant of another file says it; null when it is not known. */
  textOf(file: string, arg: ArgFact): string | null;
}

/** Stands where a name, or a part of one, is not known. */
export const UNNAMED = ':?';
