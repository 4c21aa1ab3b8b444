import {
  bare,
  conditionsAt,
  memberName,
  outer,
  runsWithin,
  type FileAnalysis,
  type FunctionNode,
  type Node,
} from '@backend-architect/analysis';
import type { TSESTree } from '@typescript-eslint/types';

/**
 * Is a call made once and its result kept outside the handler? `if (!page) page = read()`, `page ??= read()`,
 * `if (!pages.has(name)) pages.set(name, read(name))`. What is asked and what is kept is the same variable, which
 * outlives the request.
 */
export function runsOnce(file: FileAnalysis, call: Node, handler: FunctionNode): boolean {
  const asked = conditionsAt(call)
    .filter(({ outside }) => !outside)
    .flatMap(({ test }) => namesIn(file, test));
  const kept = keptIn(file, call);
  const outlives = (name: TSESTree.Identifier): boolean => {
    const definition = file.variableOf(name)?.defs[0]?.node as Node | undefined;
    return (
      definition !== undefined && !runsWithin(file, definition, handler) && definition.type === 'VariableDeclarator'
    );
  };
  if (kept.some(({ name, asks }) => asks && outlives(name))) return true;
  return kept.some(
    ({ name }) => outlives(name) && asked.some((other) => file.variableOf(other) === file.variableOf(name)),
  );
}

interface Kept {
  readonly name: TSESTree.Identifier;
  /** Kept only where nothing is kept yet: `??=`. */
  readonly asks: boolean;
}

/**
 * Variables the result is written to, directly or through a name: `x = f(read())`, `x[key] = read()`, `x.set(key,
 * read())`.
 */
function keptIn(file: FileAnalysis, call: Node, depth = 2): Kept[] {
  for (let node: Node = outer(call), parent = node.parent; parent; node = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'AssignmentExpression': {
        const root = parent.right === node ? rootOf(parent.left) : null;
        return root ? [{ name: root, asks: parent.operator === '??=' || parent.operator === '||=' }] : [];
      }
      case 'VariableDeclarator': {
        if (parent.init !== node || parent.id.type !== 'Identifier' || depth === 0) return [];
        const variable = file.variableOf(parent.id);
        return (variable?.references ?? []).flatMap(({ identifier }) =>
          identifier === parent.id ? [] : keptIn(file, identifier as Node, depth - 1),
        );
      }
      case 'CallExpression': {
        const callee = bare(parent.callee);
        const root =
          callee.type === 'MemberExpression' && parent.callee !== node && memberName(callee) === 'set'
            ? rootOf(callee.object)
            : null;
        if (root) return [{ name: root, asks: false }];
        break;
      }
      case 'ExpressionStatement':
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
        return [];
      default:
        break;
    }
  }
  return [];
}

function namesIn(file: FileAnalysis, test: Node): TSESTree.Identifier[] {
  return file.nodes('Identifier').filter(({ range }) => test.range[0] <= range[0] && range[1] <= test.range[1]);
}

function rootOf(node: Node): TSESTree.Identifier | null {
  let plain = bare(node);
  while (plain.type === 'MemberExpression') plain = bare(plain.object);
  return plain.type === 'Identifier' ? plain : null;
}
