import type { LibraryCases } from './model-case.js';

/** Policies of cross-origin access. */
export const cases: LibraryCases = {
  '@koa/cors': {
    found: [
      ["import it from '@koa/cors'; «it()»;", '@koa/cors#default'],
      { code: "import it from '@koa/cors'; «it()»;", is: '@koa/cors#default', versions: { '@koa/cors': '4.0.0' } },
    ],
    lookAlikes: [["import it from './mine'; «it(x)»;", null]],
  },
};
