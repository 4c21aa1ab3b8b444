import { maskGrade } from '../../words/secret-names.js';
import type { Range } from '../../vocabulary/concepts.js';
import { PREFIXES, SECRET_FORMATS } from './providers.js';
import { isWordy } from './random-text.js';
import { isReadableValue } from './readable-value.js';
import { statedSecrets } from './stated-secrets.js';

/**
 * Where a text shows secrets that say themselves what they are: tokens with a vendor's prefix, private keys, signed
 * tokens, passwords in addresses, headers of a login, password hashes, `password=...`. Any text: a literal, a comment,
 * a message, a whole file. Ranges do not overlap and are in order; what only looks random is left to who knows where
 * the text stands.
 */
export function secretsInText(text: string): readonly Range[] {
  const isPrefixed = PREFIXES.test(text);
  if (text.length < 6 || (!isPrefixed && !MAY_HOLD.test(text))) return [];
  const found: Range[] = [...statedSecrets(text)];
  if (isPrefixed) for (const pattern of FORMATS) collect(text, pattern, 0, found);
  collect(text, LOOSE_PREFIX, 0, found, (match) => /\d/.test(match) && !isWordy(match));
  collect(text, PRIVATE_KEY, 1, found);
  collect(text, SIGNED, 0, found);
  collect(text, STORED_HASH, 0, found);
  collect(text, ADDRESS, 1, found, (password) => !isStandIn(password));
  collect(text, HEADER, 1, found, isHeaderSecret);
  for (const match of text.matchAll(ASSIGNED)) {
    const [whole, name = '', sign = '', value = ''] = match;
    const next = text.charAt(match.index + whole.length);
    if (isAssignedSecret({ name, sign, value, next }))
      found.push([match.index + whole.length - value.length, match.index + whole.length]);
  }
  return mergedRanges(found);
}

/** One cheap test for what has no vendor's prefix. */
const MAY_HOLD = new RegExp(
  String.raw`\$(?:2|argon|scrypt|pbkdf2)|basic|bearer|pass|pwd|secret|token|key|pin|otp|auth|cred|salt|sig|` +
    String.raw`pepper|otp|cv[cv]|\bpw\b|identified|insert\s|mysql|mariadb|curl|redis-cli|login|` +
    String.raw`\/\/[\w.%~-]{8,}@|[2-6]\d{3}[ -]?\d{4,6}[ -]?\d`,
  'i',
);

const FORMATS: readonly RegExp[] = SECRET_FORMATS.map(({ pattern }) => new RegExp(pattern.source, `${pattern.flags}g`));

