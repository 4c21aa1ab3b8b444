import type { Severity } from '../../vocabulary/concepts.js';
import { hasChecksum } from './checksum.js';

/** What a vendor's documentation says its secrets look like. */
export interface SecretFormat {
  /** With its article, as it stands in a message. */
  readonly name: string;
  readonly pattern: RegExp;
  /** Says no to texts of the right shape that are not secrets. */
  readonly holds?: (match: string) => boolean;
  /** Keys of this form are also made to be published: only under a name that says secret is it one. */
  readonly named?: true;
  /** For keys that do little harm alone. */
  readonly severity?: Severity;
  /** Name of the environment variable the vendor's own examples use. */
  readonly variable?: string;
  /**
   * This is the half of a pair that names the account; the other half, beside it, is the secret. With its article, and
   * its variable.
   */
  readonly half?: { readonly name: string; readonly variable: string };
}

const githubBody = (token: string): boolean => hasChecksum(token.slice(token.indexOf('_') + 1));

/**
 * Formats with a prefix of their own. A pattern matches the whole secret; word characters around it make it another
 * text.
 */
export const SECRET_FORMATS: readonly SecretFormat[] = [
  {
    name: 'an AWS access key',
    pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/,
    variable: 'AWS_ACCESS_KEY_ID',
    half: { name: 'the secret of an AWS access key', variable: 'AWS_SECRET_ACCESS_KEY' },
  },
  { name: 'a GitHub token', pattern: /\bgh[pousr]_[A-Za-z0-9]{36}\b/, holds: githubBody, variable: 'GITHUB_TOKEN' },
  {
    name: 'a GitHub fine-grained token',
    pattern: /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/,
    variable: 'GITHUB_TOKEN',
  },
  { name: 'a GitLab token', pattern: /\bgl(?:pat|dt|rt|ptt|soat|cbt|ft)-[\w-]{20,}/, variable: 'GITLAB_TOKEN' },
  { name: 'an npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/, holds: githubBody, variable: 'NPM_TOKEN' },
  // With a version before the number in tokens of a workspace and in those that are renewed.
  { name: 'a Slack token', pattern: /\bxox[abeoprs]-(?:\d-)?\d{8,14}-[\dA-Za-z-]{18,}/, variable: 'SLACK_TOKEN' },
  {
    name: 'a Slack token that is renewed',
    pattern: /\bxoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{100,}\b/,
    variable: 'SLACK_TOKEN',
  },
  { name: 'a Slack app token', pattern: /\bxapp-\d-[A-Z0-9]{8,}-\d{8,}-[a-f0-9]{32,}/, variable: 'SLACK_APP_TOKEN' },
  {
    name: 'a Slack webhook address',
    pattern:
      /https?:\/\/hooks\.slack\.com\/(?:services|workflows)\/T[A-Z0-9]{6,}\/[AB][A-Z0-9]{6,}\/(?:\d{10,}\/)?[A-Za-z0-9]{20,}/,
    variable: 'SLACK_WEBHOOK_URL',
  },
  { name: 'a Stripe live key', pattern: /\b[rs]k_(?:live|prod)_[A-Za-z0-9]{16,}/, variable: 'STRIPE_SECRET_KEY' },
  {
    name: 'a Stripe test key',
    pattern: /\b[rs]k_test_[A-Za-z0-9]{24,}/,
    severity: 'medium',
    variable: 'STRIPE_SECRET_KEY',
  },
  { name: 'a Stripe webhook secret', pattern: /\bwhsec_[A-Za-z0-9]{32,}/, variable: 'STRIPE_WEBHOOK_SECRET' },
  {
    name: 'a Google API key',
    pattern: /\bAIza[\w-]{35}(?![\w-])/,
    named: true,
    severity: 'medium',
    variable: 'GOOGLE_API_KEY',
  },
  { name: 'a Google OAuth client secret', pattern: /\bGOCSPX-[\w-]{28}(?![\w-])/, variable: 'GOOGLE_CLIENT_SECRET' },
  { name: 'a SendGrid key', pattern: /\bSG\.[\w-]{22}\.[\w-]{43}(?![\w-])/, variable: 'SENDGRID_API_KEY' },
  { name: 'a Twilio API key', pattern: /\bSK[0-9a-f]{32}\b/, variable: 'TWILIO_API_KEY' },
  { name: 'a Mailgun key', pattern: /\bkey-[0-9a-f]{32}\b/, variable: 'MAILGUN_API_KEY' },
  { name: 'a Mailchimp key', pattern: /\b[0-9a-f]{32}-us\d{1,2}\b/, variable: 'MAILCHIMP_API_KEY' },
  {
    name: 'an OpenAI key',
    pattern: /\bsk-(?:(?:proj|svcacct|admin|service)-[\w-]{40,}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}\b)/,
    variable: 'OPENAI_API_KEY',
  },
  {
    name: 'an Anthropic key',
    pattern: /\bsk-ant-(?:api|admin)\d\d-[\w-]{93}AA(?![\w-])/,
    variable: 'ANTHROPIC_API_KEY',
  },
  { name: 'a Hugging Face token', pattern: /\bhf_[A-Za-z]{34}\b/, variable: 'HF_TOKEN' },
  { name: 'a Hugging Face organisation token', pattern: /\bapi_org_[A-Za-z]{34}\b/, variable: 'HF_TOKEN' },
  {
    name: 'a 1Password service account token',
    pattern: /\bops_eyJ[A-Za-z0-9+/]{250,}={0,3}/,
    variable: 'OP_SERVICE_ACCOUNT_TOKEN',
  },
  {
    name: 'a 1Password secret key',
    pattern: /\bA3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}\b/,
    variable: 'OP_SECRET_KEY',
  },
  {
    name: 'a Microsoft Entra client secret',
    pattern: /(?<![\w.~-])[\w.~-]{3}\dQ~[\w.~-]{31,34}(?![\w.~-])/,
    variable: 'AZURE_CLIENT_SECRET',
  },
  { name: 'an Amazon Bedrock key', pattern: /\bABSK[A-Za-z0-9+/]{109,}={0,2}/, variable: 'AWS_BEARER_TOKEN_BEDROCK' },
  { name: 'a Meta access token', pattern: /\bEAA[A-Za-z0-9]{100,}\b/, variable: 'META_ACCESS_TOKEN' },
  { name: 'a Fly.io token', pattern: /\bfm[12][ar]?_[\w+/=-]{100,}/, variable: 'FLY_API_TOKEN' },
  { name: 'a Notion token', pattern: /\bntn_\d{11}[A-Za-z0-9]{35}\b/, variable: 'NOTION_TOKEN' },
  { name: 'a SonarQube token', pattern: /\bsq[apu]_[A-Za-z0-9]{40}\b/, variable: 'SONAR_TOKEN' },
  {
    name: 'a Sourcegraph token',
    pattern: /\bsgp_(?:(?:[A-Fa-f0-9]{16}|local)_)?[A-Fa-f0-9]{40}\b/,
    variable: 'SRC_ACCESS_TOKEN',
  },
  { name: 'a 42 Intra secret', pattern: /\bs-s4t2(?:ud|af)-[a-f0-9]{64}\b/ },
  { name: 'a Replicate token', pattern: /\br8_[A-Za-z0-9]{37}\b/, variable: 'REPLICATE_API_TOKEN' },
  { name: 'a Groq key', pattern: /\bgsk_[A-Za-z0-9]{52}\b/, variable: 'GROQ_API_KEY' },
  { name: 'a DigitalOcean token', pattern: /\bdo[op]_v1_[a-f0-9]{64}\b/, variable: 'DIGITALOCEAN_TOKEN' },
  { name: 'a Shopify secret', pattern: /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b/, variable: 'SHOPIFY_API_SECRET' },
  { name: 'a Telegram bot token', pattern: /\b\d{8,10}:AA[\w-]{33}(?![\w-])/, variable: 'TELEGRAM_BOT_TOKEN' },
  { name: 'a Square secret', pattern: /\bsq0csp-[\w-]{43}(?![\w-])/, variable: 'SQUARE_SECRET' },
  {
    name: 'an Azure storage key',
    pattern: /\bAccountKey=[A-Za-z0-9+/]{86}==/,
    variable: 'AZURE_STORAGE_CONNECTION_STRING',
  },
  { name: 'a PyPI token', pattern: /\bpypi-AgEIcHlwaS5vcmc[\w-]{50,}/ },
  { name: 'a Linear key', pattern: /\blin_api_[A-Za-z0-9]{40}\b/, variable: 'LINEAR_API_KEY' },
  { name: 'a Postman key', pattern: /\bPMAK-[a-f0-9]{24}-[a-f0-9]{34}\b/, variable: 'POSTMAN_API_KEY' },
  { name: 'a Databricks token', pattern: /\bdapi[a-f0-9]{32}\b/, variable: 'DATABRICKS_TOKEN' },
  {
    name: 'a Doppler token',
    pattern: /\bdp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{40,}/,
    variable: 'DOPPLER_TOKEN',
  },
  { name: 'a Vault token', pattern: /\bhv[sb]\.[\w-]{24,}/, variable: 'VAULT_TOKEN' },
  { name: 'an Atlassian token', pattern: /\bATATT3[\w=-]{80,}/, variable: 'ATLASSIAN_API_TOKEN' },
  { name: 'a Figma token', pattern: /\bfigd_[\w-]{40,}/, variable: 'FIGMA_TOKEN' },
  { name: 'a New Relic key', pattern: /\bNRAK-[A-Z0-9]{27}\b/, variable: 'NEW_RELIC_API_KEY' },
  {
    name: 'a Supabase secret key',
    pattern: /\b(?:sbp_[a-f0-9]{40}|sb_secret_[\w-]{20,})/,
    variable: 'SUPABASE_SECRET_KEY',
  },
  { name: 'a Pulumi token', pattern: /\bpul-[a-f0-9]{40}\b/, variable: 'PULUMI_ACCESS_TOKEN' },
  { name: 'a PlanetScale secret', pattern: /\bpscale_(?:tkn|pw|oauth)_[\w.-]{32,}/, variable: 'PLANETSCALE_TOKEN' },
  { name: 'a Grafana token', pattern: /\bglsa_[A-Za-z0-9]{32}_[a-f0-9]{8}\b/, variable: 'GRAFANA_TOKEN' },
  { name: 'a Dropbox token', pattern: /\bsl\.[\w-]{130,}/, variable: 'DROPBOX_TOKEN' },
  { name: 'a Sentry token', pattern: /\bsntr(?:ys|yu)_[\w+/=]{40,}/, variable: 'SENTRY_AUTH_TOKEN' },
  {
    name: 'a private key',
    pattern:
      /-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\n|\s)*(?:[A-Za-z0-9+/=:,. -]{16,}(?:\\n|\s)*){2,}/,
    variable: 'PRIVATE_KEY',
  },
  {
    name: 'a signed token',
    pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{20,}(?![\w-])/,
    holds: isPrivateToken,
    severity: 'high',
  },
];

