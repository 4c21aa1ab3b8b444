/** Signatures that are made, taken apart and compared in functions of other files. */
import { describe, it } from 'vitest';
import { express, twins, type Files } from './guard-twins.js';

const CRYPTO = "import { createHash, createHmac, timingSafeEqual } from 'node:crypto';";
/** A hook whose handler asks `isSigned(raw, header)` of another file. */
const asked = (
  helper: string,
  use = 'if (!isSigned(req.body, req.get("x-signature"))) return res.status(401).end();',
): Files =>
  express(
    `import { isSigned } from './signed'; import { Pool } from 'pg'; const db = new Pool();
app.post('/x', express.raw(), async (req, res) => { ${use}
await db.query('delete from things where id = $1', [String(JSON.parse(req.body).id)]); res.sendStatus(204); });`,
    { 'src/signed.ts': `${CRYPTO}\n${helper}` },
  );
const SAME = 'const same = (a, b) => a.length === b.length && timingSafeEqual(a, b);';
const MAC = "const mac = (body) => createHmac('sha256', process.env.KEY).update(body).digest();";
const PROVED = `${SAME} ${MAC}
export function isSigned(body, header) { if (!header) return false; return same(Buffer.from(header, 'hex'), mac(body)); }`;

describe('a signature that helpers compare', () => {
  it.each<[string, string, string]>([
    [
      'a header that is not there',
      `${SAME} ${MAC} export function isSigned(body, header) { if (header && !same(Buffer.from(header, 'hex'), mac(body))) \
return false; return true; }`,
      PROVED,
    ],
    [
      'a length of its own',
      `${MAC} export function isSigned(body, header) { const [a, b] = [Buffer.from(header, 'hex'), mac(body)]; \
if (a.length === b.length && !timingSafeEqual(a, b)) return false; return true; }`,
      `${MAC} export function isSigned(body, header) { const a = Buffer.from(header, 'hex'); const b = mac(body); \
if (a.length !== b.length || !timingSafeEqual(a, b)) return false; return true; }`,
    ],
    [
      'a digest without a key',
      `${SAME} const sum = (body) => createHash('sha256').update(body).digest();
export const isSigned = (body, header) => same(Buffer.from(header, 'hex'), sum(body));`,
      `${SAME} ${MAC} export const isSigned = (body, header) => same(Buffer.from(header, 'hex'), mac(body));`,
    ],
    [
      'a digest of a digest',
      `${SAME} const sum = (text) => createHash('sha256').update(text).digest();
export const isSigned = (body, header) => same(sum(header), sum(body));`,
      `${SAME} ${MAC} const sum = (text) => createHash('sha256').update(text).digest();
export const isSigned = (body, header) => same(sum(Buffer.from(header, 'hex')), sum(mac(body)));`,
    ],
    [
      'compared with itself',
      `${SAME} ${MAC} export const isSigned = (body, header) => same(mac(body), mac(body));`,
      PROVED,
    ],
    [
      'compared with itself where the header is missing',
      `${SAME} ${MAC} export const isSigned = (body, header) => { const wanted = mac(body); \
const sent = header ? Buffer.from(header, 'hex') : wanted; return same(sent, wanted); };`,
      PROVED,
    ],
    [
      'all of a list that may be empty',
      `${SAME} ${MAC} export const isSigned = (body, header) => { const wanted = mac(body); \
return header.split(',').every((one) => same(Buffer.from(one, 'hex'), wanted)); };`,
      `${SAME} ${MAC} export const isSigned = (body, header) => { const wanted = mac(body); \
return header.split(',').some((one) => same(Buffer.from(one, 'hex'), wanted)); };`,
    ],
    [
      'one of a list, in a loop',
      `${SAME} ${MAC} export const isSigned = (body, header) => { const wanted = mac(body); \
for (const one of header.split(',')) { if (!same(Buffer.from(one, 'hex'), wanted)) return false; } return true; };`,
      `${SAME} ${MAC} export const isSigned = (body, header) => { const wanted = mac(body); \
for (const one of header.split(',')) { if (same(Buffer.from(one, 'hex'), wanted)) return true; } return false; };`,
    ],
    [
      'a header taken apart, with its scheme',
      `const parse = (header) => Object.fromEntries(header.split(',').map((part) => part.split('=')));
const sign = (t, body) => 'v1=' + createHmac('sha256', process.env.KEY).update(\`\${t}.\`).digest('hex');
export function isSigned(body, header) { const { t, v1 } = parse(header); return 'v1=' + v1 === sign(header, ''); }`,
      `const parse = (header) => Object.fromEntries(header.split(',').map((part) => part.split('=')));
const sign = (t, body) => 'v1=' + createHmac('sha256', process.env.KEY).update(\`\${t}.\${body}\`).digest('hex');
export function isSigned(body, header) { const { t, v1 } = parse(header); return 'v1=' + v1 === sign(t, body); }`,
    ],
    [
      'equality of buffers',
      `${MAC} export const isSigned = (body, header) => { Buffer.from(header, 'hex').equals(mac(body)); return true; };`,
      `${MAC} export const isSigned = (body, header) => Buffer.from(header, 'hex').equals(mac(body));`,
    ],
    [
      'the order of buffers',
      `${MAC} export const isSigned = (body, header) => Buffer.compare(Buffer.from(header, 'hex'), mac(body)) !== 0;`,
      `${MAC} export const isSigned = (body, header) => Buffer.compare(Buffer.from(header, 'hex'), mac(body)) === 0;`,
    ],
    [
      'a failure on the way',
      `${MAC} export function isSigned(body, header) { try { return timingSafeEqual(Buffer.from(header), mac(body)); } \
catch { return true; } }`,
      `${MAC} export function isSigned(body, header) { try { return timingSafeEqual(Buffer.from(header), mac(body)); } \
catch { return false; } }`,
    ],
    [
      'no key, no check',
      `${MAC} export function isSigned(body, header) { if (!process.env.KEY) return true; \
return timingSafeEqual(Buffer.from(header), mac(body)); }`,
      `${MAC} export function isSigned(body, header) { if (!process.env.KEY) return false; \
return timingSafeEqual(Buffer.from(header), mac(body)); }`,
    ],
    [
      'a comparison of another library',
      `import compare from 'tsscmp'; ${MAC} export const isSigned = (body, header) => { compare(header, \
mac(body).toString('hex')); return Boolean(header); };`,
      `import compare from 'tsscmp'; ${MAC} export const isSigned = (body, header) => compare(header, \
mac(body).toString('hex'));`,
    ],
  ])('%s', (_, guilty, innocent) => twins(asked(guilty), asked(innocent)));

  const KEYED = `${CRYPTO} ${SAME}
export const isSigned = (body, header, key) => same(Buffer.from(header, 'hex'), createHmac('sha256', key).update(body).digest());
export function mustBe(body, header, key) { if (!isSigned(body, header, key)) throw new Error('wrong'); }`;
  const refusing = (call: string): string => `if (!${call}) return res.status(401).end();`;
  it.each<[string, string, string]>([
    [
      'a key that comes with the request',
      refusing("own.isSigned(req.body, req.get('x-signature'), req.get('x-key'))"),
      refusing("own.isSigned(req.body, req.get('x-signature'), process.env.KEY)"),
    ],
    [
      'the address alone',
      refusing("own.isSigned(req.originalUrl, req.get('x-signature'), process.env.KEY)"),
      refusing("own.isSigned(req.originalUrl + req.body, req.get('x-signature'), process.env.KEY)"),
    ],
    [
      'nothing that is sent',
      refusing('own.isSigned(req.body, process.env.SIGNATURE, process.env.KEY)'),
      refusing("own.isSigned(req.body, req.get('x-signature'), process.env.KEY)"),
    ],
    [
      'one that only warns',
      "if (!own.isSigned(req.body, req.get('x-signature'), process.env.KEY)) console.warn('wrong signature');",
      refusing("own.isSigned(req.body, req.get('x-signature'), process.env.KEY)"),
    ],
    [
      'one that throws',
      "try { own.mustBe(req.body, req.get('x-signature'), process.env.KEY); } catch (error) { console.warn(error); }",
      "own.mustBe(req.body, req.get('x-signature'), process.env.KEY);",
    ],
    [
      'only where the settings say so',
      `if (process.env.VERIFY === 'true') { ${refusing("own.isSigned(req.body, req.get('x-signature'), process.env.KEY)")} }`,
      refusing("own.isSigned(req.body, req.get('x-signature'), process.env.KEY)"),
    ],
  ])('%s', (_, guilty, innocent) => {
    const put = (use: string): Files => {
      const { 'src/app.ts': app = '', ...others } = asked('', use);
      return { ...others, 'src/own.ts': KEYED, 'src/app.ts': `import * as own from './own';\n${app}` };
    };
    twins(put(guilty), put(innocent));
  });
});
