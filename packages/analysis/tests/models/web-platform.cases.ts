import type { LibraryCases } from './model-case.js';

export const cases: LibraryCases = {
  'globals of the web platform': {
    found: [
      { code: "«fetch('https://a.example')»;", is: 'web-platform#fetch', async: 'promise' },
      { code: "const get = fetch; «get('https://a.example')»;", is: 'web-platform#fetch' },
      { code: '«new URL(text)»;', is: 'web-platform#URL' },
      { code: '«URL.canParse(text)»;', is: 'web-platform#URL.canParse' },
      { code: '«new Response(text)»;', is: 'web-platform#Response', sinks: ['html-response', 'response-body'] },
      { code: '«Response.json(value)»;', is: 'web-platform#Response.json', sinks: ['response-body'] },
      { code: '«Buffer.from(text)»;', is: 'web-platform#Buffer.from' },
      { code: '«globalThis.Buffer.from(text)»;', is: 'web-platform#Buffer.from' },
      { code: '«crypto.randomUUID()»;', is: 'web-platform#crypto.randomUUID' },
      { code: '«process.exit(1)»;', is: 'web-platform#Process.exit' },
      { code: '«new URLSearchParams(text)»;', is: 'web-platform#URLSearchParams' },
    ],
    lookAlikes: [
      { code: "import { fetch } from './fetch.js'; «fetch('https://a.example')»;" },
      { code: "function fetch(path) {} «fetch('https://a.example')»;" },
      { code: "export const load = (fetch) => «fetch('https://a.example')»;" },
      { code: 'class URL { constructor(text) {} } «new URL(text)»;' },
      { code: "import { Response } from './response.js'; «new Response(text)»;" },
      { code: "const crypto = { randomUUID: () => '1' }; «crypto.randomUUID()»;" },
      { code: "import process from './process.js'; «process.exit(1)»;" },
      { code: 'const own = { Buffer: { from: (text) => text } }; «own.Buffer.from(text)»;' },
      { code: "«client.fetch('https://a.example')»;" },
    ].map((entry) => ({ ...entry, is: null })),
  },
};