/** One cheap test for all of them: the vendors' prefixes and marks, and addresses. */
export const PREFIXES = new RegExp(
  String.raw`:\/\/|-----BEGIN|eyJ|AKIA|ASIA|gh[pousr]_|github_pat_|gl\w+-|npm_|xox|xapp-|k_(?:live|test|` +
    String.raw`prod)_|whsec_|AIza|GOCSPX|SG\.|SK[0-9a-f]{8}|sk-|-us\d|hf_|api_org_|ops_eyJ|A3-|Q~|ABSK|EAA|` +
    String.raw`fm[12]|ntn_|sq[apu]_|sgp_|s-s4t2|r8_|gsk_|do[op]_v1|shp|:AA|sq0csp|pypi-|lin_api|PMAK|dapi|` +
    String.raw`dp\.|hv[sb]\.|ATATT|figd_|NRAK|sbp_|sb_|pul-|pscale|glsa_|sl\.|sntr`,
  'i',
);

/** The secret a text holds, or null. Examples of the vendors' own manuals are none. */
export function secretIn(text: string): { readonly format: SecretFormat; readonly match: string } | null {
  if (text.length < 16) return null;
  for (const format of SECRET_FORMATS) {
    const match = format.pattern.exec(text)?.[0];
    if (match !== undefined && !isExample(match) && (format.holds?.(match) ?? true)) return { format, match };
  }
  return null;
}

/** `AKIAIOSFODNN7EXAMPLE`, `sk_live_xxxxxxxx`, `ghp_0000...`. */
function isExample(match: string): boolean {
  return (
    /example|sample|dummy|fake|placeholder|your[_-]?|redacted|changeme|#{4}|\*{4}/i.test(match) ||
    /(.)\1{7,}/.test(match) ||
    /\.{3}|1234567890?|abcdefgh/i.test(match.replace(/^[a-z]+[-_]/i, ''))
  );
}

/** Anonymous and sample tokens are made to be public. */
function isPrivateToken(token: string): boolean {
  const [header, payload] = token.split('.').map(decoded);
  if (!header || !payload || typeof header.alg !== 'string' || header.alg === 'none') return false;
  return (
    payload.role !== 'anon' &&
    payload.role !== 'anonymous' &&
    payload.name !== 'John Doe' &&
    payload.sub !== '1234567890'
  );
}

function decoded(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(atob(part.replace(/-/g, '+').replace(/_/g, '/')));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null; // not base64 or not JSON: no token
  }
}
