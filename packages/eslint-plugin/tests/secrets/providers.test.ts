import { describe, expect, it } from 'vitest';
import { checksumOf } from '../../../analysis/src/domain/secrets/checksum.js';
import { secretIn } from '../../../analysis/src/domain/secrets/providers.js';

/** Put together here, so that no scanner takes this file for a leak. */
const body = (length: number, alphabet = 'Zq8KvT3mXc7RwLp2NdYh5GsJb9Ff4EaU6i1oB0rkPtWxMnCzSyQuHjVgDeAlIO'): string =>
  Array.from({ length }, (_, index) => alphabet[(index * 7 + 3) % alphabet.length]).join('');
const hex = (length: number): string => body(length, '9f3a7c10e5b8d264');
const checked = (prefix: string): string => `${prefix}${body(30)}${checksumOf(body(30))}`;
const jwt = (payload: object): string =>
  [{ alg: 'HS256', typ: 'JWT' }, payload]
    .map((part) => btoa(JSON.stringify(part)).replace(/=+$/, '').replace(/\+/g, '-').replace(/\//g, '_'))
    .join('.') + `.${body(43)}`;
const pem = (kind: string): string => `-----BEGIN ${kind}-----\n${body(64)}\n${body(64)}\n-----END ${kind}-----`;

describe('secretIn', () => {
  it.each([
    ['an AWS access key', 'AKIA' + 'QYLPMN5HFKR7VTGX'],
    ['a GitHub token', checked('ghp_')],
    ['a GitHub token', checked('gho_')],
    ['an npm token', checked('npm_')],
    ['a GitHub fine-grained token', `github_pat_${body(22)}_${body(59)}`],
    ['a GitLab token', `glpat-${body(20)}`],
    ['a Slack token', `xoxb-${'2749013658'}-${'8350172946'}-${body(24)}`],
    ['a Slack token', `xoxa-2-${'2749013658'}-${'8350172946'}-${hex(24)}`],
    ['a Slack token that is renewed', `xoxe-1-${body(140)}`],
    ['a Slack token that is renewed', `xoxe.xoxp-1-${body(140)}`],
    ['a Stripe live key', `sk_live_${body(24)}`],
    ['a Stripe live key', `rk_live_${body(24)}`],
    ['a Stripe webhook secret', `whsec_${body(32)}`],
    ['a Google API key', `AIza${body(35)}`],
    ['a SendGrid key', `SG.${body(22)}.${body(43)}`],
    ['a Twilio API key', `SK${hex(32)}`],
    ['an OpenAI key', `sk-proj-${body(48)}`],
    ['an Anthropic key', `sk-ant-api03-${body(93)}AA`],
    ['an Anthropic key', `sk-ant-admin01-${body(93)}AA`],
    [
      'a Hugging Face organisation token',
      `api_org_${body(34, 'ZqKvTmXcRwLpNdYhGsJbFfEaUioBrkPtWxMnCzSyQuHjVgDeAlIO')}`,
    ],
    ['a 1Password service account token', `ops_eyJ${body(256)}`],
    [
      'a 1Password secret key',
      `A3-${body(6, 'QW7RT9')}-${body(11, 'ZXCVBN83KLM')}-${body(5, 'PLK4J')}-${body(5, 'H7GFD')}-${body(5, 'QAZ2W')}`,
    ],
    ['a Microsoft Entra client secret', `${body(3)}8Q~${body(34)}`],
    ['an Amazon Bedrock key', `ABSK${body(120)}`],
    ['a Meta access token', `EAA${body(140)}`],
    ['a Fly.io token', `fm2_${body(160)}`],
    ['a Notion token', `ntn_${'45917306284'}${body(35)}`],
    ['a SonarQube token', `squ_${hex(40)}`],
    ['a Sourcegraph token', `sgp_${hex(16)}_${hex(40)}`],
    ['a Sourcegraph token', `sgp_local_${hex(40)}`],
    ['a 42 Intra secret', `s-s4t2ud-${hex(64)}`],
    ['a private key', pem('RSA PRIVATE KEY')],
    ['a private key', pem('PRIVATE KEY')],
    ['a private key', pem('OPENSSH PRIVATE KEY').replace(/\n/g, '\\n')],
    ['a signed token', jwt({ sub: '42', role: 'service_role' })],
  ])('%s', (name, text) => {
    expect(secretIn(`before ${text} after`)?.format.name).toBe(name);
  });

  it.each([
    ['the example of the AWS manual', 'AKIAIOSFODNN7EXAMPLE'],
    ['a GitHub token without its checksum', `ghp_${body(36)}`],
    ['a token of one letter', `ghp_${'a'.repeat(36)}`],
    ['a masked key', `sk_live_${'x'.repeat(24)}`],
    ['a placeholder', 'sk_live_your_secret_key_here_please'],
    ['a publishable key', `pk_live_${body(24)}`],
    ['the header of a key file', '-----BEGIN RSA PRIVATE KEY-----'],
    ['a template of a key file', '-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----'],
    ['a public key', pem('PUBLIC KEY')],
    ['a certificate', pem('CERTIFICATE')],
    ['an anonymous token', jwt({ role: 'anon', ref: 'abc' })],
    ['the sample of jwt.io', jwt({ sub: '1234567890', name: 'John Doe' })],
    ['three words with points', 'eyJhbGciOi.eyJzdWIiOi.not-a-token-but-text-here'],
    ['a longer word', `task-${body(60)}`],
    ['css class', 'sk-fading-circle-container-long-name'],
  ])('not %s', (_name, text) => {
    expect(secretIn(text)).toBeNull();
  });
});

describe('checksumOf', () => {
  it('is the documented scheme', () => {
    // The token printed in the vendor's announcement of the format.
    expect(checksumOf('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')).toBe('0mLq17');
  });

  it('keeps leading zeros', () => {
    expect(checksumOf('')).toBe('000000');
  });
});
