/**
 * Words of a name, in lower case: `dbPassword`, `DB_PASSWORD`, `APIKey`, `x-api-key`. Numbers and version marks are
 * left out.
 */
export function nameTokens(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z]+/)
    .filter((token) => token !== '' && !/^v$/i.test(token))
    .map((token) => token.toLowerCase());
}
