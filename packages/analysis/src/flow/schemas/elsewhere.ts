import type { TSESTree } from '@typescript-eslint/types';
import type { Foreign } from '../../vocabulary/project-view.js';
import { memberName, textOf } from '../../syntax/keys.js';
import { unwrap } from '../../syntax/wrappers.js';
import type { Engine } from '../evaluation.js';
import type { Admitted } from '../../vocabulary/admitted.js';

type Node = TSESTree.Node;
type Import = Extract<Admitted, { is: 'elsewhere' }>;

/**
 * What a schema of another file lets through; where nobody can be asked, which one it is. Null for what is of this
 * file.
 */
export function admittedElsewhere(e: Engine, node: Node): Admitted | null {
  const origin = importOf(e, node);
  if (!origin) return null;
  if (!e.r.project) return e.r.registry.moduleOf(origin.specifier) ? null : origin;
  const thing = origin.path.reduce<Foreign | null>(
    (known, name) => known?.member(name) ?? null,
    e.r.project.imported(origin.specifier, origin.name),
  );
  return thing?.admits ?? null;
}

/** Where a name comes from; null for what is of this file. */
export function importOf(e: Engine, node: Node): Import | null {
  const plain = unwrap(node);
  if (plain.type === 'MemberExpression') {
    const [object, name] = [importOf(e, plain.object), memberName(plain)];
    return object && name !== null ? below(object, name) : null;
  }
  if (plain.type === 'CallExpression') {
    const specifier =
      plain.callee.type === 'Identifier' && plain.callee.name === 'require' && plain.arguments[0]
        ? textOf(plain.arguments[0])
        : null;
    return specifier === null ? null : { is: 'elsewhere', specifier, name: '*', path: [] };
  }
  const binding = plain.type === 'Identifier' ? e.r.bindingOf(plain) : null;
  if (binding?.kind === 'import')
    return { is: 'elsewhere', specifier: binding.specifier, name: binding.name, path: [] };
  const whole = binding?.kind === 'value' && binding.init ? importOf(e, binding.init) : null;
  return binding?.kind === 'value' && whole ? binding.path.reduce<Import>(below, whole) : null;
}

/** The first member of a module is an export. */
function below(origin: Import, name: string): Import {
  return origin.name === '*' && origin.path.length === 0
    ? { ...origin, name }
    : { ...origin, path: [...origin.path, name] };
}
