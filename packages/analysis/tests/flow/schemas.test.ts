import { describe, expect, it } from 'vitest';
import type { SinkKind } from '../../src/vocabulary/concepts.js';
import { analyseText } from '../analyse-text.js';

const KINDS: readonly SinkKind[] = [
  'shell-command', 'code-text', 'sql-text', 'file-path', 'outbound-url', 'redirect-target', 'html-response',
  'nosql-filter',
];
const TEXT_SINKS = KINDS.slice(0, -1);
const BOTH_ADDRESSES = ['outbound-url', 'redirect-target'];

const IMPORTS = `import { z } from 'zod'; import * as v from 'valibot'; import * as yup from 'yup'; \
import Joi from 'joi'; import Ajv from 'ajv';
import { Type } from '@sinclair/typebox'; import { Value } from '@sinclair/typebox/value'; import express from 'express';
import { unseen } from './elsewhere.js'; const app = express(); const ajv = new Ajv();
`;

/** Sinks at which `value` is untrusted, and those at which it is not known. */
function judged(
  statements: string,
  value = 'out',
): { readonly tainted: readonly SinkKind[]; readonly unknown: readonly SinkKind[] } {
  const text = `${IMPORTS}app.post('/', async (req, res) => { ${statements}; use(${value}); });`;
  const file = analyseText(text, 'src/app.ts');
  const call = file.nodes('CallExpression').find(({ callee }) => callee.type === 'Identifier' && callee.name === 'use');
  const found = file.valueOf(call!.arguments[0]!);
  const of = (taint: string): SinkKind[] => KINDS.filter((kind) => file.judge(found, kind) === taint);
  return { tainted: of('tainted'), unknown: of('unknown') };
}

/** The field of an object schema, read from what it let through, for each library. */
const PARSED: Readonly<Record<string, (field: string) => string>> = {
  zod: (field) => `const out = z.object({ f: ${field} }).parse(req.body).f`,
  valibot: (field) => `const out = v.parse(v.object({ f: ${field} }), req.body).f`,
  yup: (field) => `const out = (await yup.object({ f: ${field} }).validate(req.body)).f`,
  joi: (field) =>
    `const { value, error } = Joi.object({ f: ${field} }).validate(req.body); if (error) throw error; ` +
    'const out = value.f',
  typebox: (field) => `const out = Value.Parse(Type.Object({ f: ${field} }), req.body).f`,
  json: (field) =>
    `const valid = ajv.compile({ type: 'object', properties: { f: ${field} } }); const out = req.body.f; if ` +
    '(!valid({ f: out })) return',
};

