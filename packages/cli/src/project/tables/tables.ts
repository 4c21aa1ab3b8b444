import type { FileFacts } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolver.js';
import type { TableModel } from '../types.js';

export interface TableInput {
  readonly schemas: readonly { readonly file: string; readonly text: string }[];
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly calls: readonly LinkedCall[];
  readonly resolver: Resolver;
}

export function tablesOf(input: TableInput): TableModel[] {
  void input;
  return [];
}
