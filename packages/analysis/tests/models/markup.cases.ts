import type { LibraryCases } from './model-case.js';

/** Markup that becomes HTML, and templates without code. */
export const cases: LibraryCases = {
  'marked': {
    found: [
      {
        code: "import { marked } from 'marked'; app.get('/', (req, res) => use(«marked('fixed')»));",
        is: 'marked#marked',
        taint: 'safe',
      },
      {
        code:
          "import { marked } from 'marked'; import express from 'express'; " +
          "express().get('/', (req, res) => use(«marked.parse(req.query.x)»));",
        is: 'marked#marked.parse',
        taint: 'tainted',
      },
      {
        code:
          "import { Marked } from 'marked'; import express from 'express'; " +
          "express().get('/', (req, res) => use(«new Marked().parse(req.query.x)»));",
        taint: 'tainted',
      },
    ],
    lookAlikes: [["import { marked } from './marked'; «marked(x)»;", null]],
  },
  'showdown': {
    found: [
      {
        code:
          "import showdown from 'showdown'; import express from 'express'; " +
          "express().get('/', (req, res) => use(«new showdown.Converter().makeHtml(req.query.x)»));",
        is: 'showdown#Converter.makeHtml',
        taint: 'tainted',
      },
    ],
    lookAlikes: [["import showdown from './show'; «new showdown.Converter()»;", null]],
  },
  'markdown-it': {
    found: [
      {
        code: "import MarkdownIt from 'markdown-it'; «new MarkdownIt({ html: true })»;",
        is: 'markdown-it#default',
        hazards: ['raw-templates'],
      },
      { code: "import md from 'markdown-it'; «md('commonmark', { html: true })»;", hazards: ['raw-templates'] },
    ],
    lookAlikes: [
      { code: "import MarkdownIt from 'markdown-it'; «new MarkdownIt({ linkify: true })»;", hazards: [] },
      ["import MarkdownIt from './md'; «new MarkdownIt({ html: true })»;", null],
    ],
  },
  'unified': {
    found: [
      {
        code: "import { unified } from 'unified'; «unified().use(remarkRehype, { allowDangerousHtml: true })»;",
        is: 'unified#Processor.use',
        hazards: ['raw-templates'],
      },
    ],
    lookAlikes: [
      { code: "import { unified } from 'unified'; «unified().use(remarkRehype)»;", hazards: [] },
      ["import { unified } from './unified'; «unified()»;", null],
    ],
  },
  'remark': {
    found: [
      {
        code: "import { remark } from 'remark'; «remark().use(html, { sanitize: false })»;",
        is: 'unified#Processor.use',
        hazards: ['raw-templates'],
      },
      { code: "import { remark } from 'remark'; «remark()»;", is: 'remark#remark' },
    ],
    lookAlikes: [
      { code: "import { remark } from 'remark'; «remark().use(html)»;", hazards: [] },
      ["import { remark } from './remark'; «remark()»;", null],
    ],
  },
  'mustache': {
    found: [
      {
        code:
          "import Mustache from 'mustache'; import express from 'express'; " +
          "express().get('/', (req, res) => use(«Mustache.render(req.query.x, {})»));",
        is: 'mustache#render',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code:
          "import Mustache from 'mustache'; import express from 'express'; " +
          "express().get('/', (req, res) => use(«Mustache.render('{{x}}', req.query)»));",
        taint: 'safe',
      },
      { code: "import Mustache from 'mustache'; «Mustache.render(x, y)»;", sinks: [] },
      ["import Mustache from './mustache'; «Mustache.render(x, y)»;", null],
    ],
  },
  'hogan.js': {
    found: [
      {
        code:
          "import hogan from 'hogan.js'; import express from 'express'; " +
          "express().get('/', (req, res) => use(«hogan.compile(req.query.x)»));",
        is: 'hogan.js#compile',
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: "import hogan from 'hogan.js'; «hogan.compile(x)»;", sinks: [] },
      ["import hogan from './hogan'; «hogan.compile(x)»;", null],
    ],
  },
  'mjml': {
    found: [
      {
        code:
          "import mjml from 'mjml'; import express from 'express'; " +
          "express().get('/', (req, res) => use(«mjml(req.query.x)»));",
        is: 'mjml#default',
        taint: 'tainted',
      },
    ],
    lookAlikes: [["import mjml from './mjml'; «mjml(x)»;", null]],
  },
  'serialize-javascript': {
    found: [
      {
        code: "import serialize from 'serialize-javascript'; «serialize(x, { unsafe: true })»;",
        is: 'serialize-javascript#default',
        hazards: ['raw-templates'],
      },
    ],
    lookAlikes: [
      { code: "import serialize from 'serialize-javascript'; «serialize(x, { isJSON: true })»;", hazards: [] },
      ["import serialize from './serialize'; «serialize(x, { unsafe: true })»;", null],
    ],
  },
  'notevil': {
    found: [
      { code: "import { eval as run } from 'notevil'; «run(text)»;", is: 'notevil#eval', sinks: ['code-text'] },
      { code: "import safe from 'notevil'; «safe.eval(text)»;", is: 'notevil#eval', sinks: ['code-text'] },
      {
        code: "import { Function as Make } from 'notevil'; «Make('a', text)»;",
        is: 'notevil#Function',
        sinks: ['code-text', 'code-text'],
      },
    ],
    lookAlikes: [["import { eval as run } from './safe'; «run(text)»;", null]],
  },
  'eta': {
    found: [
      {
        code: "import * as eta from 'eta'; «eta.render(text, data)»;",
        is: 'eta#render',
        versions: { 'eta': '2.2.0' },
        sinks: ['template-source'],
      },
      {
        code: "import { Eta } from 'eta'; «new Eta().renderString(text, data)»;",
        is: 'eta#Eta.renderString',
        sinks: ['template-source'],
      },
      {
        code: "import { Eta } from 'eta'; «new Eta({ views }).render(name, data)»;",
        is: 'eta#Eta.render',
        sinks: ['file-path'],
      },
    ],
    lookAlikes: [
      { code: "import * as eta from 'eta'; «eta.render(text, data)»;", versions: { 'eta': '3.0.0' }, sinks: [] },
      ["import { Eta } from './eta'; «new Eta()»;", null],
    ],
  },
  'handlebars': {
    found: [
      {
        code: "import Handlebars from 'handlebars'; «Handlebars.compile(text)»;",
        versions: { 'handlebars': '4.7.6' },
        sinks: ['template-source'],
      },
    ],
    lookAlikes: [
      {
        code: "import Handlebars from 'handlebars'; «Handlebars.compile(text)»;",
        versions: { 'handlebars': '4.7.8' },
        sinks: [],
      },
    ],
  },
};
