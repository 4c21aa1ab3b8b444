import rule from '../../../rules/src/no-hardcoded-secrets/rule.js';
import { testRule } from '../harness.js';

// Put together here, so that no scanner takes this file for a leak.
const id = ['AKIA', 'Q7ZRVKD3MWPXJ5NT'].join('');
const secret = ['b7Rk2Pq9', 'Xz1Lw4TnYc8Hj3Fd6Gs5', 'm0Qe7Ui2Oplk'].join('');
/** Base64 has slashes: with two of them the text looks like a path. */
const slashed = ['b7Rk2Pq', '/Xz1Lw4TnYc8Hj3Fd6Gs', '/m0Qe7Ui2Oplk'].join('');
const sha1 = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

const both = (idName: string, secretName: string) => [
  {
    messageId: 'provider',
    data: { what: 'an AWS access key' },
    suggestions: [{ messageId: 'environment', output: idName }],
  },
  {
    messageId: 'provider',
    data: { what: 'the secret of an AWS access key' },
    suggestions: [{ messageId: 'environment', output: secretName }],
  },
];

const pair = (name: string, code: string) => {
  const plain = code.replace(/[«»]/g, '');
  return {
    name,
    code,
    errors: both(
      plain.replace(`'${id}'`, 'process.env.AWS_ACCESS_KEY_ID'),
      plain.replace(/'[A-Za-z0-9+/]{40}'/, 'process.env.AWS_SECRET_ACCESS_KEY'),
    ),
  };
};

testRule(rule, {
  valid: [
    { name: 'a secret-like text beside no key', code: `export const things = { first: '${secret}' };` },
    {
      name: 'a key of the manuals with its half',
      code: `export const sample = { first: 'AKIAIOSFODNN7EXAMPLE', second: '${secret}' };`,
    },
  ],
  invalid: [
    pair(
      'one line, names that say it',
      `export const aws = { accessKeyId: «'${id}'», secretAccessKey: «'${secret}'» };`,
    ),
    pair(
      'a secret that looks like a path',
      `export const aws = { accessKeyId: «'${id}'», secretAccessKey: «'${slashed}'» };`,
    ),
    pair('names that say nothing', `export const aws = { user: «'${id}'», pass: «'${slashed}'» };`),
    pair('a list', `export const aws = [«'${id}'», «'${secret}'»];`),
    pair('arguments', `connect(«'${id}'», «'${slashed}'», 'eu-central-1');`),
    pair('declared together', `const user = «'${id}'», pass = «'${secret}'»; connect(user, pass);`),
    pair('defaults', `export function connect(user = «'${id}'», pass = «'${secret}'») { return [user, pass]; }`),
    {
      name: 'a hash beside a key is none',
      code: `export const aws = { user: «'${id}'», revision: '${sha1}' };`,
      errors: [
        {
          messageId: 'provider',
          data: { what: 'an AWS access key' },
          suggestions: [
            {
              messageId: 'environment',
              output: `export const aws = { user: process.env.AWS_ACCESS_KEY_ID, revision: '${sha1}' };`,
            },
          ],
        },
      ],
    },
    {
      name: 'in another holder',
      code: `export const aws = { user: «'${id}'» };\nexport const other = { etag: '${secret}' };`,
      errors: [
        {
          messageId: 'provider',
          suggestions: [
            {
              messageId: 'environment',
              output: `export const aws = { user: process.env.AWS_ACCESS_KEY_ID };
export const other = { etag: '${secret}' };`,
            },
          ],
        },
      ],
    },
  ],
});
