import type { LibraryCases } from './model-case.js';

const HANDLER = "import express from 'express'; const app = express(); app.get('/', (req, res) => { ";

/** Formats, and objects that template engines read settings from. */
export const cases: LibraryCases = {
  'formats of node:util': {
    found: [
      { code: "import { format } from 'node:util'; «format(x, y)»;", is: 'node:util#format', sinks: ['format-text'] },
      {
        code: "const util = require('util'); «util.formatWithOptions({}, x, y)»;",
        is: 'node:util#formatWithOptions',
        sinks: ['format-text'],
      },
    ],
    lookAlikes: [{ code: "import { format } from './dates'; «format(x, y)»;", is: null }],
  },
  'settings of views': {
    found: [
      {
        code: `${HANDLER}«res.render('a', x)»; });`,
        is: 'express#Response.render',
        sinks: ['file-path', 'response-body', 'template-settings'],
      },
    ],
    lookAlikes: [{ code: "import { render } from './view'; «render('a', x)»;", is: null }],
  },
};
