/** A mark alone, and what is made to be known. */
export function isPublicText(text: string): boolean {
  return /^[^A-Za-z0-9]?$|-----BEGIN (?:[A-Z]+ )?(?:PUBLIC KEY|CERTIFICATE)/.test(text);
}
