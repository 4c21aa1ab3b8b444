import type { FileAnalysis, Node } from '../vocabulary/analysis.js';
import { conditionsAt } from './conditions-at.js';
import { bare } from '../syntax/wrappers.js';

/** Words of tests that ask where the code runs, or whether details may be shown. */
const ENVIRONMENT =
  /NODE_ENV|\b(?:is_?)?(?:prod|dev)(?:uction|elopment)?(?:_?mode|_?env)?\b|\bdebug|\bverbose|expose|show_?(?:stack|error|detail)/i;

/** The test asks where the code runs, or whether details may be shown. */
export function asksEnvironment(file: FileAnalysis, test: Node): boolean {
  if (ENVIRONMENT.test(file.text.slice(...test.range))) return true;
  const plain = bare(test);
  const definition =
    plain.type === 'Identifier' ? (file.variableOf(plain)?.defs[0]?.node as Node | undefined) : undefined;
  return (
    definition?.type === 'VariableDeclarator' &&
    definition.init !== null &&
    ENVIRONMENT.test(file.text.slice(...definition.init.range))
  );
}

/**
 * A condition around the place asks for the environment: `if (process.env.NODE_ENV !== 'production')`, `isDev && ...`,
 * `x: isProd ? a : b`.
 */
export function dependsOnEnvironment(file: FileAnalysis, place: Node): boolean {
  return conditionsAt(place).some(({ test }) => asksEnvironment(file, test));
}
