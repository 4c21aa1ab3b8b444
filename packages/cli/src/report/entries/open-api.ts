/** The routes as an OpenAPI document to start from: what the code says, and nothing it does not say. */
import { type Admitted, objectOf } from '@backend-architect/analysis';
import { type JsonSchema, saysSomething, schemaOf } from './admitted-schema.js';
import { templatedPath, type TemplatedPath } from './open-api-path.js';
import { operationIds } from './operation-ids.js';
import type { EntryRow } from './types.js';

/** A row, and what only this format shows of it. */
export interface DetailedRow extends EntryRow {
  /** What stands before the handler, in order, as the code calls it. */
  readonly before: readonly string[];
  /** What schemas before the handler let through, by the part of the request. */
  readonly accepts: Partial<Readonly<Record<RequestPart, Admitted>>>;
}

export type RequestPart = 'body' | 'form' | 'query' | 'param' | 'header' | 'cookie';

interface Operation {
  readonly row: DetailedRow & { readonly method: string };
  readonly path: TemplatedPath;
}

/** Methods that a path of OpenAPI 3.1 knows. */
const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;
const SCHEME = 'authentication';
/** Headers of which OpenAPI says elsewhere what they hold. */
const SAID_ELSEWHERE = /^(?:accept|content-type|authorization)$/i;

/** The document as JSON, with a line break at its end. `title`: of the project. */
export function openApiText(
  rows: readonly DetailedRow[],
  { title, version }: { readonly title: string; readonly version: string },
): string {
  const { operations, leftOut } = operationsOf(rows);
  const ids = operationIds(operations.map(({ row }) => row));
  const paths = new Map<string, { readonly path: TemplatedPath; readonly items: Record<string, unknown> }>();
  for (const [at, { row, path }] of operations.entries()) {
    const known = paths.get(path.shape) ?? { path, items: {} };
    paths.set(path.shape, known);
    known.items[keyOf(row.method)] = operationOf(row, path, known.path, ids[at] ?? null);
  }
  const needsScheme = operations.some(({ row }) => row.access === 'checked');
  return `${JSON.stringify(
    {
      openapi: '3.1.0',
      info: { title, version, description: description(operations.length, leftOut), 'x-left-out': leftOut },
      paths: Object.fromEntries([...paths.values()].map(({ path, items }) => [path.text, items])),
      ...(needsScheme && { components: { securitySchemes: { [SCHEME]: SCHEME_TO_FILL } } }),
      tags: [...new Set(operations.map(({ row }) => tagOf(row)))].sort().map((name) => ({ name })),
    },
    null,
    2,
  )}\n`;
}

const SCHEME_TO_FILL = {
  type: 'http',
  scheme: 'bearer',
  description:
    'To be filled in: that callers are checked is read from the code, how they prove who they are is not. ' +
    'Bearer tokens stand here because something has to.',
};

interface LeftOut {
  /** Rows whose name, or what stands before them, is not known whole. */
  readonly incomplete: number;
  /** Paths with wildcards, optional parts or groups, which OpenAPI cannot say. */
  readonly patterns: number;
  /** Registered again: the same method and path stands in the document already. */
  readonly again: number;
  /** What is no route, by kind. */
  readonly others: Readonly<Record<string, number>>;
}

function operationsOf(rows: readonly DetailedRow[]): { operations: readonly Operation[]; leftOut: LeftOut } {
  const operations: Operation[] = [];
  const others: Record<string, number> = {};
  const seen = new Set<string>();
  let [incomplete, patterns, again] = [0, 0, 0];
  for (const row of rows) {
    const { kind, method, name, complete } = row;
    if (kind !== 'http' || method === null) {
      others[kind] = (others[kind] ?? 0) + 1;
      continue;
    }
    const path = complete ? templatedPath(name) : null;
    if (!complete) incomplete += 1;
    else if (!path) patterns += 1;
    else if (seen.has(`${keyOf(method)} ${path.shape}`)) again += 1;
    else {
      seen.add(`${keyOf(method)} ${path.shape}`);
      operations.push({ row: { ...row, method }, path });
    }
  }
  return { operations, leftOut: { incomplete, patterns, again, others } };
}

