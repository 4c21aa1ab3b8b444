import { queryCalls } from './query-call.js';
import type { FileAnalysis, LibraryCall } from '../vocabulary/analysis.js';

/**
 * Does a query change nothing, so that there is nothing of it to roll back? What it does is not known of raw text that
 * cannot be read.
 */
export function onlyReads(file: FileAnalysis, { node, call }: LibraryCall): boolean {
  const found = queryCalls(file, 'named').find(({ library }) => library.node === node);
  return (found?.query.operation ?? call.query?.operation) === 'read';
}
