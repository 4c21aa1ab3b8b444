import { ADDRESS_KINDS, type AddressKind, settledAt } from '../guards/address.js';
import type { UnknownReason, Value } from '../vocabulary/value.js';

/**
 * Why a text is unknown, said of each reason for itself: what only stands behind the host of an address chooses none,
 * whatever it turns out to be.
 */
export function settledReasons({ parts, partsOfOne, unknown }: Value): readonly UnknownReason[] {
  if (!parts || partsOfOne || unknown.length === 0) return unknown;
  const behind = ADDRESS_KINDS.map((kind) => ({ kind, only: onlyBehind(parts, kind as AddressKind) }));
  return unknown.map((reason) => {
    const kinds = behind.flatMap(({ kind, only }) => (only.has(originKey(reason)) ? [kind] : []));
    return kinds.length === 0
      ? reason
      : { ...reason, harmlessFor: [...new Set([...(reason.harmlessFor ?? []), ...kinds])] };
  });
}

/** Reasons of the holes behind scheme and host that none before them has. */
function onlyBehind(parts: NonNullable<Value['parts']>, kind: AddressKind): ReadonlySet<string> {
  const end = settledAt(parts, kind);
  const [before, after] = [parts.slice(0, end), parts.slice(end)].map((some) =>
    some.flatMap((part) => ('hole' in part ? part.hole.unknown.map(originKey) : [])),
  );
  return new Set(after?.filter((key) => !before?.includes(key)));
}

function originKey({ harmlessFor: _harmless, openFor: _open, ...origin }: UnknownReason): string {
  return JSON.stringify(origin);
}
