import { bare } from '../../syntax/wrappers.js';
import { type Binding, bindingOf } from '../../symbols/binding.js';
import { conditionsAt } from '../../guards/conditions-at.js';
import { enclosingFunction } from '../../syntax/functions.js';
import { memberName } from '../../syntax/keys.js';
import { pathSegments } from '../../syntax/path-segments.js';
import type { FileAnalysis, Node } from '../../vocabulary/analysis.js';
import type { Value } from '../../vocabulary/value.js';

/** An expression whose value a client may leave out, so that it is undefined here. */
export interface MaybeMissing {
  readonly node: Node;
  readonly value: Value;
}

/**
 * What may be left out of a request: a route parameter is there unless its file says `[[id]]`, and a file or a message
 * is another story.
 */
const OPTIONAL_SOURCES = new Set(['body', 'query', 'header', 'cookie', 'form']);

/**
 * The expression when a client decides whether it is undefined: a member of the request as it came, here or behind a
 * name. A default, a conversion, a schema or an earlier test of it makes it present; null then, and where it cannot be
 * seen.
 */
export function maybeMissing(file: FileAnalysis, node: Node): MaybeMissing | null {
  const value = file.valueOf(node);
  if (value.taint !== 'tainted' || value.validated || value.source === undefined) return null;
  if (!OPTIONAL_SOURCES.has(value.source) && !(value.source === 'param' && isOptionalSegment(file, node))) return null;
  return isPlainRead(file, node) && !isTested(file, node) ? { node, value } : null;
}

function isOptionalSegment(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const name = plain.type === 'MemberExpression' ? memberName(plain) : lastKey(variable && bindingOf(variable));
  return file.entries.points.some(
    ({ place }) =>
      place !== undefined && pathSegments(place).some((segment) => segment.optional && segment.name === name),
  );
}

function lastKey(binding: Binding | null): string | null {
  return binding && 'path' in binding ? (binding.path.at(-1) ?? null) : null;
}

function isPlainRead(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  if (plain.type === 'MemberExpression') return true;
  if (plain.type !== 'Identifier') return false;
  const variable = file.variableOf(plain);
  const [declared] = variable?.defs ?? [];
  const definition = declared?.node as Node | undefined;
  // A second write may be the default.
  if (!variable || variable.references.some((reference) => reference.isWrite() && !reference.init)) return false;
  if (declared?.type === 'Parameter') return isInjected(file, declared.name);
  if (definition?.type !== 'VariableDeclarator' || !definition.init) return false;
  if (definition.id.type === 'Identifier') return isPlainRead(file, definition.init);
  return (
    !hasDefault(definition.id, plain.name) &&
    ['MemberExpression', 'AwaitExpression'].includes(bare(definition.init).type)
  );
}

/**
 * A parameter the framework fills with one field of the request, as it came: `@Query('id') id: string`. A pipe may
 * refuse or fill it; any other parameter is filled by whoever calls.
 */
function isInjected(file: FileAnalysis, parameter: Node): boolean {
  return file
    .decoratorsOf(parameter)
    .some(({ decorator, args }) => decorator !== null && args.length === 1 && args[0]?.type === 'Literal');
}

function hasDefault(pattern: Node, name: string): boolean {
  if (pattern.type !== 'ObjectPattern') return true;
  return !pattern.properties.some(
    (property) => property.type === 'Property' && property.value.type === 'Identifier' && property.value.name === name,
  );
}

/**
 * A branch around the place, or an earlier test that left, speaks of it; or a function that may throw was given it, or
 * the whole it is part of.
 */
export function isTested(file: FileAnalysis, node: Node): boolean {
  const plain = bare(node);
  const written = file.text.slice(...plain.range);
  const whole = plain.type === 'MemberExpression' ? file.text.slice(...plain.object.range) : written;
  const spoken = new RegExp(`(?<![\\w$.])${escaped(written)}(?![\\w$])`);
  if (conditionsAt(node).some(({ test }) => spoken.test(file.text.slice(...test.range)))) return true;
  const given = new RegExp(`[(,]\\s*(?:${escaped(whole)}|${escaped(written)})\\s*[,)]`);
  const body = enclosingFunction(node)?.body;
  const statements = body?.type === 'BlockStatement' ? body.body : [];
  return statements.some(
    (statement) =>
      statement.range[1] <= node.range[0] &&
      statement.type === 'ExpressionStatement' &&
      given.test(file.text.slice(...statement.range)),
  );
}

function escaped(text: string): string {
  return text.replace(/[^\w]/g, '\\$&');
}
