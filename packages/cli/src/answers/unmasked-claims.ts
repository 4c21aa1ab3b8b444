import type { Claim, Contract } from '../detectors/define.js';

/**
 * Claims with the names they were offered with: whoever answered saw `POST /hooks/‹SECRET:1›`, and what is proved is
 * the route itself. Only a name of these contracts is put in, and only when one alone fits; every other claim stays as
 * it is.
 */
export function unmaskedClaims(claims: readonly Claim[], contracts: readonly Contract[]): readonly Claim[] {
  return claims.map((claim) =>
    Object.values(claim).some((part) => MASKED.test(part)) ? unmasked(claim, contracts) : claim,
  );
}

const MASKED = /‹SECRET(?::\d+)?›|•+/;

function unmasked(claim: Claim, contracts: readonly Contract[]): Claim {
  const offered = contracts
    .flatMap(({ requires }) => requires)
    .filter(({ predicate }) => predicate === claim.predicate);
  return Object.fromEntries(
    Object.entries(claim).map(([key, said]) => {
      if (!MASKED.test(said)) return [key, said];
      const form = new RegExp(`^${said.split(new RegExp(MASKED, 'g')).map(escaped).join('.+')}$`, 's');
      const names = new Set(
        offered.map((one) => (one as Readonly<Record<string, string>>)[key] ?? '').filter((name) => form.test(name)),
      );
      return [key, names.size === 1 ? [...names][0]! : said];
    }),
  ) as Claim;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
