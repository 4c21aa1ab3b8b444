import { keyOf, memberName, type FileAnalysis, type Node } from '@backend-architect/analysis';

/** A method a library would run at its end, and what it gives back there. */
export interface EndHook {
  readonly node: Node;
  readonly name: string;
  readonly library: string;
  readonly releases: Node;
}

/** Methods that give something back when the library ends, in a program that ends without telling it. */
export function* unheardHooks(file: FileAnalysis): Generator<EndHook> {
  const models = [...file.libraries, ...file.installed].filter(({ endHooks }) => endHooks !== undefined);
  if (models.length === 0) return;
  for (const method of file.nodes('MethodDefinition')) {
    const name = keyOf(method.key, method.computed);
    const model = models.find(({ endHooks }) => name !== null && endHooks?.methods.includes(name));
    if (!model || name === null || method.static || method.parent.parent.decorators.length === 0) continue;
    const releases = releasedIn(file, method.value);
    if (releases && file.endsUnheard(model)) yield { node: method.key, name, library: model.library, releases };
  }
}

/** `await this.pool.end()`: the call by which its type says that it is given back. */
function releasedIn(file: FileAnalysis, body: Node): Node | null {
  return (
    file.nodes('CallExpression').find((call) => {
      if (call.range[0] < body.range[0] || call.range[1] > body.range[1]) return false;
      if (call.callee.type !== 'MemberExpression') return false;
      const name = memberName(call.callee);
      const resource = file.typeOf(call.callee.object)?.type.resource;
      return name !== null && resource?.releasedBy.includes(name) === true;
    }) ?? null
  );
}
