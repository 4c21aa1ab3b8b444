import { defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

const HTML: MemberModel = { call: { result: { is: 'sanitized', arg: 0, for: ['html-response'] } } };
const escapes = (library: string, names: readonly string[] = [], main: MemberModel = HTML): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'other',
    exports: { default: main, ...Object.fromEntries(names.map((name) => [name, HTML])) },
  });

export const escapeHtml = escapes('escape-html');
export const he = escapes('he', ['encode', 'escape'], { members: { encode: HTML, escape: HTML } });
export const sanitizeHtml = escapes('sanitize-html');
export const xss = escapes('xss', ['filterXSS']);
export const domPurify = escapes('dompurify', ['sanitize'], { members: { sanitize: HTML } });
export const isomorphicDompurify = escapes('isomorphic-dompurify', ['sanitize'], { members: { sanitize: HTML } });
export const htmlEntities = escapes('html-entities', ['encode'], {});
export const escapeStringRegexp = defineModel({
  library: 'escape-string-regexp',
  modules: ['escape-string-regexp'],
  family: 'other',
  exports: { default: { call: { result: { is: 'sanitized', arg: 0, for: ['regexp-source'] } } } },
});

const SOURCE: MemberModel = { call: { sinks: [{ kind: 'template-source', arg: 0 }] } };
const PATH: MemberModel = {
  call: {
    sinks: [{ kind: 'file-path', arg: 0 }],
    callbacks: [{ arg: 'last', params: [null, null], promise: 'ignored' }],
  },
};
export const ejs = defineModel({
  library: 'ejs',
  modules: ['ejs'],
  family: 'template',
  exports: { render: SOURCE, compile: SOURCE, renderFile: PATH },
});
export const pug = defineModel({
  library: 'pug',
  modules: ['pug', 'jade'],
  family: 'template',
  exports: { render: SOURCE, compile: SOURCE, renderFile: PATH, compileFile: PATH },
});
const handlebarsFor = (versions: string, compile: MemberModel): LibraryModel =>
  defineModel({
    library: 'handlebars',
    modules: ['handlebars'],
    versions,
    family: 'template',
    exports: {
      default: {
        members: {
          compile,
          precompile: compile,
          SafeString: { new: { sinks: [{ kind: 'html-response', arg: 0 }] } },
          escapeExpression: HTML,
        },
      },
      compile,
      SafeString: { new: { sinks: [{ kind: 'html-response', arg: 0 }] } },
    },
  });
/**
 * A template names values and helpers that were registered, and runs no code. Before 4.7.7 it could climb out through
 * prototypes (CVE-2021-23369, CVE-2021-23383).
 */
export const handlebars = handlebarsFor('>=4.7.7', { call: {} });
export const handlebarsBefore477 = defineModel({ ...handlebarsFor('<4.7.7', SOURCE), outdated: true });
const NUNJUCKS_RAW: HazardModel = { hazard: 'raw-templates', arg: 'last', property: 'autoescape', is: false };
export const nunjucks = defineModel({
  library: 'nunjucks',
  modules: ['nunjucks'],
  family: 'template',
  exports: {
    renderString: SOURCE,
    compile: SOURCE,
    render: { call: { sinks: [{ kind: 'file-path', arg: 0 }] } },
    configure: { call: { hazards: [NUNJUCKS_RAW] } },
    Environment: { new: { hazards: [NUNJUCKS_RAW] } },
  },
});

const RANDOM: MemberModel = { call: { result: { is: 'random' } } };
export const uuid = defineModel({
  library: 'uuid',
  modules: ['uuid'],
  family: 'other',
  exports: {
    v4: RANDOM,
    v1: { call: { result: { is: 'random', weak: true } } },
    v7: RANDOM,
    v5: { call: { result: { is: 'safe', shapes: ['str'] } } },
    validate: { call: { result: { is: 'safe', shapes: ['bool'] }, guard: { arg: 0, for: 'all', when: true } } },
  },
});
export const nanoid = defineModel({
  library: 'nanoid',
  modules: ['nanoid'],
  family: 'other',
  exports: { nanoid: RANDOM, customAlphabet: { call: { returns: 'Generator' } } },
  types: { Generator: { call: { result: { is: 'random' } } } },
});

/** A time as text is what the pattern says. */
const TIME: MemberModel = { call: { result: { is: 'derived', from: [1], shapes: ['str'] } } };
export const dateFns = defineModel({
  library: 'date-fns',
  modules: ['date-fns'],
  family: 'other',
  exports: { format: TIME, lightFormat: TIME, formatISO: { call: { result: { is: 'safe', shapes: ['str'] } } } },
});
