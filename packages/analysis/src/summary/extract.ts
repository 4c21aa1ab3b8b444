import type { FileAnalysis } from '../vocabulary/analysis.js';
import type { Range } from '../vocabulary/concepts.js';
import { lineTable } from '../syntax/line-table.js';
import { behavioursOf } from '../domain/access/behaviours.js';
import { bodyFillsOf } from './body-fills.js';
import { callsOf, unknownMembersOf } from './calls.js';
import { classesOf } from './classes.js';
import { envOf } from './env.js';
import { exportsOf } from './exports.js';
import { functionsOf } from './functions.js';
import { graphqlTextsOf } from './graphql-texts.js';
import { importsOf } from './imports.js';
import { iterationsOf } from './iterations.js';
import { memberWritesOf } from './member-writes.js';
import { onlyTypes } from './only-types.js';
import { queriesOf } from '../domain/queries/queries.js';
import { rejectionsOf } from './rejections.js';
import { storesOf } from './stores.js';
import { routesOf } from '../domain/http/routes.js';
import { transactionsOf } from '../domain/transactions/transactions.js';
import type { FileFacts } from '../vocabulary/facts.js';
import { waysOf } from './ways.js';

/** Everything linking needs to know of one file, as plain JSON in a fixed order. `hash` is that of the text. */
export function extractFacts(file: FileAnalysis, hash: string): FileFacts {
  const exports = exportsOf(file);
  // Tests and code of the browser are nobody's callers: of them only the place in the module graph is kept.
  const runs = file.role !== 'client' && file.role !== 'test' && file.role !== 'generated';
  const functions = runs ? functionsOf(file, exports).sort((a, b) => byRange(a.range, b.range)) : [];
  const calls = runs ? callsOf(file).sort((a, b) => byRange(a.at, b.at)) : [];
  // Both are calls: where none are kept, nothing is asked of the libraries.
  const queries = (runs ? queriesOf(file, calls) : []).sort((a, b) => byRange(a.call, b.call));
  const iterations = runs ? iterationsOf(file) : [];
  const stores = runs ? storesOf(file) : [];
  const rejections = runs ? rejectionsOf(file) : undefined;
  const graphqlTexts = runs ? graphqlTextsOf(file) : [];
  return {
    version: 1,
    file: file.file,
    hash,
    lines: lineTable(file.text).lines,
    role: file.role,
    libraries: [...new Set(file.libraries.map((model) => model.library))].sort(),
    imports: importsOf(file).sort((a, b) => byRange(a.at, b.at)),
    exports: exports.sort((a, b) => byRange(a.at, b.at) || (a.name < b.name ? -1 : 1)),
    functions,
    classes: classesOf(file).sort((a, b) => byRange(a.range, b.range)),
    calls,
    queries,
    transactions: (runs ? transactionsOf(file, calls, queries, functions) : []).sort((a, b) => byRange(a.at, b.at)),
    routes: (runs ? routesOf(file, calls) : []).sort((a, b) => byRange(a.at, b.at)),
    behaviours: (runs ? behavioursOf(file) : []).sort((a, b) => a.fn - b.fn),
    ways: (runs ? waysOf(file) : []).sort((a, b) => a.fn - b.fn),
    env: (runs ? envOf(file) : []).sort((a, b) => byRange(a.at, b.at)),
    unknownMembers: runs ? unknownMembersOf(file) : [],
    bodyFills: (runs ? bodyFillsOf(file) : []).sort((a, b) => byRange(a.at, b.at)),
    memberWrites: runs ? memberWritesOf(file) : [],
    ...(iterations.length > 0 && { iterations }),
    ...(stores.length > 0 && { stores }),
    ...(rejections !== undefined && { rejections }),
    ...(graphqlTexts.length > 0 && { graphqlTexts }),
    onlyTypes: onlyTypes(file),
  };
}

function byRange(a: Range, b: Range): number {
  return a[0] - b[0] || a[1] - b[1];
}
