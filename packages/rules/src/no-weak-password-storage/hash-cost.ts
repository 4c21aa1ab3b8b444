import { bare, settingElsewhere, type FileAnalysis, type LibraryCall, type Node } from '@backend-architect/analysis';

export interface HashCost {
  readonly value: number;
  readonly minimum: number;
  /** Where the number stands; absent when it is the default of the library. */
  readonly node?: Node;
}

/** Cost of a password hash, when it can be seen; null when it cannot, or when the model knows no minimum. */
export function hashCost(file: FileAnalysis, { node, call }: LibraryCall): HashCost | null {
  const model = call.passwordHash;
  if (model?.minimum === undefined || node.type === 'TaggedTemplateExpression') return null;
  if (node.arguments.some((argument) => argument.type === 'SpreadElement')) return null;
  const minimum = minimumFor(file, { node, call } as LibraryCall) ?? model.minimum;
  const byDefault: HashCost | null = model.default === undefined ? null : { value: model.default, minimum };
  const argument = model.costArg === undefined ? undefined : node.arguments[model.costArg];
  if (!argument || (model.costProperty !== undefined && isFunctionLike(argument))) return byDefault;
  let given: Node = argument;
  if (model.costProperty !== undefined && model.costArg !== undefined) {
    const option = file.optionOf(node, model.costArg, model.costProperty);
    if (option === 'unknown') return costElsewhere(file, argument, model.costProperty, minimum);
    if (option === null) return byDefault;
    given = option;
  }
  const { constant } = file.valueOf(given);
  return typeof constant === 'number' ? { value: constant, minimum, node: given } : null;
}

/** Options of another file: the place of their use stands for the number. */
function costElsewhere(file: FileAnalysis, options: Node, property: string, minimum: number): HashCost | null {
  const found = settingElsewhere(file, options, property);
  return typeof found !== 'string' && typeof found.constant === 'number'
    ? { value: found.constant, minimum, node: options }
    : null;
}

/** The minimum can depend on another argument: fewer rounds are enough for a slower digest. */
function minimumFor(file: FileAnalysis, { node, call }: LibraryCall): number | null {
  const by = call.passwordHash?.minimumBy;
  if (!by || node.type === 'TaggedTemplateExpression') return null;
  const chosen = node.arguments[by.arg];
  const name = chosen && file.valueOf(chosen).constant;
  return typeof name === 'string' && Object.hasOwn(by.is, name) ? (by.is[name] ?? null) : null;
}

function isFunctionLike(node: Node): boolean {
  const { type } = bare(node);
  return type === 'ArrowFunctionExpression' || type === 'FunctionExpression';
}
