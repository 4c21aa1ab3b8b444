import type { Kind, Row } from '../cell.js';
import { LISTED, NO_GUARD } from './of-every-kind.js';

const HOSTS = `const HOSTS = ['api.example.com', 'img.example.com'];`;
const url = (v: string): string => `const url = new URL(${v});`;
const host = (spelling: string, test: string, needs = HOSTS): Row => ({
  guard: 'known host',
  spelling,
  needs,
  before: url,
  test: () => test,
  use: () => 'url.href',
});
const open = (row: Row): Row => ({ ...row, isOpen: true });

const ADDRESS: readonly Row[] = [
  host('hostname in a list', 'HOSTS.includes(url.hostname)'),
  host('host in a set', 'HOSTS.has(url.host)', `const HOSTS = new Set(['api.example.com']);`),
  host('hostname compared', "url.hostname === 'api.example.com'"),
  host('origin compared', "url.origin === 'https://api.example.com'"),
  host('hostname and scheme', "url.protocol === 'https:' && HOSTS.includes(url.hostname)"),
  host('end with a dot before', "url.hostname.endsWith('.example.com')"),
  host('some that compares', 'HOSTS.some((one) => one === url.hostname)'),
  host(
    'some that asks for an end with a dot',
    'HOSTS.some((one) => url.hostname === one || url.hostname.endsWith(`.${one}`))',
  ),
  host('hostname under a name, in lower case', 'HOSTS.includes(url.hostname.toLowerCase())'),
  open(host('scheme only', "url.protocol === 'https:'")),
  open(host('substring of the hostname', "url.hostname.includes('example.com')")),
  open(host('end without a dot', "url.hostname.endsWith('example.com')")),
  open(host('beginning of the hostname', "url.hostname.startsWith('api.')")),
  open(host('substring of the whole', "url.href.includes('api.example.com')")),
  open(host('some that asks for a substring', 'HOSTS.some((one) => url.href.includes(one))')),
  open(host('some that asks for a beginning of the hostname', 'HOSTS.some((one) => url.hostname.startsWith(one))')),
  open(host('not the local host', "url.hostname !== 'localhost'")),
  open(host('unanchored pattern', '/api\\.example\\.com/.test(url.href)')),
  open(host('pattern with any sign for the dot, no end', '/^https:\\/\\/api\\.example\\.com/.test(url.href)')),
  open(host('can be read', 'Boolean(url)')),
  open(host('port only', "url.port === ''")),
  {
    guard: 'fixed beginning',
    spelling: 'startsWith with a slash',
    test: (v) => `${v}.startsWith('https://api.example.com/')`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'anchored pattern with a slash',
    test: (v) => `/^https:\\/\\/api\\.example\\.com\\//.test(${v})`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'indexOf at the beginning',
    test: (v) => `${v}.indexOf('https://api.example.com/') === 0`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'slice compared',
    test: (v) => `${v}.slice(0, 24) === 'https://api.example.com/'`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'put before',
    make: (v) => "'https://api.example.com/items/' + encodeURIComponent(" + v + ')',
  },
  {
    guard: 'fixed beginning',
    spelling: 'template',
    make: (v) => '`https://api.example.com/items/${encodeURIComponent(' + v + ')}`',
  },
  {
    guard: 'fixed beginning',
    spelling: 'startsWith without a slash',
    isOpen: true,
    test: (v) => `${v}.startsWith('https://api.example.com')`,
  },
  { guard: 'fixed beginning', spelling: 'scheme only', isOpen: true, test: (v) => `${v}.startsWith('https://')` },
  {
    guard: 'fixed beginning',
    spelling: 'somewhere',
    isOpen: true,
    test: (v) => `${v}.includes('https://api.example.com/')`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'pattern without a beginning',
    isOpen: true,
    test: (v) => `/https:\\/\\/api\\.example\\.com\\//.test(${v})`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'pattern with open dots',
    isOpen: true,
    test: (v) => `/^https?:\\/\\/.*\\.example\\.com/.test(${v})`,
  },
];

export const OUTBOUND: Kind = {
  name: 'address of a request',
  rule: 'no-ssrf',
  imports: `import axios from 'axios';`,
  sink: (v) => `res.json((await axios.get(${v}, { timeout: 1000, maxRedirects: 0 })).data);`,
  rows: [...ADDRESS, ...LISTED, ...NO_GUARD],
};

const LOCAL: readonly Row[] = [
  {
    guard: 'path of this host',
    spelling: 'one slash and not two',
    test: (v) => `${v}.startsWith('/') && !${v}.startsWith('//')`,
  },
  {
    guard: 'path of this host',
    spelling: 'one slash, not two, no backslash',
    test: (v) => `${v}.startsWith('/') && !${v}.startsWith('//') && !${v}.includes('\\\\')`,
  },
  {
    guard: 'path of this host',
    spelling: 'pattern that forbids slash and backslash',
    test: (v) => `/^\\/(?![\\/\\\\])/.test(${v})`,
  },
  { guard: 'path of this host', spelling: 'pattern of a slash and a letter', test: (v) => `/^\\/[a-z0-9]/.test(${v})` },
  {
    guard: 'path of this host',
    spelling: 'same origin when read',
    before: (v) => `const url = new URL(${v}, 'https://shop.example');`,
    test: () => "url.origin === 'https://shop.example'",
    use: () => 'url.href',
  },
  {
    guard: 'path of this host',
    spelling: 'put behind a path',
    make: (v) => "'/items/' + encodeURIComponent(" + v + ')',
  },
  { guard: 'path of this host', spelling: 'one slash', isOpen: true, test: (v) => `${v}.startsWith('/')` },
  { guard: 'path of this host', spelling: 'first character', isOpen: true, test: (v) => `${v}[0] === '/'` },
  { guard: 'path of this host', spelling: 'no scheme', isOpen: true, test: (v) => `!${v}.startsWith('http')` },
  { guard: 'path of this host', spelling: 'no scheme inside', isOpen: true, test: (v) => `!${v}.includes('://')` },
  {
    guard: 'path of this host',
    spelling: 'same origin, and then only the path',
    isOpen: true,
    before: (v) => `const url = new URL(${v}, 'https://shop.example');`,
    test: () => "url.origin === 'https://shop.example'",
    use: () => 'url.pathname',
  },
];

export const REDIRECT: Kind = {
  name: 'target of a redirect',
  rule: 'no-untrusted-redirect-or-link',
  imports: '',
  sink: (v) => `return res.redirect(${v});`,
  rows: [...LOCAL, ...ADDRESS, ...LISTED, ...NO_GUARD],
  without: ['open: afterwards', 'open: made afterwards'],
};
