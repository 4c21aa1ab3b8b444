import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolution.js';
import type { FunctionId } from '../types.js';

export interface TableInput {
  readonly schemas: readonly { readonly file: string; readonly text: string }[];
  readonly calls: readonly LinkedCall[];
  readonly callsBy: ReadonlyMap<FunctionId, readonly LinkedCall[]>;
  readonly resolver: Resolver;
}
