import type { LibraryCases } from './model-case.js';

/** Random words, globals by way of the global object. */
export const cases: LibraryCases = {
  'crypto-js': {
    found: [
      {
        code: "import CryptoJS from 'crypto-js'; «CryptoJS.lib.WordArray.random(16)»;",
        is: 'crypto-js#lib.WordArray.random',
      },
      {
        code: "import { lib } from 'crypto-js/core'; «lib.WordArray.random(16)»;",
        is: 'crypto-js#lib.WordArray.random',
        versions: { 'crypto-js': '3.1.9-1' },
      },
      {
        code: "const { random } = require('crypto-js').lib.WordArray; «random(16)»;",
        is: 'crypto-js#lib.WordArray.random',
      },
      {
        code: "import CryptoJS from 'crypto-js'; «CryptoJS.PBKDF2(password, salt, { iterations: 1000 })»;",
        is: 'crypto-js#PBKDF2',
        sinks: ['password-hash'],
      },
    ],
    lookAlikes: [["import { lib } from './core'; «lib.WordArray.random(16)»;", null]],
  },
  'web-platform': {
    found: [
      { code: "«globalThis.fetch('https://shop.com')»;", is: 'web-platform#fetch', sinks: ['outbound-url'] },
      { code: "«self.fetch('https://shop.com')»;", is: 'web-platform#fetch' },
    ],
    lookAlikes: [
      ["function f(self) { «self.fetch('https://shop.com')»; }", null],
      ["import window from './window'; «window.fetch('https://shop.com')»;", null],
    ],
  },
};
