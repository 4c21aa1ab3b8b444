import { SEVERITIES } from '@backend-architect/analysis';
import { z } from 'zod';
import type { Config } from './config.js';
import { librarySchema } from './library-schema.js';
import { FAIL_LEVELS } from './options.js';
import { oneOf, strictObject } from './strict-object.js';

const globs = (what: string) =>
  z.array(z.string().min(1, 'a glob must not be empty'), { error: `expected a list of ${what}` });

const level = oneOf(['off', ...SEVERITIES]);

const ruleSetting = z.union([level, z.tuple([level]).rest(z.unknown())], {
  error:
    'use "off", "critical", "high", "medium" or "low", ' +
    'or a list that starts with one of them and goes on with the options of the rule',
});

const policySchema = strictObject({
  publicRoutes: globs('routes such as "POST /webhooks/stripe" or "GET /catalog/*"')
    .optional()
    .describe('Routes that are meant to be public: `POST /webhooks/stripe`, `GET /catalog/*`.'),
  gateway: strictObject({
    authenticates: z.boolean({ error: 'use true or false' }).optional(),
    rateLimits: z.boolean({ error: 'use true or false' }).optional(),
  })
    .optional()
    .describe('What a gateway in front of the application already does.'),
  boundedTables: z
    .record(z.string(), z.number({ error: 'expected the largest number of rows' }).int().nonnegative())
    .optional()
    .describe('Tables that stay small, with the most rows they will have: `{ "currencies": 200 }`.'),
  layers: z
    .record(z.string(), globs('globs'))
    .optional()
    .describe('Layers by glob, outermost first: `{ "routes": ["src/routes/**"], "services": ["src/services/**"] }`.'),
  bestEffort: globs('globs').optional().describe('Code whose work may be lost: globs.'),
});

/** Schema of `backend-architect.json`. Messages name what is allowed; `readConfig` adds the key and its place. */
export const configSchema = strictObject({
  $schema: z.string().optional(),
  rules: z
    .record(z.string(), ruleSetting)
    .optional()
    .describe('Rule or detector id -> "off", a severity, or [severity, options].'),
  models: z
    .array(librarySchema, { error: 'expected a list of library models' })
    .optional()
    .describe('What your own libraries mean; tried before the built-in models.'),
  policy: policySchema.optional().describe('Facts about deployment and product that code cannot show.'),
  ignore: globs('globs')
    .optional()
    .describe('Files that are not reviewed: patterns as in .gitignore, relative to this file.'),
  failOn: oneOf(FAIL_LEVELS)
    .optional()
    .describe('Lowest severity of a new finding that makes `review` exit with 1. Default: high.'),
  strict: z
    .boolean({ error: 'use true or false' })
    .optional()
    .describe(
      'As --strict: also run the rules that were right too seldom in first looks. ' +
        'A linter has its preset `strict` for that.',
    ),
}).meta({
  title: 'backend-architect.json',
  description: 'Settings of backend-architect. Comments are allowed.',
}) satisfies z.ZodType<Config>;
