/**
 * True for a rule whose findings an attacker can use, by the OWASP categories it names. Insecure design (A06:2025) and
 * mishandled conditions (A10:2025) also hold what is only slow or fragile, so one of them alone says nothing; edges of
 * the module graph name none.
 */
export function isSecurityRule({ owasp }: { readonly owasp: readonly string[] }): boolean {
  return owasp.some((category) => /^A\d\d:/.test(category) && category !== 'A06:2025' && category !== 'A10:2025');
}
