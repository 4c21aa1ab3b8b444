import rule from '../../../rules/src/no-regex-dos/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
const app = express();
${before}app.get('/a', async (req, res) => {
  ${body}
});
`;
const ESCAPE = String.raw`.replace(/[.*+?^${'$'}{}()|[\]\\]/g, '\\$&')`;
const escaped = (before: string, after: string, head = '') => [
  { messageId: 'escape', output: inHandler(before + after, head) },
];

testRule(rule, {
  valid: [
    { name: 'a run at the beginning', code: inHandler(String.raw`req.body.folder.replace(/^\/+/, '');`) },
    {
      name: 'a run that begins where none stands before',
      code: inHandler(String.raw`req.body.folder.replace(/(?<!\/)\/+$/, '');`),
    },
    {
      name: 'a run anywhere, with nothing behind',
      code: inHandler(String.raw`req.body.text.replace(/\s+/g, ' ').replace(/\/{2,}/g, '/').split(/[\s,]+/);`),
    },
    {
      name: 'one sign at the end, and a run with a bound',
      code: inHandler(String.raw`req.body.text.replace(/\/$/, '').replace(/\s{1,5}$/, '');`),
    },
    { name: 'to the end of each line', code: inHandler(String.raw`req.body.text.replace(/#.*$/gm, '');`) },
    { name: 'what a request line holds', code: inHandler(String.raw`req.query.folder.replace(/\/+$/, '');`) },
    {
      name: 'a length that was asked',
      code: inHandler(
        String.raw`if (req.body.folder.length > 200) return res.sendStatus(400);
          const folder = req.body.folder; folder.replace(/\/+$/, ''); req.body.folder.replace(/\/+$/, '');`,
      ),
    },
    inHandler('new RegExp(escape(req.query.q));', "import escape from 'escape-string-regexp';\n"),
    inHandler('new RegExp(RegExp.escape(req.query.q));'),
    inHandler(`new RegExp(req.query.q${ESCAPE}, 'i');`),
    {
      name: 'escaped in a helper',
      code: inHandler('new RegExp(`^${escapeText(req.query.q)}`);', `const escapeText = (text) => text${ESCAPE};\n`),
    },
    {
      name: 'escaped with a group',
      code: inHandler(String.raw`new RegExp(req.query.q.replace(/([.*+?^=!:${'$'}{}()|\[\]\/\\])/g, '\\$1'));`),
    },
    {
      name: 'everything but words escaped',
      code: inHandler(String.raw`new RegExp(req.query.q.replace(/[^\w\s]/g, '\\$&'));`),
    },
    inHandler("new RegExp('^a+$').test(req.query.q);"),
    inHandler('new RegExp(`^${Number(req.query.n)}$`);'),
    {
      name: 'a list of known patterns',
      code: inHandler('const PATTERNS = { a: "^a", b: "^b" }; new RegExp(PATTERNS[req.query.kind]);'),
    },
    {
      name: 'checked',
      code: inHandler('if (!/^\\w+$/.test(req.query.q)) return res.sendStatus(400); new RegExp(req.query.q);'),
    },
    {
      name: 'a bound beside a sign of its own',
      code: inHandler(String.raw`/^(?:[a-z]{2,4}-)+$/.test(req.body.slug);`),
    },
    { name: 'a bound without choice', code: inHandler(String.raw`/^(?:[a-z]{3,3})+$/.test(req.body.slug);`) },
    {
      name: 'a bound in a group that never fails',
      code: inHandler(String.raw`/^(?:[a-z]{2,4})+/.test(req.body.slug);`),
    },
    { name: 'fast pattern', code: inHandler(String.raw`/^[a-z]+(?:-[a-z]+)*$/.test(req.body.slug);`) },
    { name: 'slow pattern on a short text', code: inHandler('/^(a+)+$/.test(req.body.text.slice(0, 24));') },
    {
      name: 'slow pattern after a test of the length',
      code: inHandler(
        'const { text } = req.body; if (text.length > 24) return res.sendStatus(400); /^(a+)+$/.test(text);',
      ),
    },
    {
      name: 'a length that is asked in other words',
      code: inHandler(
        String.raw`const MOST = 200; const { text, short } = req.body; const tooLong = text.length > MOST;
          if (typeof text !== 'string' || tooLong) return res.sendStatus(400); text.replace(/\/+$/, '');
          const ok = MOST >= short.length && /\/+$/.test(short);
          if (!(req.body.a.length <= 200)) throw new Error(); /\/+$/.test(req.body.a);
          const start = req.body.b.slice(0, 200).trim(); /\/+$/.test(start); /\/+$/.test(req.body.b.slice(-200));`,
      ),
    },
    {
      name: 'a bound whose number stands elsewhere',
      code: inHandler(
        String.raw`if (req.body.a.length > limits.name) return; /\/+$/.test(req.body.a); /^(a+)+$/.test(req.body.a);`,
        "import { limits } from './limits.js';\n",
      ),
    },
    {
      name: 'alternatives that differ, and text that is matched however it goes on',
      code: inHandler(
        String.raw`/^(?:[a-z]|\d)*$/.test(req.body.a); /^(a+)+/.test(req.body.a); /^(?:ab|ac)*d/.test(req.body.a);`,
      ),
    },
    {
      name: 'a pattern bound to one place',
      code: inHandler(String.raw`/\/+$/y.test(req.body.a); /^\/\*[^]*?\*\//.test(req.body.a);`),
    },
    {
      name: 'a beginning that the run does not hold',
      code: inHandler(String.raw`/<[^<>]+>/.test(req.body.a); /\$\{[^{}]*\}/.test(req.body.a);`),
    },
    { name: 'slow pattern on a text of the project', code: 'export const ok = (text) => /^(a+)+$/.test(text);' },
    {
      name: 'the square of a header is small',
      code: inHandler(String.raw`/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(req.headers.from);`),
    },
    { name: 'a parameter alone', code: 'export const find = (q) => new RegExp(q);' },
    { name: 'linear engine', code: inHandler('new RE2(req.query.q);', "import RE2 from 're2';\n") },
    {
      name: 'escaped filter',
      code: inHandler(
        'await User.find({ name: { $regex: escape(req.query.q) } });',
        "import escape from 'escape-string-regexp';\n",
      ),
    },
    {
      name: 'not text',
      code: inHandler('router.match(req.query.q); store.search(req.query.q); req.path.match(/^a/);'),
    },
    { name: 'whoever types the command', code: 'new RegExp(process.argv[2]);' },
    { name: 'another class of that name', code: inHandler('new RegExp(req.query.q);', 'class RegExp {}\n') },
  ],
  invalid: [
    {
      name: 'a run at the end that may start anywhere',
      code: inHandler(String.raw`const folder = «req.body.folder».replace(/\/+$/, '');`),
      errors: [{ messageId: 'moving', data: { source: 'The request body', pattern: '/\\/+$/' } }],
    },
    {
      name: 'blanks at the end',
      code: inHandler(String.raw`«req.body.text».replace(/^\s+|\s+$/g, '');`),
      errors: ['moving'],
    },
    { name: 'a sign behind a run', code: inHandler(String.raw`«req.body.text».split(/\s*,\s*/);`), errors: ['moving'] },
    { name: 'a tag without an end', code: inHandler(String.raw`/<[^>]+>/.test(«req.body.text»);`), errors: ['moving'] },
    {
      name: 'the cube of a header is not small',
      code: inHandler(String.raw`/^\S+@\S+\.\S+$/.test(«req.headers.from»);`),
      errors: [{ messageId: 'slow', data: { growth: 'grows with a power of the length' } }],
    },
    {
      name: 'exponential growth needs no long text',
      code: inHandler(
        String.raw`if (req.body.text.length > 64) return res.sendStatus(400); /^(a+)+$/.test(«req.body.text»);`,
      ),
      errors: [{ messageId: 'slow', severity: 'high' }],
    },
    {
      name: 'tests of the length that let any pass, and parts that are no shorter',
      code: inHandler(
        String.raw`const { a, b, c } = req.body; if (a.length === 0 || b.length < 8) return res.sendStatus(400);
          if (c.length > 200) audit(c);
          «a».replace(/\/+$/, ''); «b».replace(/\/+$/, ''); «c».replace(/\/+$/, '');
          if (a.length > 200 && b) return; «a».split(/\s*,\s*/);
          «a.slice(1)».replace(/\s+$/, ''); /\s+$/.test(«a.slice(0, -1)»);`,
      ),
      errors: ['moving', 'moving', 'moving', 'moving', 'moving', 'moving'],
    },
    {
      name: 'alternatives that match the same text',
      code: inHandler(
        String.raw`/((\d|[0-9])*)"/.test(«req.body.a»); /^(?:a|b|ab)*c$/.test(«req.query.a»);
          /^(?:ab|ab)*c$/.test(«req.params.a»);`,
      ),
      errors: [
        { messageId: 'slow', severity: 'high' },
        { messageId: 'slow', severity: 'high' },
        { messageId: 'slow', severity: 'high' },
      ],
    },
    {
      name: 'a run of more than one sign that may start anywhere',
      code: inHandler(
        String.raw`/\$\{[^}]*\}/.test(«req.body.a»); «req.body.a».match(/(?:-\w)+$/);
          /\/\*[^]*?\*\//.exec(«req.body.a»);`,
      ),
      errors: ['moving', 'moving', 'moving'],
    },
    {
      name: 'an empty end that always matches comes after all others',
      code: inHandler(String.raw`«req.body.a».replace(/\s*$/, '');`),
      errors: ['moving'],
    },
    {
      name: 'a text is split at every place',
      code: inHandler(String.raw`«req.body.a».split(/\s+;/y);`),
      errors: ['moving'],
    },
    {
      name: 'nested repetition',
      code: inHandler('/^(a+)+$/.test(«req.body.text»);'),
      errors: [
        {
          messageId: 'slow',
          data: { source: 'The request body', pattern: '/^(a+)+$/', growth: 'doubles with every character' },
          severity: 'high',
        },
      ],
    },
    {
      name: 'nested repetition with a bound',
      code: inHandler(String.raw`/^([a-z]{1,3})+\.$/.test(«req.body.text»);`),
      errors: [{ messageId: 'slow', severity: 'high' }],
    },
    {
      name: 'the constructor by way of the global object, a request by its name',
      code: 'export const filterOf = (request) => new globalThis.RegExp(«request.query.pattern»);',
      errors: [
        {
          messageId: 'pattern',
          suggestions: [
            {
              messageId: 'escape',
              output: `export const filterOf = (request) => new globalThis.RegExp(String(request.query.pattern)${ESCAPE});`,
            },
          ],
        },
      ],
    },
    {
      name: 'nested repetition in a constant',
      code: inHandler(
        "if («req.query.mail».match(MAIL)) res.send('ok');",
        String.raw`const MAIL = /^([a-z]+\.?)+@/;` + '\n',
      ),
      errors: [{ messageId: 'slow', data: { growth: 'doubles with every character' }, severity: 'high' }],
    },
    {
      name: 'two repetitions of the same signs',
      code: inHandler(String.raw`/^\S+@\S+\.\S+$/.test(«req.body.mail»);`),
      errors: [{ messageId: 'slow', data: { growth: 'grows with a power of the length' } }],
    },
    {
      code: inHandler('const re = new RegExp(«req.query.q»);'),
      errors: [
        {
          messageId: 'pattern',
          data: { source: 'The query string', reader: 'new RegExp' },
          suggestions: escaped(`const re = new RegExp(String(req.query.q)${ESCAPE}`, ');'),
        },
      ],
    },
    {
      name: 'inside a text',
      code: inHandler('const q = req.body.q; new RegExp(«`^${q}`», "i");'),
      errors: [
        {
          messageId: 'pattern',
          suggestions: escaped(`const q = req.body.q; new RegExp(\`^\${String(q)${ESCAPE}}\``, ', "i");'),
        },
      ],
    },
    {
      name: 'called without new',
      code: inHandler("RegExp(«'^' + req.params.q»);"),
      errors: [
        {
          messageId: 'pattern',
          data: { reader: 'RegExp' },
          suggestions: escaped(`RegExp('^' + String(req.params.q)${ESCAPE}`, ');'),
        },
      ],
    },
    {
      name: 'filter operator',
      code: inHandler("await User.find({ name: { $regex: «req.query.q», $options: 'i' } });"),
      errors: [
        {
          messageId: 'pattern',
          data: { reader: '$regex' },
          suggestions: escaped(
            `await User.find({ name: { $regex: String(req.query.q)${ESCAPE}`,
            ", $options: 'i' } });",
          ),
        },
      ],
    },
    {
      name: 'text that compiles its argument',
      code: inHandler('const { q } = req.query; req.path.match(«q»);'),
      errors: [
        {
          messageId: 'pattern',
          data: { reader: 'req.path.match' },
          suggestions: escaped(`const { q } = req.query; req.path.match(String(q)${ESCAPE}`, ');'),
        },
      ],
    },
    {
      name: 'only some signs escaped',
      code: inHandler("new RegExp(«req.query.q.replace(/[.]/g, '\\\\$&')»);"),
      errors: [
        {
          messageId: 'pattern',
          suggestions: escaped(`new RegExp(String(req.query.q.replace(/[.]/g, '\\\\$&'))${ESCAPE}`, ');'),
        },
      ],
    },
    {
      name: 'in a helper of the file',
      code: inHandler('find(req.query.q);', 'const find = (q) => new RegExp(«q»);\n'),
      errors: [
        {
          messageId: 'pattern',
          suggestions: escaped('find(req.query.q);', '', `const find = (q) => new RegExp(String(q)${ESCAPE});\n`),
        },
      ],
    },
    {
      name: 'put together elsewhere',
      code: inHandler("const text = '^' + req.query.q; new RegExp(«text»);"),
      errors: ['pattern'],
    },
    {
      name: 'another framework',
      code: `import Fastify from 'fastify';
const app = Fastify();
app.get('/', async (request) => items.filter((item) => new RegExp(«request.query.q»).test(item)));
`,
      errors: [
        {
          messageId: 'pattern',
          suggestions: [
            {
              messageId: 'escape',
              output: `import Fastify from 'fastify';
const app = Fastify();
app.get('/', async (request) => items.filter((item) => new RegExp(String(request.query.q)${ESCAPE}).test(item)));
`,
            },
          ],
        },
      ],
    },
  ],
});
