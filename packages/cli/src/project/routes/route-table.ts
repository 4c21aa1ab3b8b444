import type { FileFacts } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { Resolver } from '../resolver.js';
import type { FunctionId, ProjectFunction, Route } from '../types.js';

export interface RouteInput {
  readonly resolver: Resolver;
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly calls: readonly LinkedCall[];
  readonly functions: ReadonlyMap<FunctionId, ProjectFunction>;
}

export function routeTable(input: RouteInput): Route[] {
  void input;
  return [];
}