describe('a field is what its schema admits', () => {
  it.each([
    ['zod', 'z.string()'],
    ['zod', 'z.string().min(3).max(9).trim()'],
    ['zod', 'z.string().optional()'],
    ['zod', 'z.string().email()'],
    ['zod', 'z.coerce.string()'],
    ['zod', 'z.string().refine((x) => x.length > 3)'],
    ['zod', 'z.string().transform((x) => x.trim())'],
    ['zod', 'z.union([z.uuid(), z.string()])'],
    ['zod', 'z.string().regex(/[a-z]+/)'],
    ['zod', 'z.string().brand()'],
    ['zod', "z.string().default('a')"],
    ['zod', 'z.lazy(() => z.string())'],
    ['zod', 'z.preprocess((x) => x, z.string())'],
    ['valibot', 'v.string()'],
    ['valibot', 'v.pipe(v.string(), v.minLength(3))'],
    ['valibot', 'v.optional(v.string())'],
    ['yup', 'yup.string().required()'],
    ['yup', "yup.string().oneOf([yup.ref('g')])"],
    ['joi', 'Joi.string().min(3).required()'],
    ['joi', "Joi.string().valid(Joi.ref('g'))"],
    ['typebox', 'Type.String()'],
    ['typebox', 'Type.Optional(Type.String({ minLength: 3 }))'],
    ['json', "{ type: 'string' }"],
    ['json', "{ type: ['string', 'null'], maxLength: 9 }"],
  ])('%s %s stays text', (library, field) => {
    const found = judged(PARSED[library]!(field));
    expect(found).toEqual({ tainted: TEXT_SINKS, unknown: [] });
  });

  it.each([
    ['zod', "z.enum(['a', 'b'])"],
    ['zod', "z.literal('a')"],
    ['zod', 'z.string().uuid()'],
    ['zod', 'z.uuid()'],
    ['zod', 'z.number()'],
    ['zod', 'z.coerce.number().int()'],
    ['zod', 'z.boolean()'],
    ['zod', 'z.coerce.date()'],
    ['zod', 'z.string().datetime()'],
    ['zod', 'z.iso.date()'],
    ['zod', 'z.string().regex(/^[a-z0-9]+$/)'],
    ['zod', 'z.string().uuid().nullish()'],
    ['zod', "z.union([z.literal('a'), z.uuid()])"],
    ['zod', 'z.string().transform((x) => x.length)'],
    ['zod', 'z.string().transform(Number)'],
    ['zod', "z.string().refine((x) => ['a', 'b'].includes(x))"],
    ['zod', 'z.string().pipe(z.coerce.number())'],
    ['zod', 'z.string().uuid().or(z.number())'],
    ['valibot', "v.picklist(['a', 'b'])"],
    ['valibot', 'v.pipe(v.string(), v.uuid())'],
    ['valibot', 'v.pipe(v.string(), v.transform(Number))'],
    ['valibot', 'v.number()'],
    ['yup', "yup.string().oneOf(['a', 'b'])"],
    ['yup', 'yup.number()'],
    ['yup', 'yup.string().matches(/^[a-z]+$/)'],
    ['yup', 'yup.string().uuid()'],
    ['joi', "Joi.string().valid('a', 'b')"],
    ['joi', 'Joi.string().guid()'],
    ['joi', 'Joi.number()'],
    ['joi', 'Joi.string().pattern(/^[a-z]+$/)'],
    ['joi', 'Joi.date()'],
    ['typebox', "Type.Union([Type.Literal('a'), Type.Literal('b')])"],
    ['typebox', "Type.String({ format: 'uuid' })"],
    ['typebox', 'Type.Integer()'],
    ['typebox', "Type.String({ pattern: '^[a-z]+$' })"],
    ['json', "{ enum: ['a', 'b'] }"],
    ['json', "{ type: 'integer' }"],
    ['json', "{ type: 'string', format: 'uuid' }"],
    ['json', "{ type: 'string', pattern: '^[a-z]+$' }"],
    ['json', "{ anyOf: [{ const: 'a' }, { type: 'number' }] }"],
  ])('%s %s is harmless', (library, field) => {
    expect(judged(PARSED[library]!(field)).tainted).toEqual([]);
  });

  it.each([
    ['z.string().url()', TEXT_SINKS],
    ["z.string().startsWith('https://api.example.com/')", TEXT_SINKS.filter((kind) => !BOTH_ADDRESSES.includes(kind))],
    [
      'z.string().regex(/^[^<>&\'"`]*$/)',
      ['shell-command', 'code-text', 'sql-text', 'file-path', 'outbound-url', 'redirect-target'],
    ],
    ['z.string().regex(/^[a-z/]+$/)', ['code-text', 'sql-text', 'file-path', 'outbound-url', 'redirect-target']],
    ['z.string().regex(/^[a-z]+$|x/)', TEXT_SINKS],
    ['z.string().regex(/^[a-z]+$/m)', TEXT_SINKS],
    ['z.string().ip()', BOTH_ADDRESSES],
    ['z.any()', KINDS],
    ['z.unknown()', KINDS],
    ['z.custom()', KINDS],
  ])('%s is harmless for some sinks', (field, open) => {
    expect(judged(PARSED['zod']!(field)).tainted).toEqual(open);
  });
});

