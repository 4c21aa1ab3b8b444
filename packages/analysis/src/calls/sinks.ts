import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, LibraryCall, Node, Sink } from '../analysis.js';
import type { SinkKind } from '../concepts.js';
import type { ArgRef, OptionTest, SinkModel } from '../models/define.js';
import { propertyOf } from '../syntax/keys.js';
import { bare } from '../syntax/wrappers.js';
import { handedPlugin } from './handed-plugin.js';
import { handedValues } from './handed-values.js';
import { settingElsewhere } from './settings-elsewhere.js';

/** Arguments of a modelled call that arrive at a sink of this kind, after the tests on its options. */
export function sinksOf(file: FileAnalysis, call: LibraryCall, kind: SinkKind): Sink[] {
  const found = sinkModels(file, call).flatMap((model) => {
    if (model.kind !== kind) return [];
    if (model.when && optionTest(file, call, model.when) !== 'yes') return [];
    if (model.unless && optionTest(file, call, model.unless) !== 'no') return [];
    return argumentsOf(call, model.arg, model.from)
      .flatMap((argument) => heldValues(file, argument, model))
      .flatMap((held) => (model.handedTo ? handedValues(file, held, model.handedTo) : [held]))
      .map((node): Sink => ({ kind: model.kind, model, call, node: node as TSESTree.Expression, rung: call.symbol.rung }));
  });
  return kind === 'shell-command' ? [...found, ...shellScripts(file, call)] : found;
}

/** What a call takes itself, and what it hands to the plugin it is given. */
export function sinkModels(file: FileAnalysis, call: LibraryCall): readonly SinkModel[] {
  const own = (call.call.sinks ?? []).filter(({ handed }) => !handed);
  const plugin = call.call.mount ? handedPlugin(file, call) : undefined;
  return plugin?.sinks ? [...own, ...plugin.sinks.filter(({ handed }) => handed)] : own;
}

const SHELL = /^(?:.*[\\/])?(?:(?:ba|da|z|k|fi)?sh|cmd|powershell|pwsh)(?:\.exe)?$/i;
/** Programs that start the program named among their arguments. */
const STARTS_OTHERS = /^(?:.*[\\/])?(?:env|sudo|doas|nice|nohup|timeout|setsid|stdbuf|xargs|chroot|nsenter|flock|docker|podman|kubectl|wsl)(?:\.exe)?$/i;
/** Hands the text after `-c` to the shell of a user. */
const ASKS_SHELL = /^(?:.*\/)?(?:su|runuser)$/;
const RUNS_TEXT = /^(?:-\w*c|\/c|-command)$/i;

/** `spawn('sh', ['-c', text])`: a shell is started by name, by the program or by one that starts others, and the argument after `-c` is its command. */
function shellScripts(file: FileAnalysis, call: LibraryCall): Sink[] {
  const list = (call.call.sinks ?? []).find(({ kind }) => kind === 'process-argument');
  const program = call.node.type === 'TaggedTemplateExpression' ? undefined : call.node.arguments[0];
  if (!list || !program) return [];
  const name = file.valueOf(program).constant;
  if (typeof name !== 'string') return [];
  const isShell = SHELL.test(name) || ASKS_SHELL.test(name);
  if (!isShell && !STARTS_OTHERS.test(name)) return [];
  return argumentsOf(call, list.arg).flatMap((argument): Sink[] => {
    const array = arrayBehind(file, argument);
    const words = (array?.elements ?? []).map((element) => (element === null || element.type === 'SpreadElement' ? '' : String(file.valueOf(element).constant ?? '')));
    const shell = isShell ? -1 : words.findIndex((word) => SHELL.test(word));
    if (shell < 0 && !isShell) return [];
    const at = words.findIndex((word, index) => index > shell && RUNS_TEXT.test(word));
    // A shell among other words runs a file when a name stands before `-c`.
    if (at < 0 || (shell >= 0 && !words.slice(shell + 1, at).every((word) => /^[-/]/.test(word)))) return [];
    const script = array?.elements[at + 1];
    return script && script.type !== 'SpreadElement' ? [{ kind: 'shell-command', model: { kind: 'shell-command', arg: list.arg }, call, node: script, rung: call.symbol.rung }] : [];
  });
}

function arrayBehind(file: FileAnalysis, argument: Node): TSESTree.ArrayExpression | null {
  const plain = bare(argument);
  if (plain.type === 'ArrayExpression') return plain;
  const definition = plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  const init = definition?.type === 'VariableDeclarator' && definition.init ? bare(definition.init) : null;
  return init?.type === 'ArrayExpression' ? init : null;
}

