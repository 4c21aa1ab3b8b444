import { type ArgFact, isSecretColumn } from '@backend-architect/analysis';
import type { LinkedCall } from '../call-linker.js';
import type { TableModel } from '../types.js';
import type { TableInput } from './table-input.js';
import { libraryOf } from '../things.js';

/** Tables declared by a call: a name and an object of columns, or a schema made elsewhere. */
export function declaredTables({ calls, resolver }: TableInput): TableModel[] {
  const byStart = new Map(
    calls
      .filter((call) => call.fact.construct || call.fact.args.length > 0)
      .map((call) => [`${call.file}:${call.fact.at[0]}`, call]),
  );
  return calls.flatMap((call): TableModel[] => {
    const model = call.target?.call;
    if (!model?.declares || typeof model.entity !== 'object' || resolver.files.get(call.file)?.role === 'test')
      return [];
    const name = call.fact.args[model.entity.arg]?.text;
    const columns = columnsOf(call, model.declares.columns);
    if (name === undefined || columns === null || !call.target) return [];
    return [
      {
        name,
        file: call.file,
        at: call.fact.at,
        source: libraryOf(call.target.symbol),
        columns: Object.entries(columns)
          .filter(([key]) => key !== '...')
          .map(([key, value]) => ({
            name: key,
            ...(isSet(value, 'unique') && { unique: true }),
            ...(isSet(value, 'primaryKey') && { id: true }),
            ...(isSecretColumn(key) && { secret: true }),
          })),
        relations: Object.entries(columns).flatMap(([key, value]) =>
          value.properties?.['ref']?.text === undefined ? [] : [{ name: key, to: value.properties['ref'].text }],
        ),
        indexes: Object.entries(columns)
          .filter(([, value]) => isSet(value, 'unique') || isSet(value, 'index') || isSet(value, 'primaryKey'))
          .map(([key]) => [key]),
      },
    ];
  });

  function columnsOf(call: LinkedCall, position: number): Readonly<Record<string, ArgFact>> | null {
    const arg = call.fact.args[position];
    if (arg?.properties) return arg.properties;
    const thing = arg?.ref ? resolver.resolve(call.file, arg.ref) : null;
    const maker = thing?.kind === 'library' && thing.origin !== undefined ? byStart.get(thing.origin) : undefined;
    return maker?.fact.args[0]?.properties ?? arg?.call?.[0]?.properties ?? null;
  }
}

/** `unique: true` of a column, or `.unique()` in the chain that builds it. */
function isSet(column: ArgFact, name: string): boolean {
  if (column.properties?.[name]) return column.properties[name].boolean !== false;
  for (let ref = column.ref; ref?.kind === 'result'; ref = ref.of)
    if ('path' in ref.of && ref.of.path?.at(-1) === name) return true;
  return column.ref?.kind === 'result' && column.ref.of.kind === 'library' && column.ref.of.symbol.endsWith(`.${name}`);
}
