import { dottedName, keyOf, textOf, type Node } from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * What must stand beside a key in the same object so that it is one browsers are given. Names are compared without
 * marks, in lower case.
 */
interface PublishedKey {
  readonly key: RegExp;
  readonly beside: readonly string[];
  /** What a value beside it says. */
  readonly value?: RegExp;
  /** Key of an object around it. */
  readonly under?: RegExp;
}

const SEARCH = /algolia|docsearch|^search$/i;

const PUBLISHED: readonly PublishedKey[] = [
  // Search in documentation: the key can ask one index and nothing else. The one that writes is called by what it may
  // do.
  { key: /^(?:search(?:only)?)?(?:api)?key$/, beside: ['appid', 'indexname'], under: SEARCH },
  { key: /^(?:search(?:only)?)?(?:api)?key$/, beside: ['applicationid', 'indexname'], under: SEARCH },
  { key: /^xalgoliaapikey$/, beside: ['xalgoliaapplicationid', 'xalgoliaagent'], value: /browser/i },
  // Names the project to its own services; rules on the server decide what a visitor may do.
  { key: /^apikey$/, beside: ['authdomain'] },
  { key: /^apikey$/, beside: ['messagingsenderid'] },
];

/**
 * Catalogues that everyone may read: the key only says which program asks, and every installation of it sends the same.
 */
const OPEN_CATALOGUES = /^https:\/\/api\.themoviedb\.org(?:\/|$)/;
/** `pk.eyJ...`: made to be put into pages. */
const PUBLIC_TOKEN = /^pk\.eyJ[\w-]+\.[\w-]+$/;

/** Is a key made to be public: given to every browser, or to every installation? */
export function isPublicByDesign(literal: Node): boolean {
  const text = textOf(literal);
  if (text !== null && PUBLIC_TOKEN.test(text)) return true;
  const property = literal.parent;
  if (property?.type !== 'Property' || property.parent.type !== 'ObjectExpression') return false;
  return isPublished(property, property.parent) || isForCatalogue(property.parent);
}

function isPublished(property: TSESTree.Property, object: TSESTree.ObjectExpression): boolean {
  const entries = new Map(
    object.properties.flatMap((entry) => (entry.type === 'Property' ? [[plainKey(entry), entry] as const] : [])),
  );
  return PUBLISHED.some(({ key, beside, value, under }) => {
    if (
      !key.test(plainKey(property)) ||
      !beside.every((name) => entries.has(name)) ||
      (under && !isUnder(object, under))
    )
      return false;
    return (
      value === undefined || beside.some((name) => value.test(textOf(entries.get(name)?.value ?? property.value) ?? ''))
    );
  });
}

/** A key, name or call around an object says what it is for. */
function isUnder(object: Node, words: RegExp): boolean {
  for (let node: Node | undefined = object.parent; node && !node.type.endsWith('Statement'); node = node.parent) {
    const said =
      node.type === 'Property'
        ? keyOf(node.key, node.computed)
        : node.type === 'CallExpression'
          ? dottedName(node.callee)
          : null;
    if (said !== null && words.test(said)) return true;
  }
  return false;
}

function plainKey(property: TSESTree.Property): string {
  return (keyOf(property.key, property.computed) ?? '').replace(/[^A-Za-z]/g, '').toLowerCase();
}

/** The call it is given to, or an object around it, names the catalogue. */
function isForCatalogue(object: Node): boolean {
  for (let node: Node | undefined = object; node; node = node.parent) {
    if (node.type === 'CallExpression' || node.type === 'NewExpression')
      return node.arguments.some((argument) => namesCatalogue(argument));
    if (node.type.endsWith('Statement') || node.type === 'VariableDeclaration') return namesCatalogue(object);
  }
  return false;
}

function namesCatalogue(argument: Node): boolean {
  const text = textOf(argument);
  if (text !== null) return OPEN_CATALOGUES.test(text);
  return (
    argument.type === 'ObjectExpression' &&
    argument.properties.some((entry) => entry.type === 'Property' && OPEN_CATALOGUES.test(textOf(entry.value) ?? ''))
  );
}
