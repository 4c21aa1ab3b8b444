import type { FileAnalysis, Node, NodeOfType } from '../../vocabulary/analysis.js';
import type { Value } from '../../vocabulary/value.js';
import { presetOf } from '../../flow/settings.js';
import { bare } from '../../syntax/wrappers.js';
import { onlyValue } from '../http/request-chain.js';

/** Routers are made and filled in one long chain of calls. */
const MAX_DEPTH = 200;

/**
 * The path below which a router registers, where it was made by a call that says so: `const api =
 * app.basePath('/api')`. `:?` stands for a part that is not constant; empty where there is none.
 */
export function receiverBase(file: FileAnalysis, callee: Node, depth = 0): string {
  const plain = bare(callee);
  if (plain.type !== 'MemberExpression' || depth > MAX_DEPTH) return '';
  const object = bare(plain.object);
  const made = object.type === 'Identifier' ? onlyValue(file, object)?.init : object;
  const call = made ? bare(made) : null;
  if (call?.type !== 'CallExpression' && call?.type !== 'NewExpression') return '';
  const own = ownBase(file, call);
  return call.type === 'NewExpression' ? own : joined(receiverBase(file, call.callee, depth + 1), own);
}

function ownBase(file: FileAnalysis, call: NodeOfType<'CallExpression' | 'NewExpression'>): string {
  const arg = file.libraryCall(call)?.call.prefixArg;
  const given = arg === undefined ? undefined : call.arguments[typeof arg === 'number' ? arg : arg.arg];
  if (arg === undefined || given === undefined) return '';
  const value = file.valueOf(given);
  if (typeof arg === 'number') return pathOf(value);
  const { properties, spread } = value;
  const path = properties && Object.hasOwn(properties, arg.property) ? properties[arg.property] : undefined;
  return path ? pathOf(path) : properties && !spread ? '' : ':?';
}

function pathOf(value: Value): string {
  return presetOf(value) ?? ':?';
}

/** Two parts of a path, with one slash between them. */
export function joined(base: string, path: string): string {
  const parts = [base, path].map((part) => part.replace(/^\/+|\/+$/g, '')).filter((part) => part !== '');
  return base === '' ? path : `/${parts.join('/')}`;
}
