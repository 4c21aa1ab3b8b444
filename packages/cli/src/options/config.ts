/** What `backend-architect.json` may say. The zod schema in `config-schema.ts` validates it; this is its type. */
import type { LibraryModel, Severity } from '@backend-architect/analysis';

/** Facts about the deployment and the product that code cannot show; each is a deterministic input once committed. */
export interface Policy {
  /** Routes that are meant to be public: `POST /webhooks/stripe`, `GET /catalog/*`. */
  readonly publicRoutes?: readonly string[];
  /** A gateway in front authenticates, limits or compresses. */
  readonly gateway?: { readonly authenticates?: boolean; readonly rateLimits?: boolean };
  /** Tables that stay small, with their most rows: `{ currencies: 200 }`. */
  readonly boundedTables?: Readonly<Record<string, number>>;
  /** Layers by glob, outermost first: `{ routes: [...], services: [...], repositories: [...] }`. */
  readonly layers?: Readonly<Record<string, readonly string[]>>;
  /** Work that may be lost: globs. */
  readonly bestEffort?: readonly string[];
}

export type RuleSetting = 'off' | Severity | readonly ['off' | Severity, ...unknown[]];

export interface Config {
  readonly rules?: Readonly<Record<string, RuleSetting>>;
  readonly models?: readonly LibraryModel[];
  readonly policy?: Policy;
  readonly ignore?: readonly string[];
  readonly failOn?: Severity | 'none';
  /** As `--strict`. */
  readonly strict?: boolean;
}
