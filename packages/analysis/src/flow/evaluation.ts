import type { TSESTree } from '@typescript-eslint/types';
import type { FunctionNode, Node } from '../vocabulary/analysis.js';
import type { Resolution } from '../symbols/resolution.js';
import type { Guarded } from '../guards/guard-forms.js';
import type { Admitted } from '../vocabulary/admitted.js';
import type { AdmitsModel } from '../vocabulary/schemas.js';
import type { Value } from '../vocabulary/value.js';

/** What the parts of the engine share. */
export interface Engine {
  readonly r: Resolution;
  readonly text: string;
  /** Value of an expression; parameters stay UNKNOWN(param). */
  evaluate(node: Node): Value;
  /** The same, asked from outside: parameters of local functions are filled from their call sites. */
  valueOf(node: Node): Value;
  returnsOf(fn: FunctionNode): Value;
  /** Nodes of a type inside another, nested functions included, in the order of the text. */
  nodesIn(type: string, holder: Node): readonly Node[];
  /** Value of a name, without what guards prove of it where it is read. */
  nameValue(node: TSESTree.Identifier): Value;
  /** What is written to a name behind an offset of the text, and may be there where it is read. */
  writtenBehind(node: TSESTree.Identifier, offset: number): readonly Value[];
  /** What the schema that an expression is lets through. */
  admittedBy(schema: Node): Admitted;
  /** The same, of a call or decorator of a library of schemas. */
  admittedByModel(model: AdmitsModel, args: readonly Node[]): Admitted;
  /** What stands before the handler that holds a place admits: under a name, or all that was noted of the request. */
  admittedBefore(place: Node, name: string | null): Admitted;
  /** Kinds for which a parameter is harmless when this expression is true. */
  provenBy(condition: Node, param: TSESTree.Identifier): Guarded['for'];
  /** Calls of a local function in this file (at most 8), and whether these are all there can be. */
  readonly callSites: (fn: FunctionNode) => {
    readonly calls: readonly TSESTree.CallExpression[];
    readonly complete: boolean;
  };
}