describe('composition', () => {
  it.each([
    ['extend', 'z.object({ g: z.string() }).extend({ f: z.uuid() })'],
    ['merge', 'z.object({}).merge(z.object({ f: z.uuid() }))'],
    ['pick', 'z.object({ f: z.uuid(), g: z.string() }).pick({ f: true })'],
    ['partial', 'z.object({ f: z.uuid() }).partial()'],
    ['spread', 'z.object({ ...z.object({ f: z.uuid() }).shape })'],
    ['and', 'z.object({ g: z.string() }).and(z.object({ f: z.uuid() }))'],
    ['refined', 'z.object({ f: z.uuid() }).refine((x) => x.f)'],
    ['catch', "z.object({ f: z.uuid().catch('x') })"],
    ['record', 'z.record(z.string(), z.uuid())'],
    ['catchall', 'z.object({}).catchall(z.number())'],
    ['dropped', 'z.object({ g: z.string() })'],
    ['omitted', 'z.object({ f: z.string() }).omit({ f: true })'],
  ])('%s keeps what its parts say', (_name, schema) => {
    expect(judged(`const out = ${schema}.parse(req.body).f`).tainted).toEqual([]);
  });

  it.each([
    ['passthrough', 'z.object({ g: z.string() }).passthrough()'],
    ['looseObject', 'z.looseObject({})'],
    ['extended over', 'z.object({ f: z.uuid() }).extend({ f: z.string() })'],
    ['either', 'z.union([z.object({ f: z.uuid() }), z.object({ f: z.string() })])'],
    ['record of text', 'z.record(z.string(), z.string())'],
  ])('%s lets text through', (_name, schema) => {
    expect(judged(`const out = ${schema}.parse(req.body).f`).tainted).toContain('shell-command');
  });

  it('lists hold what their elements may be', () => {
    expect(judged('const [out] = z.array(z.uuid()).parse(req.body)').tainted).toEqual([]);
    expect(judged('const [out] = z.array(z.string()).parse(req.body)').tainted).toEqual(TEXT_SINKS);
    expect(
      judged('let out; for (const one of z.array(z.object({ f: z.number() })).parse(req.body)) out = one.f').tainted,
    ).toEqual([]);
  });
});

describe('filters and records', () => {
  it('an object of known scalars holds no operators', () => {
    expect(judged('const out = z.object({ name: z.string() }).parse(req.body)').tainted).not.toContain('nosql-filter');
    expect(judged('const out = z.object({ name: z.any() }).parse(req.body)').tainted).toContain('nosql-filter');
    expect(judged('const out = z.record(z.string(), z.any()).parse(req.body)').tainted).toContain('nosql-filter');
  });
});

describe('the place beside a check', () => {
  it.each([
    ['the variable, when the check throws', 'const out = req.query.id; z.uuid().parse(out)'],
    ['one of an object made for the check', 'const { out } = req.body; z.object({ out: z.uuid() }).parse({ out })'],
    ['one of the checked object', 'z.object({ f: z.uuid() }).parse(req.body); const out = req.body.f'],
    [
      'by the word of the result',
      'const r = z.object({ f: z.uuid() }).safeParse(req.body); if (!r.success) return; const out = req.body.f',
    ],
    [
      'by the error of the result',
      'const { error } = Joi.object({ f: Joi.number() }).validate(req.body); if (error) return; const out = req.body.f',
    ],
    [
      'by a predicate',
      'const out = req.body.f; if (!Value.Check(Type.Object({ f: Type.Number() }), req.body)) return; ' +
        'const f = req.body.f',
    ],
  ])('%s', (name, statements) => {
    expect(judged(statements, name === 'by a predicate' ? 'f' : 'out').tainted).toEqual([]);
  });

  it.each([
    ['other names stay', 'z.object({ g: z.uuid() }).parse(req.body); const out = req.body.f'],
    ['before the check', 'const out = req.body.f; use(out); z.object({ f: z.uuid() }).parse(req.body)'],
    [
      'nobody asks for the error',
      'const { value } = Joi.object({ f: Joi.number() }).validate(req.body); const out = value.f',
    ],
    ['the wrong branch', 'const out = req.query.id; if (z.uuid().safeParse(out).success) return'],
  ])('%s', (_name, statements) => {
    expect(judged(statements).tainted).toContain('shell-command');
  });
});

describe('a schema nobody sees', () => {
  it('is neither fine nor wrong', () => {
    const found = judged('const out = z.object({ f: unseen }).parse(req.body).f');
    expect(found.tainted).toEqual([]);
    expect(found.unknown).toEqual(KINDS);
  });

  it('a function nobody can read may make anything of it', () => {
    expect(judged('const out = z.string().transform(unseen).parse(req.body)').tainted).toEqual([]);
  });
});
