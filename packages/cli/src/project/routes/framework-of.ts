/** The library of a symbol: `express#Application` -> `express`. */
export function frameworkOf(symbol: string): string {
  const hash = symbol.indexOf('#', 1);
  return hash < 0 ? symbol : symbol.slice(0, hash);
}
