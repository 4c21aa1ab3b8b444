/** Names of fields that calls make one by one: `mutationField('ban', (t) => t.field({ resolve }))`. */
import type { ArgFact, EntryModel } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import { UNNAMED, type EntryInput } from './entry-input.js';

export function fieldName(input: EntryInput, call: LinkedCall, { of, name: nameAt }: EntryModel): string {
  const { file, fact } = call;
  const said = nameAt && nameAt !== 'export' && nameAt.arg !== undefined ? fact.args[nameAt.arg] : undefined;
  const own = (said && input.textOf(file, said)) ?? fact.under;
  if (of !== 'around') return `${of?.type ?? UNNAMED}.${own ?? UNNAMED}`;
  const around = input.calls.find((one) => one.file === file && one.target?.call.fieldsOf && runs(one, fact.fn));
  const model = around?.target?.call.fieldsOf;
  if (!around || !model) return `${UNNAMED}.${own ?? UNNAMED}`;
  const textAt = (arg: number | undefined, property?: string): string | null => {
    const whole = arg === undefined ? undefined : around.fact.args[arg];
    const found = property === undefined ? whole : whole?.properties?.[property];
    return found ? input.textOf(file, found) : null;
  };
  const type = model.type ?? textAt(model.arg, model.property) ?? UNNAMED;
  return `${type}.${textAt(model.nameArg) ?? own ?? UNNAMED}`;
}

function runs({ fact }: LinkedCall, fn: number): boolean {
  const isIt = (arg: ArgFact): boolean => arg.fn === fn;
  return fact.args.some((arg) => isIt(arg) || Object.values(arg.properties ?? {}).some(isIt));
}
