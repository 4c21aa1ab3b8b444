import type { Guarded } from './guard-forms.js';
import { withLocalPaths } from './local-paths.js';

/** What two conditions both prove. */
export function common(left: readonly Guarded[], right: readonly Guarded[]): Guarded[] {
  const others = withLocalPaths(right);
  return withLocalPaths(left).flatMap((a) => {
    if (hangsOnAnother(a)) return [];
    const shared = others.flatMap((b) => (a.path === b.path && !hangsOnAnother(b) ? [both(a, b)] : []));
    // One for each, or several returns would multiply: what proves most, hanging on the fewest callees.
    return shared.sort((x, y) => reach(y) - reach(x) || (x.asks?.length ?? 0) - (y.asks?.length ?? 0)).slice(0, 1);
  });
}

function reach({ for: kinds, unknownFor = [], heads = [] }: Guarded): number {
  return kinds === 'all' ? 1_000 : kinds.length * 10 + unknownFor.length + heads.length;
}

function both(a: Guarded, b: Guarded): Guarded {
  const kinds = a.for === 'all' ? b.for : b.for === 'all' ? a.for : a.for.filter((kind) => b.for.includes(kind));
  const open = (a.unknownFor ?? []).filter((kind) => b.unknownFor?.includes(kind));
  const heads = (a.heads ?? []).filter((head) => b.heads?.includes(head));
  const asks = [
    ...new Map([...(a.asks ?? []), ...(b.asks ?? [])].map((ask) => [`${ask.call[0]}:${ask.index}`, ask])).values(),
  ];
  return {
    path: a.path,
    for: kinds,
    ...(open.length > 0 && { unknownFor: open }),
    ...(heads.length > 0 && { heads }),
    ...((a.ofHost || b.ofHost) && { ofHost: true as const }),
    ...(a.listed && b.listed && { listed: true as const }),
    ...(a.shapes && b.shapes && { shapes: [...new Set([...a.shapes, ...b.shapes])] }),
    ...(asks.length > 0 && { asks }),
  };
}

/** What a callee proves is only known when it is asked; what a schema admits is its own. */
function hangsOnAnother({ asks, passed, admits }: Guarded): boolean {
  return asks?.some(({ outcome }) => outcome !== undefined) === true || passed !== undefined || admits !== undefined;
}
