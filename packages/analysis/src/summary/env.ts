import type { FileAnalysis } from '../vocabulary/analysis.js';
import { keyOf, memberName } from '../syntax/keys.js';
import { outer } from '../syntax/wrappers.js';
import type { EnvFact } from '../vocabulary/facts.js';

/**
 * Reads of environment variables by constant name: `process.env.X`, `const { X } = process.env`, `import.meta.env.X`.
 */
export function envOf(file: FileAnalysis): EnvFact[] {
  return file.nodes('MemberExpression').flatMap((node): EnvFact[] => {
    if (memberName(node) !== 'env') return [];
    const global =
      node.object.type === 'Identifier'
        ? node.object.name === 'process' && file.variableOf(node.object) === null
        : node.object.type === 'MetaProperty';
    if (!global) return [];
    const whole = outer(node);
    const { parent } = whole;
    const fn = file.functionOf(node)?.range[0] ?? -1;
    if (parent?.type === 'MemberExpression' && parent.object === whole) {
      const name = memberName(parent);
      return name === null ? [] : [{ name, at: parent.range, fn }];
    }
    if (parent?.type !== 'VariableDeclarator' || parent.id.type !== 'ObjectPattern') return [];
    return parent.id.properties.flatMap((property) => {
      const name = property.type === 'Property' ? keyOf(property.key, property.computed) : null;
      return name === null ? [] : [{ name, at: property.range, fn }];
    });
  });
}
