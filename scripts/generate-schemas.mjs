// Writes the JSON schemas that ship with the CLI from the zod schemas in its sources. Needs a build.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { publishedAnswerSchema, publishedSchemas } from '../packages/cli/dist/published-schemas.js';

const folder = fileURLToPath(new URL('../packages/cli/schema/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(publishedSchemas())) writeFileSync(folder + name, text);
writeFileSync(fileURLToPath(new URL('../agents/answer.schema.json', import.meta.url)), publishedAnswerSchema());
