import type { LibraryCases } from './model-case.js';

/** Language models and their tools, pages, pictures and sheets. */
export const cases: LibraryCases = {
  'openai': {
    found: [
      { code: "import OpenAI from 'openai'; «new OpenAI({ apiKey: k })»;", is: 'openai#default', sinks: ['secret'] },
      {
        code: "import OpenAI from 'openai'; const ai = new OpenAI(); «ai.chat.completions.create({ model })»;",
        async: 'promise',
      },
    ],
    lookAlikes: [["import OpenAI from './ai'; «new OpenAI({ apiKey: k })»;", null]],
  },
  '@anthropic-ai/sdk': {
    found: [
      {
        code: "import Anthropic from '@anthropic-ai/sdk'; «new Anthropic({ apiKey: k })»;",
        is: '@anthropic-ai/sdk#default',
        sinks: ['secret'],
      },
      {
        code:
          "import Anthropic from '@anthropic-ai/sdk'; const ai = new Anthropic(); " +
          '«ai.messages.create({ model })»;',
        async: 'promise',
      },
    ],
    lookAlikes: [["import Anthropic from './ai'; «new Anthropic({ apiKey: k })»;", null]],
  },
  '@modelcontextprotocol/sdk': {
    found: [
      {
        code:
          "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; " +
          "const s = new McpServer(o); s.registerTool('read', {}, async ({ path }) => use(«path»));",
        taint: 'tainted',
      },
      {
        code: "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; «new McpServer(o)»;",
        is: '@modelcontextprotocol/sdk#McpServer',
      },
      {
        code:
          "import { Server } from '@modelcontextprotocol/sdk/server/index.js'; const s = new Server(o); " +
          's.setRequestHandler(Schema, async (request) => use(«request.params.name»));',
        taint: 'tainted',
      },
    ],
    lookAlikes: [["import { McpServer } from './mcp'; «new McpServer(o)»;", null]],
  },
  'jsdom': {
    found: [
      {
        code: "import { JSDOM } from 'jsdom'; «new JSDOM(text, { runScripts: 'dangerously' })»;",
        is: 'jsdom#JSDOM',
        sinks: ['code-text'],
      },
      {
        code: "import { JSDOM } from 'jsdom'; «JSDOM.fromURL(url)»;",
        is: 'jsdom#JSDOM.fromURL',
        sinks: ['outbound-url'],
      },
    ],
    lookAlikes: [
      { code: "import { JSDOM } from 'jsdom'; «new JSDOM(text)»;", sinks: [] },
      { code: "import { JSDOM } from 'jsdom'; «new JSDOM(text, { runScripts: 'outside-only' })»;", sinks: [] },
      ["import { JSDOM } from './dom'; «new JSDOM(text)»;", null],
    ],
  },
  'sharp': {
    found: [
      { code: "import sharp from 'sharp'; «sharp(path)»;", is: 'sharp#default', sinks: ['file-path'] },
      {
        code: "import sharp from 'sharp'; «sharp(x).resize(10).toFile(path)»;",
        is: 'sharp#Sharp.toFile',
        sinks: ['file-path'],
      },
    ],
    lookAlikes: [
      { code: "import sharp from 'sharp'; «sharp(x).resize(10).toBuffer()»;", sinks: [] },
      ["import sharp from './sharp'; «sharp(path)»;", null],
    ],
  },
  'xlsx': {
    found: [
      { code: "import * as XLSX from 'xlsx'; «XLSX.readFile(path)»;", is: 'xlsx#readFile', sinks: ['file-path'] },
      { code: "import XLSX from 'xlsx'; «XLSX.writeFile(book, path)»;", is: 'xlsx#writeFile', sinks: ['file-path'] },
    ],
    lookAlikes: [
      { code: "import XLSX from 'xlsx'; «XLSX.read(data)»;", sinks: [] },
      ["import XLSX from './xlsx'; «XLSX.readFile(path)»;", null],
    ],
  },
  'wkhtmltopdf': {
    found: [
      {
        code: "import wkhtmltopdf from 'wkhtmltopdf'; «wkhtmltopdf(text, { output: path })»;",
        is: 'wkhtmltopdf#default',
        sinks: ['file-path', 'outbound-url', 'html-response'],
      },
    ],
    lookAlikes: [["import wkhtmltopdf from './pdf'; «wkhtmltopdf(text)»;", null]],
  },
  'html-pdf': {
    found: [
      { code: "import pdf from 'html-pdf'; «pdf.create(text)»;", is: 'html-pdf#create', sinks: ['html-response'] },
    ],
    lookAlikes: [["import pdf from './pdf'; «pdf.create(text)»;", null]],
  },
  'html-pdf-node': {
    found: [
      {
        code: "import pdf from 'html-pdf-node'; «pdf.generatePdf({ content: text }, {})»;",
        is: 'html-pdf-node#generatePdf',
        sinks: ['html-response'],
      },
      { code: "import pdf from 'html-pdf-node'; «pdf.generatePdf({ url }, {})»;", sinks: ['outbound-url'] },
    ],
    lookAlikes: [["import pdf from './pdf'; «pdf.generatePdf({ content })»;", null]],
  },
  'node-html-to-image': {
    found: [
      {
        code: "import toImage from 'node-html-to-image'; «toImage({ html: text })»;",
        is: 'node-html-to-image#default',
        sinks: ['html-response'],
      },
    ],
    lookAlikes: [
      { code: "import toImage from 'node-html-to-image'; «toImage({ output: 'x.png' })»;", sinks: [] },
      ["import toImage from './image'; «toImage({ html: text })»;", null],
    ],
  },
  'puppeteer': {
    found: [
      {
        code:
          "import puppeteer from 'puppeteer'; const b = await puppeteer.launch(); " +
          'const p = await b.newPage(); «p.setContent(text)»;',
        is: 'puppeteer#Page.setContent',
        sinks: ['html-response'],
      },
      {
        code:
          "import puppeteer from 'puppeteer'; const b = await puppeteer.launch(); " +
          'const p = await b.newPage(); «p.evaluate(text)»;',
        sinks: ['code-text'],
      },
    ],
    lookAlikes: [["import puppeteer from './puppets'; «puppeteer.launch()»;", null]],
  },
};