function description(count: number, { incomplete, patterns, again, others }: LeftOut): string {
  const ofKinds = Object.entries(others)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, number]) => `${number} of the kind ${kind}`);
  const left = [
    ...(incomplete > 0 ? [`${incomplete} whose path, or what stands before them, is not known whole`] : []),
    ...(patterns > 0 ? [`${patterns} with a path that is a pattern`] : []),
    ...(again > 0 ? [`${again} with a method and path that stand here already`] : []),
    ...ofKinds,
  ];
  return (
    `Read from the code: ${count === 1 ? '1 operation' : `${count} operations`}. ` +
    (left.length === 0 ? 'Nothing was left out. ' : `Left out: ${left.join(', ')}. `) +
    'Answers, and which fields must be there, are not read.'
  );
}

/** OpenAPI has no word for a handler of every method: it stands beside the operations. */
function keyOf(method: string): string {
  const name = METHODS.find((known) => known === method.toLowerCase());
  return name ?? (method.toUpperCase() === 'ALL' ? 'x-any-method' : `x-method-${method.toLowerCase()}`);
}

/** `named`: the path as it is written in the document, whose parameters may have other names. */
function operationOf(row: DetailedRow, path: TemplatedPath, named: TemplatedPath, id: string | null): object {
  const { access, before, duties, writes, leaves, transaction, handler, file, line, framework } = row;
  const parameters = parametersOf(row, path, named);
  const content = contentOf(row);
  return {
    ...(id !== null && { operationId: id }),
    tags: [tagOf(row)],
    ...(parameters.length > 0 && { parameters }),
    ...(content && { requestBody: { content } }),
    responses: { default: { description: 'Not read from the code.' } },
    ...(access === 'checked' && { security: [{ [SCHEME]: [] }] }),
    'x-backend-architect': {
      access,
      before,
      duties,
      writes,
      leaves,
      transaction,
      framework,
      ...(handler !== null && { handler }),
      file,
      line,
    },
  };
}

/** The class or object of the handler, else the file that registers it. */
function tagOf({ handler, file }: EntryRow): string {
  return /^([A-Za-z_$][\w$]*)\.[\w$]+$/.exec(handler ?? '')?.[1] ?? file;
}

function parametersOf({ accepts }: DetailedRow, path: TemplatedPath, named: TemplatedPath): readonly object[] {
  const ofPath = fieldsOf(accepts.param);
  return [
    ...named.names.map((name, at) => {
      const schema = ofPath[path.names[at] ?? name] ?? {};
      return { name, in: 'path', required: true, schema: saysSomething(schema) ? schema : { type: 'string' } };
    }),
    ...(['query', 'header', 'cookie'] as const).flatMap((place) =>
      Object.entries(fieldsOf(accepts[place]))
        .filter(([name]) => name !== '' && !(place === 'header' && SAID_ELSEWHERE.test(name)))
        .map(([name, schema]) => ({ name, in: place, schema })),
    ),
  ];
}

function fieldsOf(admitted: Admitted | undefined): Readonly<Record<string, JsonSchema>> {
  const fields = (admitted && objectOf(admitted)?.fields) ?? {};
  return Object.fromEntries(Object.entries(fields).map(([name, of]) => [name, schemaOf(of)]));
}

function contentOf({ accepts }: DetailedRow): object | null {
  const body = accepts.body ? schemaOf(accepts.body) : {};
  const form = accepts.form ? schemaOf(accepts.form) : {};
  const content = {
    ...(saysSomething(body) && { 'application/json': { schema: body } }),
    ...(saysSomething(form) && {
      'application/x-www-form-urlencoded': { schema: form },
      'multipart/form-data': { schema: form },
    }),
  };
  return Object.keys(content).length > 0 ? content : null;
}
