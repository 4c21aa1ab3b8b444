/**
 * Text from a model or a ledger file, made harmless for a terminal, markdown or HTML: control, invisible and reordering
 * characters are written out, links are broken, lines are joined. Length is limited.
 */
export function plainText(text: string, most = 1_200): string {
  const flat = text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu, (char) => `\\u{${char.codePointAt(0)!.toString(16)}}`)
    .replace(/\b([a-z][a-z0-9+.-]*):\/\//gi, '$1[:]//')
    .replace(/\]\(/g, '] (')
    .trim();
  return flat.length > most ? `${flat.slice(0, most - 3)}...` : flat;
}
