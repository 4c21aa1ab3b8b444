import type { FunctionNode, Node } from '../vocabulary/analysis.js';
import type { TypeRef } from '../vocabulary/symbol-refs.js';
import type { Binding } from './binding.js';
import type { ProjectView } from '../vocabulary/project-view.js';
import type { Meaning } from '../vocabulary/project-view.js';
import type { ModelRegistry } from './model-registry.js';
import type { Variables } from './variables.js';

/** What the parts of the resolver share. */
export interface Resolution {
  readonly registry: ModelRegistry;
  readonly variables: Variables;
  /** Root-relative path, for entry points that are recognised by place. */
  readonly file: string;
  /** Installed libraries by name; conventional names stand only for these, when known. */
  readonly versions: Readonly<Record<string, string>>;
  /** Libraries the file imports. */
  imported(): ReadonlySet<string>;
  /** What the rest of the project says. */
  readonly project: ProjectView | null;
  meaningOf(node: Node): Meaning | null;
  instanceOf(node: Node): TypeRef | null;
  bindingOf(identifier: Node): Binding | null;
  localFunction(node: Node): FunctionNode | null;
  /** What a function of the file gives back. */
  returned(fn: FunctionNode): Meaning | null;
  /** What a class inherits from, as an instance. */
  inherited(holder: Node | null): Meaning | null;
  /** Modelled type of a parameter that has no name of its own (destructured). */
  parameterInstance(fn: FunctionNode, index: number): TypeRef | null;
  /** Function that starts at an offset, null when there is none. */
  functionAt(start: number): FunctionNode | null;
}