/** The vendors' prefixes, whatever stands behind them: lengths change, and a mask need not know them. */
const VENDORS = [
  'gh[pousr]_', 'github_pat_', 'gl(?:pat|dt|rt|ptt|soat|cbt|ft)-', 'npm_', 'xox[abeoprs]-', 'xoxe\\.xox[bp]-', 'xapp-',
  '[rs]k_(?:live|test|prod)_', 'whsec_', 'AKIA', 'ASIA', 'AIza', 'GOCSPX-', 'SG\\.', 'sk-', 'hf_', 'pypi-',
  'shp(?:at|ca|pa|ss)_', 'do[op]_v1_', 'glsa_', 'figd_', 'lin_api_', 'dapi', 'hv[sb]\\.', 'ntn_', 'r8_', 'gsk_',
  'sq0csp-', 'PMAK-', 'NRAK-', 'ATATT', 'sbp_', 'sb_secret_', 'pul-', 'pscale_',
];
const LOOSE_PREFIX = new RegExp(`(?<![\\w-])(?:${VENDORS.join('|')})[\\w.+/=-]{10,}`, 'g');
const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----([\s\S]*?)(?=-----END|$)/dg;
const SIGNED = /(?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{4,}(?:\.[\w-]*)?/g;
const STORED_HASH = /\$(?:2[abxy]|argon2(?:id|i|d)|scrypt|pbkdf2[\w-]{0,12})\$[^\s'"`]{20,}/g;
const ADDRESS = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"`]{0,100}:([^\s/'"`]{1,200})@/dgi;
const HEADER = /\b(?:Basic|Bearer|Token|Api-?Key|Digest|Negotiate|Hawk)\s+([A-Za-z0-9+/_.~=-]{6,})/dgi;
const ASSIGNED = new RegExp(
  String.raw`(?:(?<=\\[nrt])|(?<![\w.\\-]))-{0,2}([A-Za-z][\w.-]{1,40})` +
    String.raw`(\\?["']?(?:=|:|\s{1,3}=\s{1,3}|:\s{1,3})\\?["']?)([^\s"'\x60\\&;,?#<>{}$()[\]|]{3,200})`,
  'g',
);

function collect(
  text: string,
  pattern: RegExp,
  group: 0 | 1,
  into: Range[],
  holds: (match: string) => boolean = () => true,
): void {
  for (const match of text.matchAll(pattern)) {
    const part = match[group];
    const at = group === 0 ? ([match.index, match.index + match[0].length] as const) : match.indices?.[1];
    if (part !== undefined && part !== '' && at && holds(part)) into.push([at[0], at[1]]);
  }
}

/** What manuals and templates write in the place of a password. */
function isStandIn(password: string): boolean {
  return /[${}<>*[\]]|^%[a-z]?$|^:?(?:pass(?:word|wd)?|pwd|secret|pw)$|^x+$|^\.+$/i.test(password);
}

/** `Basic dXNlcjpwdw==`, `Bearer 9f8a...`; not `Basic authentication`, `Bearer realm=`, `Bearer token`. */
function isHeaderSecret(value: string): boolean {
  if (/^[a-z]+=?$|^[A-Z][a-z]+$|^[A-Z]+$/.test(value)) return isCredentialPair(value);
  return /^[\w-]+=./.test(value) && !/=+$/.test(value) ? false : !isWordy(value) || isCredentialPair(value);
}

/** Base64 of `user:password`. */
function isCredentialPair(value: string): boolean {
  if (value.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  try {
    return /^[\x20-\x7e]*:[\x20-\x7e]+$/.test(atob(value));
  } catch {
    return false; // not base64
  }
}

const KINDS = /^(?:string|number|boolean|required|optional|undefined|false|value|hidden|email|values)[.!?:]?$/;

/**
 * `password=letmein`, `Pwd: Tr0ub4dor`, `?token=9f8a`; not `password: required`, `token = t.token`, `WHERE pin = :pin`.
 */
function isAssignedSecret({
  name,
  sign,
  value,
  next,
}: Readonly<Record<'name' | 'sign' | 'value' | 'next', string>>): boolean {
  const grade = maskGrade(name.split('.').at(-1) ?? name);
  if (grade === null || grade === 'possible' || /^[:?@%#*.=/\\!-]|^\d$|:\/\//.test(value)) return false;
  if (maskGrade(value) !== null || /^(?:process|import|env|config|req|request|ctx|this|new|await|typeof)\b/.test(value))
    return false;
  // Between quotes stands the whole value, or a sentence.
  if (/["']$/.test(sign)) return /^["'\\]?$/.test(next) && !isReadableValue(value, name, grade);
  const isWord = /^[A-Za-z]+(?:[._-][A-Za-z]+)*[.!?:]?$/.test(value);
  if (!isWord) return value.length >= 4;
  return grade === 'sure' && /^\\?["']?=$/.test(sign) && /^[a-z]{5,}[.!?:]?$/.test(value) && !KINDS.test(value);
}

/** Ranges in order, those that touch as one. */
export function mergedRanges(ranges: readonly Range[]): readonly Range[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else if (end > start) merged.push([start, end]);
  }
  return merged;
}
