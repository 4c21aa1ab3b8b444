/** Markup of other kinds that becomes HTML: what a text holds of HTML stays in it, unless an option or another library takes it out. */
import { type CallModel, defineModel, type LibraryModel, type MemberModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

const RAW: CallModel = { result: { is: 'derived', from: [0], shapes: ['str'] } };
const CLEAN: CallModel = { result: { is: 'sanitized', arg: 0, for: ['html-response'] } };
const raw = (property: string, arg = 0): HazardModel => ({ hazard: 'raw-templates', arg, property, is: true });

/** The option that took HTML out was given up with version 5, and dropped with 8. */
const MARKED: Readonly<Record<string, MemberModel>> = { parse: { call: RAW }, parseInline: { call: RAW } };
export const marked = defineModel({
  library: 'marked',
  modules: ['marked'],
  family: 'template',
  exports: {
    default: { call: RAW, members: MARKED },
    marked: { call: RAW, members: MARKED },
    ...MARKED,
    Marked: { type: 'Marked', new: { returns: 'Marked' } },
  },
  types: { Marked: { members: MARKED } },
});

export const showdown = defineModel({
  library: 'showdown',
  modules: ['showdown'],
  family: 'template',
  exports: {
    default: { members: { Converter: { type: 'Converter', new: { returns: 'Converter' } } } },
    Converter: { type: 'Converter', new: { returns: 'Converter' } },
  },
  types: { Converter: { members: { makeHtml: { call: RAW }, setOption: { call: {} } } } },
});

/** HTML in the text is escaped unless `html` is set. */
const MARKDOWN_IT: CallModel = { returns: 'MarkdownIt', hazards: [raw('html'), raw('html', 1)] };
export const markdownIt = defineModel({
  library: 'markdown-it',
  modules: ['markdown-it'],
  family: 'template',
  exports: { default: { type: 'MarkdownIt', new: MARKDOWN_IT, call: MARKDOWN_IT } },
  types: {
    MarkdownIt: {
      members: {
        render: { call: CLEAN },
        renderInline: { call: CLEAN },
        use: { call: { returns: 'this' } },
        enable: { call: { returns: 'this' } },
        disable: { call: { returns: 'this' } },
        set: { call: { returns: 'this', hazards: [raw('html')] } },
      },
    },
  },
});

/** A chain of plugins; those that make HTML leave out what the text brings, unless an option lets it in. */
const UNIFIED: MemberModel = { call: { returns: 'unified#Processor' } };
export const unified = defineModel({
  library: 'unified',
  modules: ['unified'],
  family: 'template',
  exports: { unified: UNIFIED },
  types: {
    Processor: {
      members: {
        use: {
          call: {
            returns: 'this',
            hazards: [
              { hazard: 'raw-templates', arg: 1, property: 'sanitize', is: false },
              raw('allowDangerousHtml', 1),
            ],
          },
        },
        process: { call: { async: 'promise' } },
        processSync: { call: {} },
        parse: { call: {} },
        stringify: { call: {} },
        run: { call: { async: 'promise' } },
      },
    },
  },
});
export const remark = defineModel({
  library: 'remark',
  modules: ['remark', 'rehype'],
  family: 'template',
  exports: { remark: UNIFIED, rehype: UNIFIED },
});

/** A template without code: it names values, which are escaped. The text of the template itself is HTML. */
const FROM_TEMPLATE: MemberModel = { call: RAW };
const PARTS: Readonly<Record<string, MemberModel>> = { render: FROM_TEMPLATE };
export const mustache = defineModel({
  library: 'mustache',
  modules: ['mustache'],
  family: 'template',
  exports: { default: { members: PARTS }, ...PARTS },
});
const HOGAN: Readonly<Record<string, MemberModel>> = {
  compile: { call: { returns: 'Template', result: { is: 'derived', from: [0], shapes: ['obj'] } } },
};
export const hogan = defineModel({
  library: 'hogan.js',
  modules: ['hogan.js'],
  family: 'template',
  exports: { default: { members: HOGAN }, ...HOGAN },
  types: {
    Template: { members: { render: { call: { result: { is: 'derived', from: ['this'], shapes: ['str'] } } } } },
  },
});

const mails = (library: string): LibraryModel =>
  defineModel({
    library,
    modules: [library],
    family: 'template',
    exports: { default: { call: { result: { is: 'derived', from: [0], shapes: ['obj'] } } } },
  });
export const mjml = mails('mjml');

/** Text for a `<script>`: what could end it is escaped, unless `unsafe` says not to. */
export const serializeJavascript = defineModel({
  library: 'serialize-javascript',
  modules: ['serialize-javascript'],
  family: 'other',
  exports: { default: { call: { ...CLEAN, hazards: [raw('unsafe', 1)] } } },
});
