import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  'date-fns': {
    found: [
      ["import { format as it } from 'date-fns'; «it(x, 'yyyy')»;", 'date-fns#format'],
      ["import * as lib from 'date-fns'; «lib.formatISO(x)»;", 'date-fns#formatISO'],
      ["const lib = require('date-fns'); «lib.lightFormat(x, 'yyyy')»;", 'date-fns#lightFormat'],
    ],
    lookAlikes: [
      ["import { format as it } from './mine'; «it(x, 'yyyy')»;", null],
      ['const lib = { format() {} }; «lib.format(x)»;', null],
      ["import { format as it } from 'date-fns'; function f(it) { return «it(x)»; }", null],
    ],
  },
  ejs: {
    found: [
      ["import { render as it } from 'ejs'; «it(x)»;", 'ejs#render'],
      ["import * as lib from 'ejs'; «lib.render(x)»;", 'ejs#render'],
      ["const lib = require('ejs'); «lib.render(x)»;", 'ejs#render'],
    ],
    lookAlikes: [
      ["import { render as it } from './mine'; «it(x)»;", null],
      ['const lib = { render() {} }; «lib.render(x)»;', null],
      ["import { render as it } from 'ejs'; function f(it) { return «it(x)»; }", null],
    ],
  },
  handlebars: {
    found: [
      ["import { compile as it } from 'handlebars'; «it(x)»;", 'handlebars#compile'],
      ["import * as lib from 'handlebars'; «lib.compile(x)»;", 'handlebars#compile'],
      ["const lib = require('handlebars'); «lib.compile(x)»;", 'handlebars#compile'],
    ],
    lookAlikes: [
      ["import { compile as it } from './mine'; «it(x)»;", null],
      ['const lib = { compile() {} }; «lib.compile(x)»;', null],
      ["import { compile as it } from 'handlebars'; function f(it) { return «it(x)»; }", null],
    ],
  },
  nunjucks: {
    found: [
      ["import { renderString as it } from 'nunjucks'; «it(x)»;", 'nunjucks#renderString'],
      ["import * as lib from 'nunjucks'; «lib.renderString(x)»;", 'nunjucks#renderString'],
      ["const lib = require('nunjucks'); «lib.renderString(x)»;", 'nunjucks#renderString'],
    ],
    lookAlikes: [
      ["import { renderString as it } from './mine'; «it(x)»;", null],
      ['const lib = { renderString() {} }; «lib.renderString(x)»;', null],
      ["import { renderString as it } from 'nunjucks'; function f(it) { return «it(x)»; }", null],
    ],
  },
  pug: {
    found: [
      ["import { render as it } from 'pug'; «it(x)»;", 'pug#render'],
      ["import * as lib from 'pug'; «lib.render(x)»;", 'pug#render'],
      ["const lib = require('pug'); «lib.render(x)»;", 'pug#render'],
    ],
    lookAlikes: [
      ["import { render as it } from './mine'; «it(x)»;", null],
      ['const lib = { render() {} }; «lib.render(x)»;', null],
      ["import { render as it } from 'pug'; function f(it) { return «it(x)»; }", null],
    ],
  },
};
