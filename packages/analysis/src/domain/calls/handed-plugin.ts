import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import type { CallModel } from '../../vocabulary/library-model.js';
import { bindingOf } from '../../symbols/binding.js';
import { textOf } from '../../syntax/keys.js';
import { bare } from '../../syntax/wrappers.js';

/**
 * `register(plugin, options)`: what calling the plugin means, when a whole module is the first argument of the call
 * that mounts it.
 */
export function handedPlugin(file: FileAnalysis, { node }: LibraryCall): CallModel | undefined {
  const first = node.type === 'TaggedTemplateExpression' ? undefined : node.arguments[0];
  const specifier = first && specifierOf(file, first);
  return specifier
    ? file.libraries.find(({ modules }) => modules.includes(specifier))?.exports.default?.call
    : undefined;
}

function specifierOf(file: FileAnalysis, node: Node): string | null {
  const plain = bare(node);
  if (plain.type === 'CallExpression')
    return plain.callee.type === 'Identifier' && plain.callee.name === 'require' && plain.arguments[0]
      ? textOf(plain.arguments[0])
      : null;
  const variable = plain.type === 'Identifier' ? file.variableOf(plain) : null;
  const binding = variable && bindingOf(variable);
  if (binding?.kind === 'import') return binding.name === 'default' || binding.name === '*' ? binding.specifier : null;
  return binding?.kind === 'value' &&
    binding.init &&
    binding.path.length === 0 &&
    bare(binding.init).type === 'CallExpression'
    ? specifierOf(file, binding.init)
    : null;
}
