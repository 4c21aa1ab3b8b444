import type { Kind, Row } from '../cell.js';
import { askedOf, open } from './rows.js';
import { HERE_ONLY, LISTED, NO_GUARD } from './of-every-kind.js';

const HOSTS = `const HOSTS = ['api.example.com', 'img.example.com'];`;
const host = askedOf('known host', 'url.href', HOSTS, (v) => `const url = new URL(${v});`);
const sent = (spelling: string, test: string): Row => ({ ...host(spelling, test), without: HERE_ONLY });

const ADDRESS: readonly Row[] = [
  host('hostname in a list', 'HOSTS.includes(url.hostname)'),
  host('host in a set', 'HOSTS.has(url.host)', { needs: `const HOSTS = new Set(['api.example.com']);` }),
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
  open(host('pattern of the host with another alternative', '/^api\\.example\\.com$|example/.test(url.hostname)')),
  open(sent('host the client sends', 'url.hostname === req.body.host')),
  open(sent('end the client sends', 'url.hostname.endsWith(req.body.end)')),
  open(sent('pattern the client sends', 'new RegExp(req.body.pattern).test(url.hostname)')),
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
    spelling: 'anchored pattern with a slash or the end',
    test: (v) => `/^https:\\/\\/api\\.example\\.com(?:\\/|$)/.test(${v})`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'anchored pattern with what ends a host',
    test: (v) => `/^https:\\/\\/api\\.example\\.com[/?#]/.test(${v})`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'two anchored patterns in one',
    test: (v) => `/^https:\\/\\/api\\.example\\.com\\/|^https:\\/\\/img\\.example\\.com\\//.test(${v})`,
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
    spelling: 'pattern with another alternative',
    isOpen: true,
    test: (v) => `/^https:\\/\\/api\\.example\\.com\\/|example/.test(${v})`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'pattern with a slash that may be missing',
    isOpen: true,
    test: (v) => `/^https:\\/\\/api\\.example\\.com\\/?/.test(${v})`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'pattern with a slash or a dot',
    isOpen: true,
    test: (v) => `/^https:\\/\\/api\\.example\\.com[/.]/.test(${v})`,
  },
  {
    guard: 'fixed beginning',
    spelling: 'beginning the client sends',
    isOpen: true,
    without: HERE_ONLY,
    test: (v) => `${v}.startsWith(req.body.base)`,
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

const local = (spelling: string, test: (v: string) => string): Row => ({ guard: 'path of this host', spelling, test });

const LOCAL: readonly Row[] = [
  local(
    'one slash, not two, no backslash',
    (v) => `${v}.startsWith('/') && !${v}.startsWith('//') && !${v}.includes('\\\\')`,
  ),
  local(
    'one slash, neither two nor a backslash behind it',
    (v) => `${v}.startsWith('/') && !${v}.startsWith('//') && !${v}.startsWith('/\\\\')`,
  ),
  local('characters compared', (v) => `${v}[0] === '/' && ${v}[1] !== '/' && ${v}[1] !== '\\\\'`),
  local('charAt compared', (v) => `${v}.charAt(0) === '/' && ${v}.charAt(1) !== '/' && ${v}.charAt(1) !== '\\\\'`),
  local('one slash, and a pattern of two', (v) => `${v}.startsWith('/') && !/^[/\\\\]{2}/.test(${v})`),
  local('pattern that forbids slash and backslash', (v) => `/^\\/(?![\\/\\\\])/.test(${v})`),
  local('pattern of a slash and neither slash nor backslash', (v) => `/^\\/[^/\\\\]/.test(${v})`),
  local('pattern of a slash and a letter', (v) => `/^\\/[a-z0-9]/.test(${v})`),
  local('pattern of segments', (v) => `/^(?:\\/[\\w-]+)+$/.test(${v})`),
  {
    guard: 'path of this host',
    spelling: 'pattern of a schema',
    needs: `import { z } from 'zod';\nconst Local = z.string().regex(/^\\/(?![/\\\\])/);`,
    refuses: true,
    make: (v) => `Local.parse(${v})`,
  },
  {
    guard: 'path of this host',
    spelling: 'pattern of a schema that forbids a slash',
    isOpen: true,
    needs: `import { z } from 'zod';\nconst Local = z.string().regex(/^\\/(?!\\/)/);`,
    make: (v) => `Local.parse(${v})`,
  },
  {
    guard: 'path of this host',
    spelling: 'pathname without two slashes',
    before: (v) => `const url = new URL(${v}, 'https://shop.example');`,
    test: () => "url.origin === 'https://shop.example' && !url.pathname.startsWith('//')",
    use: () => 'url.pathname',
  },
  // Express 4.20 and 5 send a backslash as it is, and a browser reads it as a slash.
  open(local('one slash and not two', (v) => `${v}.startsWith('/') && !${v}.startsWith('//')`)),
  open(local('characters compared, a backslash left', (v) => `${v}[0] === '/' && ${v}[1] !== '/'`)),
  open(local('not two slashes', (v) => `!${v}.startsWith('//')`)),
  open(local('no backslash', (v) => `${v}.startsWith('/') && !${v}.includes('\\\\')`)),
  open(local('pattern that forbids a slash', (v) => `/^\\/(?!\\/)/.test(${v})`)),
  open(local('pattern of a slash and another sign', (v) => `/^\\/[^/]/.test(${v})`)),
  open(local('pattern that forbids a word', (v) => `/^\\/(?!admin)/.test(${v})`)),
  open(local('pattern of a slash and a slash or a letter', (v) => `/^\\/[/\\w]/.test(${v})`)),
  open(local('pattern with another alternative', (v) => `/^\\/\\w|admin/.test(${v})`)),
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
  { guard: 'path of this host', spelling: 'a path behind a slash', isOpen: true, make: (v) => "'/' + " + v },
  open(local('one slash', (v) => `${v}.startsWith('/')`)),
  open(local('first character', (v) => `${v}[0] === '/'`)),
  open(local('no scheme', (v) => `!${v}.startsWith('http')`)),
  open(local('no scheme inside', (v) => `!${v}.includes('://')`)),
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
