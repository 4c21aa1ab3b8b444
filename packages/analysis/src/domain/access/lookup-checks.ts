/** What a function looks up by what the client sends, and what of that is known to be there. */
import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, FunctionNode, Node } from '../../vocabulary/analysis.js';
import type { CheckFact } from '../../vocabulary/facts.js';
import { chainOf, lookupUses, presenceKey } from '../queries/lookup-uses.js';

type Found = Extract<CheckFact, { kind: 'found' }>;

export interface LookupChecks {
  /** What is looked up by credentials, or by parameters that may be some. */
  found(node: TSESTree.CallExpression, how: Pick<Found, 'through' | 'awaited' | 'path' | 'unlike'>): readonly number[];
  /** Something true is there: told only of what is looked up by. */
  present(node: Node): readonly number[];
}

/** `add`: keeps a check, and gives its place among all of them. */
export function lookupChecks(
  file: FileAnalysis,
  fn: FunctionNode,
  add: (check: CheckFact) => readonly number[],
): LookupChecks {
  let needed: ReadonlySet<string> | undefined;
  return {
    found(node, { path = [], ...how }) {
      const uses = lookupUses(file, fn, node);
      const chain = chainOf(node).map(({ range }) => range);
      return uses.length === 0
        ? []
        : add({
            kind: 'found',
            at: node.range,
            ...how,
            ...(path.length > 0 && { path }),
            uses,
            ...(chain.length > 0 && { chain }),
          });
    },
    present(node) {
      needed ??= new Set(
        file
          .nodes('CallExpression')
          .filter((call) => fn.range[0] <= call.range[0] && call.range[1] <= fn.range[1])
          .flatMap((call) =>
            lookupUses(file, fn, call).flatMap(({ by, member, of }) =>
              (by === 'credential' || member) && of !== undefined ? [of] : [],
            ),
          ),
      );
      const key = needed.size === 0 ? null : presenceKey(file, fn, node);
      return key !== null && needed.has(key) ? add({ kind: 'present', of: key }) : [];
    },
  };
}