/** Expressions a model means by an argument position. */
export function argumentsOf(call: LibraryCall, arg: ArgRef, from = 0): readonly Node[] {
  const { node } = call;
  if (node.type === 'TaggedTemplateExpression') return arg === 'rest' ? node.quasi.expressions : [];
  if (arg === 'this') {
    const callee = bare(node.callee);
    return callee.type === 'MemberExpression' ? [callee.object] : [];
  }
  if (arg === 'rest') return node.arguments.slice(from).map(spreadless);
  const chosen = arg === 'last' ? node.arguments.at(-1) : node.arguments[arg];
  return chosen ? [spreadless(chosen)] : [];
}

function spreadless(node: TSESTree.CallExpressionArgument): Node {
  return node.type === 'SpreadElement' ? node.argument : node;
}

/** The expression the sink reads: the argument, or the property of it that the model names. */
function heldValues(file: FileAnalysis, argument: Node, model: SinkModel): TSESTree.Expression[] {
  if (!model.property) return [argument as TSESTree.Expression];
  const names = typeof model.property === 'string' ? [model.property] : model.property;
  const literal = objectBehind(file, argument);
  if (!literal) return model.propertyOnly ? [] : [argument as TSESTree.Expression];
  return names.flatMap((name) => {
    const held = name.split('.').reduce<Node | null>((object, key) => object && memberOf(file, object, key), literal);
    return held ? [held as TSESTree.Expression] : [];
  });
}

function memberOf(file: FileAnalysis, object: Node, name: string): Node | null {
  const literal = objectBehind(file, object);
  const entry = literal && propertyOf(literal, name);
  return entry === null || entry === 'unknown' ? null : entry.value;
}

/** The object literal an argument is, directly or through a const. */
export function objectBehind(file: FileAnalysis, argument: Node): TSESTree.ObjectExpression | null {
  let plain = bare(argument);
  for (let hops = 0; plain.type === 'Identifier' && hops < 4; hops += 1) {
    const definition = file.variableOf(plain)?.defs[0]?.node as Node | undefined;
    if (definition?.type !== 'VariableDeclarator' || !definition.init || definition.id.type !== 'Identifier') return null;
    plain = bare(definition.init);
  }
  return plain.type === 'ObjectExpression' ? plain : null;
}

/** Whether an argument, or an options argument, says so. */
export function optionTest(file: FileAnalysis, call: LibraryCall, test: OptionTest): 'yes' | 'no' | 'unknown' {
  const [argument] = argumentsOf(call, test.arg);
  if (!argument) return 'no';
  if (test.property === undefined) return isSaid(file, argument, test);
  return optionIn(file, argument, test);
}

function optionIn(file: FileAnalysis, holder: Node, test: OptionTest): 'yes' | 'no' | 'unknown' {
  const plain = bare(holder);
  const literal = objectBehind(file, plain);
  if (!literal) return NO_OBJECTS.has(plain.type) ? 'no' : saidElsewhere(file, plain, test);
  const names = typeof test.property === 'string' ? [test.property] : test.property ?? [];
  const said = names.map((name) => {
    const [key = name, ...rest] = name.split('.');
    const entry = propertyOf(literal, key);
    if (entry === null || entry === 'unknown') return entry === null ? 'no' : 'unknown';
    return rest.length === 0 ? isSaid(file, entry.value, test) : optionIn(file, entry.value, { ...test, property: rest.join('.') });
  });
  return said.includes('yes') ? 'yes' : said.includes('unknown') ? 'unknown' : 'no';
}

/** Options of another file. */
function saidElsewhere(file: FileAnalysis, object: Node, test: OptionTest): 'yes' | 'no' | 'unknown' {
  const said = [test.property ?? []].flat().map((name) => {
    const found = settingElsewhere(file, object, name);
    return typeof found === 'string' ? (found === 'missing' ? 'no' : 'unknown') : saysSo(found.constant, test);
  });
  return said.includes('yes') ? 'yes' : said.includes('unknown') ? 'unknown' : 'no';
}

const NO_OBJECTS = new Set(['Literal', 'TemplateLiteral', 'ArrayExpression', 'ArrowFunctionExpression', 'FunctionExpression']);

function isSaid(file: FileAnalysis, node: Node, test: OptionTest): 'yes' | 'no' | 'unknown' {
  return test.is === undefined && test.matches === undefined ? 'yes' : saysSo(file.valueOf(node).constant, test);
}

function saysSo(constant: string | number | boolean | null | undefined, test: OptionTest): 'yes' | 'no' | 'unknown' {
  if (test.is === undefined && test.matches === undefined) return 'yes';
  if (constant === undefined) return 'unknown';
  if (test.matches !== undefined) return new RegExp(test.matches, 'i').test(String(constant)) ? 'yes' : 'no';
  return constant === test.is ? 'yes' : 'no';
}
