import { noBearing } from '../../src/models/no-bearing.js';
import type { LibraryCases } from './model-case.js';

const call = (library: string, code: (name: string) => string, symbol: string): LibraryCases[string] => ({
  found: [
    [`import it from '${library}'; «${code('it')}»;`, symbol],
    [`import * as it from '${library}'; «${code('it')}»;`, symbol],
    [`const it = require('${library}'); «${code('it')}»;`, symbol],
  ],
  lookAlikes: [
    [`import it from './mine'; «${code('it')}»;`, null],
    [`import it from '${library}'; function f(it) { «${code('it')}»; }`, null],
    [`function it(x) { return x; } «${code('it')}»;`, null],
  ],
});

const MEMBERS: Readonly<Record<string, readonly [code: (name: string) => string, symbol: string]>> = {
  'express-winston': [(name) => `${name}.logger(x)`, 'express-winston#logger'],
  'nestjs-redoc': [(name) => `${name}.RedocModule.setup('/docs', app, page)`, 'nestjs-redoc#RedocModule.setup'],
  '@nestjs/platform-ws': [(name) => `new ${name}.WsAdapter(app)`, '@nestjs/platform-ws#WsAdapter'],
};

/** Each by its only export. */
export const cases: LibraryCases = Object.fromEntries(
  noBearing.map(({ library }) => {
    const [code, symbol] = MEMBERS[library] ?? [(name: string) => `${name}(x)`, `${library}#default`];
    return [library, call(library, code, symbol)];
  }),
);
