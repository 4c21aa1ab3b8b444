import type { LibraryCases } from './model-case.js';

/** Settings that make a call unsafe, and the same calls with settings that do not. */
export const cases: LibraryCases = {
  ecmascript: {
    found: [['const at = «Date.now()»;', 'ecmascript#Date.now'], ['const at = «new Date()»;', 'ecmascript#Date']],
    lookAlikes: [['const Date = { now: () => 1 }; «Date.now()»;', null]],
  },
};
