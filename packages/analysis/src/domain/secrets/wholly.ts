/** The pattern of a text that is one of these from its first character to its last, in any case. */
export function wholly(alternatives: readonly string[]): RegExp {
  return new RegExp(`^(?:${alternatives.join('|')})$`, 'i');
}
