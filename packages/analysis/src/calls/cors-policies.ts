import type { TSESTree } from '@typescript-eslint/types';
import type { FileAnalysis, LibraryCall, Node } from '../analysis.js';
import type { CorsModel } from '../models/define.js';
import { bindingOf } from '../symbols/binding.js';
import { propertyOf, textOf } from '../syntax/keys.js';
import { isFunction } from '../syntax/functions.js';
import { bare } from '../syntax/wrappers.js';
import { objectBehind } from './sinks.js';

/** A policy of a library, as it stands in the code. What cannot be seen yields no policy. */
export interface CorsPolicy {
  readonly call: LibraryCall;
  readonly model: CorsModel;
  /** What `origin` is set to; null when it is left to the default. */
  readonly origin: Node | null;
  /** `credentials: true`. */
  readonly credentials: TSESTree.Property | null;
}

/** Policies of cross-origin access the file sets up, in source order. */
export function corsPolicies(file: FileAnalysis): CorsPolicy[] {
  const own = file.callsWith('cors').filter(({ call }) => !call.cors?.handed).flatMap((call) => policyOf(file, call, call.call.cors));
  const handed = file.callsWith('mount').flatMap((call) => policyOf(file, call, handedPlugin(file, call)));
  return [...own, ...handed].sort((a, b) => a.call.node.range[0] - b.call.node.range[0]);
}

/** `register(cors, options)`: the plugin, a whole module, is an argument of the call that mounts it. */
function handedPlugin(file: FileAnalysis, { node }: LibraryCall): CorsModel | undefined {
  const first = node.type === 'TaggedTemplateExpression' ? undefined : node.arguments[0];
  const specifier = first && specifierOf(file, first);
  const plugin = specifier ? file.libraries.find(({ modules }) => modules.includes(specifier)) : undefined;
  const policy = plugin?.exports.default?.call?.cors;
  return policy?.handed ? policy : undefined;
}

function specifierOf(file: FileAnalysis, node: Node): string | null {
  const plain = bare(node);
  if (plain.type === 'CallExpression') return plain.callee.type === 'Identifier' && plain.callee.name === 'require' && plain.arguments[0] ? textOf(plain.arguments[0]) : null;
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  if (binding?.kind === 'import') return binding.name === 'default' || binding.name === '*' ? binding.specifier : null;
  return binding?.kind === 'value' && binding.init && binding.path.length === 0 && bare(binding.init).type === 'CallExpression' ? specifierOf(file, binding.init) : null;
}

function policyOf(file: FileAnalysis, call: LibraryCall, model: CorsModel | undefined): CorsPolicy[] {
  if (!model || call.node.type === 'TaggedTemplateExpression') return [];
  const nothing = { call, model, origin: null, credentials: null };
  let options: Node | undefined = call.node.arguments[model.arg];
  if (options?.type === 'SpreadElement') return [];
  if (model.property !== undefined) {
    const holder = options && objectBehind(file, options);
    const entry = holder ? propertyOf(holder, model.property) : null;
    if (entry === null || entry === 'unknown') return [];
    options = entry.value;
    const { constant } = file.valueOf(options);
    if (constant === true) return [nothing];
  }
  if (!options) return [nothing];
  if (isFunction(bare(options))) return [];
  const object = objectBehind(file, options);
  if (!object) return [];
  const origin = propertyOf(object, 'origin');
  const credentials = propertyOf(object, 'credentials');
  if (origin === 'unknown') return [];
  const sent = credentials !== null && credentials !== 'unknown' && file.valueOf(credentials.value).constant === true ? credentials : null;
  return [{ call, model, origin: origin && origin.value, credentials: sent }];
}
