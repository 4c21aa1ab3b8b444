import rule from '../../../rules/src/no-unsafe-deserialization/rule.js';
import { testRule } from '../harness.js';

const inHandler = (body: string, before = ''): string => `import express from 'express';
const app = express();
${before}app.post('/a', async (req, res) => {
  ${body}
});
`;
const SERIALIZE = "import serialize from 'node-serialize';\n";
const YAML = "import yaml from 'js-yaml';\n";
const XML = "import libxml from 'libxmljs';\n";
const ZLIB = "import zlib from 'node:zlib';\n";

testRule(rule, {
  valid: [
    inHandler('JSON.parse(req.body.text); structuredClone(req.body);'),
    inHandler('serialize.serialize(req.body);', SERIALIZE),
    { name: 'own data', code: inHandler("serialize.unserialize('{}');", SERIALIZE) },
    {
      name: 'origin not known',
      code: "import serialize from 'node-serialize';\nexport const read = (text) => serialize.unserialize(text);",
    },
    {
      name: 'plain data since version 4',
      code: inHandler('yaml.load(req.body.text);', YAML),
      versions: { 'js-yaml': '4.1.0' },
    },
    { name: 'version not known', code: inHandler('yaml.load(req.body.text);', YAML) },
    {
      name: 'plain data before',
      code: inHandler('yaml.safeLoad(req.body.text); yaml.load(req.body.text, { schema: yaml.SAFE_SCHEMA });', YAML),
      versions: { 'js-yaml': '3.14.1' },
    },
    { name: 'another library', code: inHandler('YAML.parse(req.body.text);', "import YAML from 'yaml';\n") },
    {
      name: 'entities left alone',
      code: inHandler(
        'libxml.parseXml(req.body.xml); libxml.parseXml(req.body.xml, { noent: false, noblanks: true });',
        XML,
      ),
    },
    { name: 'entities of our own document', code: inHandler("libxml.parseXml('<a/>', { noent: true });", XML) },
    {
      name: 'parser that resolves nothing',
      code: inHandler('new XMLParser().parse(req.body.xml);', "import { XMLParser } from 'fast-xml-parser';\n"),
    },
    { name: 'limited', code: inHandler('zlib.gunzipSync(req.body, { maxOutputLength: 1e6 });', ZLIB) },
    {
      name: 'options from elsewhere',
      code: inHandler('zlib.gunzipSync(req.body, OPTIONS);', `${ZLIB}import { OPTIONS } from './options.js';\n`),
    },
    {
      name: 'own archive',
      code: "import zlib from 'node:zlib';\nimport fs from 'node:fs';\nzlib.gunzipSync(fs.readFileSync('a.gz'));",
    },
    { name: 'packing', code: inHandler('res.send(zlib.gzipSync(req.body.text));', ZLIB) },
    { name: 'a method of that name', code: inHandler('store.unserialize(req.body); session.deserialize(req.body);') },
    { name: 'whoever types the command', code: "import v8 from 'node:v8';\nv8.deserialize(process.argv[2]);" },
  ],
  invalid: [
    {
      code: inHandler('serialize.unserialize(«req.cookies.profile»);', SERIALIZE),
      errors: [{ messageId: 'live', data: { source: 'A cookie', call: 'serialize.unserialize' } }],
    },
    {
      name: 'required, from an upload',
      code: `const serialize = require('node-serialize');
module.exports.load = function (req, res) { res.json(serialize.unserialize(«req.files.products.data.toString('utf8')»)); };
`,
      errors: ['live'],
    },
    {
      name: 'functions in YAML',
      code: inHandler('yaml.load(«req.body.text»);', YAML),
      versions: { 'js-yaml': '3.14.1' },
      errors: ['live'],
    },
    {
      name: 'structures of the engine',
      code: inHandler(
        "const bytes = Buffer.from(req.body.data, 'base64'); deserialize(«bytes»);",
        "import { deserialize } from 'node:v8';\n",
      ),
      errors: ['live'],
    },
    {
      name: 'entities of a request',
      code: inHandler('libxml.parseXml(req.body.xml, { noent: «true», noblanks: true });', XML),
      errors: [{ messageId: 'entities', data: { setting: 'noent: true' } }],
    },
    {
      name: 'entities of some document',
      code: `import { parseXmlString as read } from "libxmljs2";
export const parse = (text) => read(text, { noent: «true» });
`,
      errors: [{ messageId: 'entities', severity: 'medium' }],
    },
    {
      name: 'entities by a shared option',
      code: inHandler('libxml.parseXml(req.body.xml, OPTIONS);', `${XML}const OPTIONS = { noent: «true» };\n`),
      errors: ['entities'],
    },
    {
      name: 'unpacked at once',
      code: inHandler('const text = «zlib.gunzipSync(req.body)».toString();', ZLIB),
      errors: [{ messageId: 'bomb', severity: 'medium' }],
    },
    {
      name: 'unpacked with a callback',
      code: inHandler('«zlib.brotliDecompress(req.body.data, (error, data) => res.send(data))»;', ZLIB),
      errors: [{ messageId: 'bomb', severity: 'medium' }],
    },
    {
      name: 'another framework',
      code: `import Fastify from 'fastify';
import { unserialize } from 'node-serialize';
const app = Fastify();
app.post('/', async (request) => unserialize(«request.body.state»));
`,
      errors: ['live'],
    },
  ],
});
