import {
  bare,
  bindingOf,
  conditionsAt,
  type FileAnalysis,
  isSecretValue,
  keyOf,
  memberName,
  nameTokens,
  type Node,
  textsBehind,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

const ENDPOINT = /^(?:endpoint|endpoint_?url|api_?endpoint)$/i;
const CREDENTIALS = /credentials?$/i;
const LOCAL_ADDRESS =
  /^(?:\w+:\/\/)?(?:localhost|127\.0\.0\.1|\[?::1\]?|0\.0\.0\.0|host\.docker\.internal)(?::\d+)?(?:\/|$)/;
/** No cloud has a region of this name. */
const LOCAL_REGION = /^local(?:host)?$/;
const LOCAL_WORDS = new Set(['local', 'localhost', 'localstack', 'emulator', 'offline', 'mock', 'fake', 'dummy']);

/**
 * Credentials for an emulator on this machine, which takes any: the endpoint beside them is this machine, or they are
 * only given where an endpoint is set, and something there says that it is a local one.
 */
export function isForEmulator(file: FileAnalysis, literal: Node, text: string): boolean {
  if (isSecretValue(text, 'key')) return false;
  const beside = settingsBeside(literal);
  const endpoints = beside.filter(({ name }) => ENDPOINT.test(name)).map(({ value }) => value);
  const [endpoint] = endpoints;
  if (!endpoint || endpoints.length > 1) return false;
  if (isAlways(file, endpoint, LOCAL_ADDRESS)) return true;
  const names = namesOf(file, endpoint);
  const isCondition = conditionsAt(literal).some(
    ({ test, truth }) => truth && names.some((name) => file.text.slice(...bare(test).range) === name),
  );
  return (
    isCondition &&
    (beside.some(({ name, value }) => name === 'region' && isAlways(file, value, LOCAL_REGION)) ||
      [...names, text].some((name) => saysLocal(name)))
  );
}

interface Setting {
  readonly name: string;
  readonly value: Node;
}

/**
 * What is given with a text: in the objects around it, and to the thing these become a member of. What an object holds
 * under another name than credentials has an endpoint of its own.
 */
function settingsBeside(literal: Node): Setting[] {
  const found: Setting[] = [];
  let node = literal;
  for (let { parent } = node; parent; node = parent, { parent } = node) {
    if (parent.type === 'Property' && node.type === 'ObjectExpression' && !isCredentials(parent)) break;
    if (parent.type === 'ObjectExpression') {
      for (const entry of parent.properties) {
        const name = entry.type === 'Property' ? keyOf(entry.key, entry.computed) : null;
        if (entry.type === 'Property' && name !== null) found.push({ name, value: entry.value });
      }
    } else if (parent.type === 'AssignmentExpression' && parent.right === node) {
      return [...found, ...settingsWritten(parent)];
    } else if (
      !/^(?:Property|SpreadElement|LogicalExpression|ConditionalExpression|TS\w+Expression)$/.test(parent.type)
    )
      break;
  }
  return found;
}

function isCredentials({ key, computed }: TSESTree.Property): boolean {
  return CREDENTIALS.test(keyOf(key, computed) ?? '');
}

/** `options.endpoint = x;` in the same block as `options.credentials = {}`. */
function settingsWritten(given: Node): Setting[] {
  const block = given.parent?.parent;
  const thing = given.type === 'AssignmentExpression' ? objectName(given.left) : null;
  if (block?.type !== 'BlockStatement' || thing === null) return [];
  return block.body.flatMap((statement): Setting[] => {
    const written = statement.type === 'ExpressionStatement' ? statement.expression : null;
    if (written?.type !== 'AssignmentExpression' || objectName(written.left) !== thing) return [];
    const left = bare(written.left);
    const name = left.type === 'MemberExpression' ? memberName(left) : null;
    return name === null ? [] : [{ name, value: written.right }];
  });
}

function objectName(left: Node): string | null {
  const plain = bare(left);
  const object = plain.type === 'MemberExpression' ? bare(plain.object) : null;
  return object?.type === 'Identifier' ? object.name : null;
}

/** One fixed text, which nothing from outside stands in for. */
function isAlways(file: FileAnalysis, node: Node, pattern: RegExp): boolean {
  const texts = textsBehind(file, node);
  return texts.length > 0 && texts.every(({ text, fallbackFor }) => !fallbackFor && pattern.test(text));
}

/** How an endpoint is called: the expression itself, and what its name was made of. */
function namesOf(file: FileAnalysis, endpoint: Node): string[] {
  const plain = bare(endpoint);
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  const made = binding?.kind === 'value' && binding.init && binding.path.length === 0 ? [binding.init] : [];
  return [plain, ...made].map(({ range }) => file.text.slice(...range));
}

function saysLocal(name: string): boolean {
  return nameTokens(name).some((token) => LOCAL_WORDS.has(token));
}
