import { type FileAnalysis, nameTokens, type Node } from '@backend-architect/analysis';

/** One number under a name for many of them is how many there are: `newTokens` of a bucket. */
export function isQuantity(file: FileAnalysis, name: string, made: Node): boolean {
  const { shapes } = file.valueOf(made);
  return (
    shapes.length === 1 &&
    shapes[0] === 'num' &&
    /^(?:tokens|credentials|codes|keys|secrets)$/.test(nameTokens(name).at(-1) ?? '')
  );
}
