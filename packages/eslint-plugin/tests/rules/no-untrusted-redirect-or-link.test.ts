import rule from '../../../rules/src/no-untrusted-redirect-or-link/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
const app = express();
${before}app.get('/a/:id', async (req, res) => {
  ${body}
});
`;

testRule(rule, {
  valid: [
    {
      name: 'paths the program writes',
      code: inHandler(
        "res.redirect('/home'); res.redirect(302, `/users/${req.params.id}`); " +
          "res.redirect('/search?q=' + req.query.q); res.location('/a');",
      ),
    },
    {
      name: 'another site the program names',
      code: inHandler('res.redirect(`https://login.example.com/?next=${req.query.next}`);'),
    },
    {
      name: 'own origin',
      code: inHandler(
        'const url = new URL(req.query.next, BASE); if (url.origin !== BASE) return res.redirect("/"); ' +
          'res.redirect(url.href); res.redirect(req.query.next);',
        "const BASE = 'https://shop.example';\n",
      ),
    },
    {
      name: 'own origin, and the path behind it',
      code: inHandler(
        'const url = new URL(req.query.next, BASE); if (url.origin !== BASE) return res.redirect("/"); ' +
          'res.redirect(BASE + url.pathname + url.search); res.redirect(`${url.origin}${url.pathname}`); ' +
          'res.redirect("/app" + url.pathname); res.redirect(url.search);',
        "const BASE = 'https://shop.example';\n",
      ),
    },
    {
      name: 'own origin, and a path with one slash',
      code: inHandler(
        'const url = new URL(req.query.next, BASE); if (url.origin !== BASE) return res.redirect("/"); ' +
          'res.redirect(url.pathname.replace(/^\\/+/, "/") + url.search);',
        "const BASE = 'https://shop.example';\n",
      ),
    },
    {
      name: 'own origin, and no two slashes',
      code: inHandler(
        'const url = new URL(req.query.next, BASE); if (url.origin !== BASE || ' +
          'url.pathname.startsWith("//")) return res.redirect("/"); res.redirect(url.pathname); ' +
          'const to = url.pathname + url.search; res.redirect(to);',
        "const BASE = 'https://shop.example';\n",
      ),
    },
    {
      name: 'own origin, inline',
      code: inHandler(
        "res.redirect(new URL(req.query.next, BASE).origin === BASE ? req.query.next : '/');",
        "const BASE = 'https://shop.example';\n",
      ),
    },
    {
      name: 'listed pages',
      code: inHandler(
        "const PAGES = ['/a', '/b']; res.redirect(PAGES.includes(req.query.next) ? req.query.next : '/');",
      ),
    },
    {
      name: 'table of pages',
      code: inHandler("const PAGES = { a: '/a' }; res.redirect(PAGES[req.query.page] ?? '/');"),
    },
    {
      name: 'one slash, not two, and no backslash',
      code: inHandler(
        "const { next } = req.query; if (!next.startsWith('/') || next.startsWith('//') || next.includes('\\\\')) " +
          'return res.sendStatus(400); res.redirect(next);',
      ),
    },
    {
      name: 'pattern of local paths',
      code: inHandler(
        'if (/^\\/(?![\\/\\\\])/.test(req.query.next)) res.redirect(req.query.next); ' +
          'if (/^\\/[^/\\\\]/.test(req.query.next)) res.redirect(req.query.next);',
      ),
    },
    {
      name: 'fixed beginning',
      code: inHandler("if (req.query.next.startsWith('/app/')) res.redirect(req.query.next);"),
    },
    {
      name: 'test of another file',
      code: inHandler(
        'if (!isLocalPath(req.query.next)) return res.sendStatus(400); res.redirect(req.query.next);',
        "import { isLocalPath } from './paths.js';\n",
      ),
    },
    { name: 'back', code: inHandler("res.redirect(req.get('Referrer') || '/'); res.redirect('back');") },
    { name: 'to https on the same host', code: inHandler('res.redirect(`https://${req.headers.host}${req.url}`);') },
    { name: 'from the session', code: inHandler("res.redirect(req.session.returnTo || '/');") },
    {
      name: 'from a client of the provider',
      code: inHandler(
        'res.redirect(await client.authorizationUrl({ scope: req.query.scope }));',
        "import { client } from './provider.js';\n",
      ),
    },
    {
      name: 'host of a link without a secret',
      code: inHandler('const self = `https://${req.headers.host}/users/1`; res.json({ self });'),
    },
    {
      name: 'host of the configuration',
      code: inHandler(
        'const link = `${process.env.BASE_URL}/reset?token=${token}`; send(link);',
        "import { send, token } from './mail.js';\n",
      ),
    },
    {
      name: 'another header than Location',
      code: inHandler("res.set('X-Next', req.query.next); res.setHeader('Link', req.query.next);"),
    },
    {
      name: 'const redirect of NestJS',
      file: 'src/a.controller.ts',
      code:
        "import { Controller, Get, Redirect } from '@nestjs/common'; @Controller() export class A { " +
        "@Get() @Redirect('https://docs.example.com', 302) docs() {} }",
    },
    {
      name: 'created, not moved',
      code: inHandler("res.status(201).header('location', `${req.params.id}/tags`).json({});"),
    },
    {
      name: 'the path that led here',
      code: inHandler(
        "res.redirect(req.path.replace(/^\\/share/, '/s')); res.redirect(new URL(req.originalUrl, BASE).toString());",
        "const BASE = 'https://shop.example';\n",
      ),
    },
    { name: 'parameter alone', code: 'export const go = (res, to) => res.redirect(to);' },
  ],
  invalid: [
    {
      name: 'own origin, and the path alone',
      code: inHandler(
        'const url = new URL(req.query.next, BASE); if (url.origin !== BASE) return res.redirect("/"); ' +
          'res.redirect(«url.pathname + url.search»);',
        "const BASE = 'https://shop.example';\n",
      ),
      errors: ['redirect'],
    },
    {
      name: 'a host of a list, and the path taken out',
      code: inHandler(
        'const url = new URL(req.query.next, BASE); if (!HOSTS.includes(url.host)) return ' +
          'res.redirect("/"); const { pathname } = url; res.redirect(«pathname»);',
        "const BASE = 'https://shop.example';\nconst HOSTS = ['shop.example'];\n",
      ),
      errors: ['redirect'],
    },
    {
      name: 'own origin, and the path alone, by a helper',
      code: inHandler(
        'res.redirect(«local(req.query.next)»);',
        `const BASE = 'https://shop.example';
function local(next) { const url = new URL(next, BASE); if (url.origin !== BASE) return '/'; \
return \`\${url.pathname}\${url.search}\`; }
`,
      ),
      errors: ['redirect'],
    },
    {
      name: 'a link in a mail, once',
      code: inHandler(
        "const link = «`${req.protocol}://${req.get('host')}/reset?token=${token}`»; " +
          'const text = `Open ${link} to reset your password`; send(text);',
      ),
      errors: [{ messageId: 'link', severity: 'high' }],
    },
    {
      code: inHandler('res.redirect(«req.query.next»);'),
      errors: [{ messageId: 'redirect', data: { source: 'The query string', call: 'res.redirect' } }],
    },
    {
      name: 'with a status',
      code: inHandler('res.status(302).redirect(301, «req.body.returnurl»);'),
      errors: ['redirect'],
    },
    {
      name: 'or a default',
      code: inHandler("const next = req.query.next || '/'; res.redirect(«next»);"),
      errors: ['redirect'],
    },
    {
      name: 'a slash is not a path',
      code: inHandler(
        "if (!req.query.next.startsWith('/')) return res.sendStatus(400); res.redirect(«req.query.next»);",
      ),
      errors: ['redirect'],
    },
    {
      name: 'one slash, not two, and a backslash may follow',
      code: inHandler(
        "const { next } = req.query; if (!next.startsWith('/') || next.startsWith('//')) return " +
          'res.sendStatus(400); res.redirect(«next»);',
      ),
      errors: ['redirect'],
    },
    {
      name: 'a pattern that forbids a slash, and not a backslash',
      code: inHandler('if (/^\\/(?!\\/)/.test(req.query.next)) res.redirect(«req.query.next»);'),
      errors: ['redirect'],
    },
    {
      name: 'a slash in front is not either',
      code: inHandler("res.redirect(«'/' + req.query.next»);"),
      errors: ['redirect'],
    },
    {
      name: 'host that goes on',
      code: inHandler("res.redirect(«'https://shop.example' + req.query.path»);"),
      errors: ['redirect'],
    },
    {
      name: 'header',
      code: inHandler(
        "res.set('Location', «req.query.next»); res.setHeader('location', «req.query.next»); " +
          'res.writeHead(302, { Location: «req.query.next» }); res.location(«req.query.next»);',
      ),
      errors: ['redirect', 'redirect', 'redirect', 'redirect'],
    },
    {
      name: 'Fastify',
      code:
        "import Fastify from 'fastify'; const app = Fastify(); app.get('/', async (request, reply) => " +
        'reply.redirect(«request.query.next»));',
      errors: ['redirect'],
    },
    {
      name: 'Koa',
      code:
        "import Koa from 'koa'; const app = new Koa(); app.use(async (ctx) => { " +
        'ctx.redirect(«ctx.query.next»); });',
      errors: ['redirect'],
    },
    {
      name: 'Hono',
      code:
        "import { Hono } from 'hono'; const app = new Hono(); app.get('/', (c) => " +
        "c.redirect(«c.req.query('next')»));",
      errors: ['redirect'],
    },
    {
      name: 'web response',
      file: 'app/api/go/route.ts',
      code:
        'export async function GET(request: Request) { ' +
        "const next = new URL(request.url).searchParams.get('next'); return Response.redirect(«next»); }",
      errors: ['redirect'],
    },
    {
      name: 'Next',
      file: 'app/api/go/route.ts',
      code:
        "import { redirect } from 'next/navigation'; import { NextRequest, NextResponse } " +
        "from 'next/server'; export async function GET(request: NextRequest) { " +
        "if (request.headers.get('a')) redirect(«request.nextUrl.searchParams.get('next')»); " +
        "return NextResponse.redirect(«new URL(request.nextUrl.searchParams.get('next'), request.url)»); }",
      errors: ['redirect', 'redirect'],
    },
    {
      name: 'reset link',
      code: inHandler(
        'const link = «`https://${req.headers.host}/reset?t=${token}`»; send(link);',
        "import { send, token } from './mail.js';\n",
      ),
      errors: [{ messageId: 'link', severity: 'high', data: { source: 'A request header' } }],
    },
    {
      name: 'confirmation link, as a sum',
      code: inHandler(
        "send(«req.protocol + '://' + req.get('host') + '/confirm/' + token»);",
        "import { send, token } from './mail.js';\n",
      ),
      errors: [{ messageId: 'link', severity: 'high' }],
    },
    {
      name: 'forwarded host',
      code: inHandler(
        "const base = `https://${req.headers['x-forwarded-host']}`; send(«`${base}/invite/${token}`»);",
        "import { send, token } from './mail.js';\n",
      ),
      errors: [{ messageId: 'link', severity: 'high' }],
    },
  ],
});
