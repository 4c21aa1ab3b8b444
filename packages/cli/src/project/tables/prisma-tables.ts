import type { SkippedFile } from '../../files/source-file.js';
import type { TableModel } from '../types.js';
import {
  prismaSchema,
  type PrismaAttribute,
  type PrismaBlock,
  type PrismaField,
  type PrismaValue,
} from './prisma-schema.js';
import { isSecretColumn } from '@backend-architect/analysis';

type SchemaFile = { readonly file: string; readonly text: string };

/**
 * Models of the Prisma schemas of a project: a schema may be split into files, and models name each other across them.
 */
export function prismaTables(schemas: readonly SchemaFile[]): TableModel[] {
  const models = schemas.filter(isPrisma).flatMap(({ file, text }) => {
    const schema = prismaSchema(text);
    return schema.kind === 'schema'
      ? schema.blocks.filter(({ kind }) => kind === 'model').map((model) => ({ file, model }))
      : [];
  });
  const names = new Set(models.map(({ model }) => model.name));
  return models.map(({ file, model }) => tableOf(file, model, names));
}

/** Prisma schemas that do not parse, with the place; they declare nothing. */
export function brokenSchemas(schemas: readonly SchemaFile[]): SkippedFile[] {
  return schemas.filter(isPrisma).flatMap(({ file, text }) => {
    const schema = prismaSchema(text);
    return schema.kind === 'broken'
      ? [{ file, reason: `line ${schema.line}, column ${schema.column}: ${schema.reason}` }]
      : [];
  });
}

function isPrisma({ file }: SchemaFile): boolean {
  return file.endsWith('.prisma');
}

function tableOf(file: string, model: PrismaBlock, names: ReadonlySet<string>): TableModel {
  const relations = model.fields.filter((field) => names.has(field.type));
  return {
    name: model.name,
    file,
    at: model.at,
    source: 'prisma',
    columns: model.fields
      .filter((field) => !relations.includes(field))
      .map((field) => ({
        name: field.name,
        type: field.type,
        ...(has(field, 'unique') && { unique: true }),
        ...(has(field, 'id') && { id: true }),
        ...(isSecretColumn(field.name) && { secret: true }),
      })),
    relations: relations.map((field) => ({ name: field.name, to: field.type })),
    indexes: [
      ...model.fields.filter((field) => has(field, 'id') || has(field, 'unique')).map((field) => [field.name]),
      ...model.attributes.filter(({ name }) => /^(?:id|unique|index)$/.test(name)).map(indexColumns),
    ],
  };
}

function has(field: PrismaField, name: string): boolean {
  return field.attributes.some((attribute) => attribute.name === name);
}

/** `@@index([a, b(sort: Desc)], map: "x")`; the columns may be named: `fields: [a, b]`. */
function indexColumns({ args }: PrismaAttribute): string[] {
  const columns = (args.find(({ name }) => name === 'fields') ?? args.find(({ name }) => name === undefined))?.value;
  return columns?.kind === 'list' ? columns.items.flatMap(columnName) : [];
}

function columnName(value: PrismaValue): string[] {
  return value.kind === 'name' || value.kind === 'call' ? [value.name] : [];
}
