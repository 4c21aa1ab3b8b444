import type { SinkKind } from '../vocabulary/concepts.js';
import type { Part, Taint, Value } from '../vocabulary/value.js';

/** Sinks that read an address: where it leads is decided by its scheme and host alone. */
export const ADDRESS_KINDS: readonly SinkKind[] = ['outbound-url', 'redirect-target'];

export type AddressKind = 'outbound-url' | 'redirect-target';

export function isAddressKind(kind: SinkKind): kind is AddressKind {
  return ADDRESS_KINDS.includes(kind);
}

export interface Origin {
  readonly taint: Taint;
  /** The value that stands where scheme and host are decided. */
  readonly at?: Value;
}

/**
 * Who decides where an address leads that was put together from parts: what stands behind a fixed origin and its slash
 * cannot change it. `judgeHole` is the taint of one hole for this kind of sink.
 */
export function originOf(parts: readonly Part[], kind: AddressKind, judgeHole: (hole: Value) => Taint): Origin {
  let text = '';
  let fromStart = true;
  let doubt = false;
  for (const part of parts.slice(0, settledAt(parts, kind))) {
    if ('text' in part) {
      text += part.text;
      continue;
    }
    const taint = judgeHole(part.hole);
    if (taint === 'tainted') {
      // The URL of a request begins with a slash of its own: it cannot lengthen the host it is put behind.
      const afterHost = fromStart ? /^[a-z][a-z\d+.-]*:\/\/[^/?#\\]+$/i.test(text) : text === '';
      if (afterHost && part.hole.source === 'url') return { taint: doubt ? 'unknown' : 'safe' };
      // A base whose text is not seen may end with a slash.
      return fromStart || text !== '' ? { taint, at: part.hole } : { taint: 'unknown' };
    }
    if (taint === 'unknown') doubt = true;
    fromStart = false;
    text = '';
  }
  return { taint: doubt ? 'unknown' : 'safe' };
}

/** Place of the first part behind which nothing changes where the address leads; the number of parts where there is none. */
export function settledAt(parts: readonly Part[], kind: AddressKind): number {
  let text = '';
  let fromStart = true;
  for (const [index, part] of parts.entries()) {
    if ('text' in part) {
      text += part.text;
      continue;
    }
    if (fromStart ? isSettled(text, kind) : /[/?#\\]/.test(text.replace(/^:?\/\//, ''))) return index;
    fromStart = false;
    text = '';
  }
  return parts.length;
}

/** Fixed text at the head of an address behind which nothing changes scheme or host any more. */
function isSettled(text: string, kind: AddressKind): boolean {
  if (text === '' || /^(?:[a-z][a-z\d+.-]*:)?\/\/[^/?#\\]*$/i.test(text) || /^https?:?\/?$/i.test(text)) return false;
  // `/` and a value that begins with another slash is an address on another host.
  if (/^[/\\]$/.test(text)) return kind === 'outbound-url';
  return true;
}
