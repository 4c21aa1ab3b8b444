import { getSchema } from '@mrleebo/prisma-ast';
import type { TableModel } from '../types.js';
import { isSecretName } from './tables.js';

interface Attribute {
  readonly name: string;
  readonly args?: readonly { readonly value: unknown }[];
}

/** Models of a Prisma schema. A schema that does not parse declares nothing. */
export function prismaTables({ file, text }: { readonly file: string; readonly text: string }): TableModel[] {
  const schema = parsed(text);
  const models = schema.filter((entry) => entry.type === 'model');
  const names = new Set(models.map((model) => model.name));
  return models.map((model) => {
    const fields = (model.properties ?? []).filter((property) => property.type === 'field');
    const blocks = (model.properties ?? []).filter((property) => property.type === 'attribute' && property.kind === 'object');
    const relations = fields.filter((field) => names.has(String(field.fieldType)));
    const start = new RegExp(`\\bmodel\\s+${model.name}\\b`).exec(text)?.index ?? 0;
    return {
      name: model.name,
      file,
      at: [start, start + `model ${model.name}`.length],
      source: 'prisma',
      columns: fields
        .filter((field) => !relations.includes(field))
        .map((field) => ({
          name: field.name,
          type: String(field.fieldType),
          ...(has(field, 'unique') && { unique: true }),
          ...(has(field, 'id') && { id: true }),
          ...(isSecretName(field.name) && { secret: true }),
        })),
      relations: relations.map((field) => ({ name: field.name, to: String(field.fieldType) })),
      indexes: [...fields.filter((field) => has(field, 'id') || has(field, 'unique')).map((field) => [field.name]), ...blocks.filter((block) => /^(?:id|unique|index)$/.test(block.name)).map(indexColumns)],
    };
  });
}

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly kind?: string;
  readonly fieldType?: unknown;
  readonly attributes?: readonly Attribute[];
  readonly args?: Attribute['args'];
  readonly properties?: readonly Entry[];
}

function parsed(text: string): readonly Entry[] {
  try {
    return getSchema(text).list as unknown as readonly Entry[];
  } catch {
    return [];
  }
}

function has(field: Entry, name: string): boolean {
  return field.attributes?.some((attribute) => attribute.name === name) ?? false;
}

/** `@@index([a, b(sort: Desc)])` */
function indexColumns(block: Entry): string[] {
  const [first] = block.args ?? [];
  const value = first?.value as { readonly type?: string; readonly args?: readonly unknown[]; readonly value?: unknown } | undefined;
  const list = value?.type === 'array' ? value : (value?.value as typeof value);
  return (list?.args ?? []).map((column) => (typeof column === 'string' ? column : String((column as { readonly name?: unknown }).name ?? '')));
}
