/** Names written as running text, so that a long list stays a few lines. */
export function names(text: string): readonly string[] {
  return text.split(/\s+/).filter((name) => name !== '');
}
