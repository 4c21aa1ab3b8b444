import { type ArgFact, type ClassFact, isSecretColumn } from '@backend-architect/analysis';
import { decoratorMeanings, flatArgs, type DecoratorMeaning } from '../routes/decorator-meaning.js';
import type { TableModel } from '../types.js';
import type { TableInput } from './table-input.js';
import { libraryOf } from '../things.js';

/** Classes that are decorated as entities, with the fields decorated as columns and relations. */
export function entityTables(input: TableInput): TableModel[] {
  const { resolver, callsBy } = input;
  const tables: TableModel[] = [];
  for (const [file, facts] of resolver.files) {
    if (facts.role === 'test') continue;
    for (const owner of facts.classes) {
      const meanings = owner.decorators.flatMap((decorator) => decoratorMeanings(resolver, callsBy, file, decorator));
      const entity = meanings.find((meaning) => meaning.model.is === 'entity');
      if (entity) tables.push(entityTable(input, file, owner, entity));
    }
  }
  return tables;
}

function entityTable(
  { resolver, callsBy }: TableInput,
  file: string,
  owner: ClassFact,
  entity: DecoratorMeaning,
): TableModel {
  const columns: TableModel['columns'][number][] = [];
  const relations: TableModel['relations'][number][] = [];
  const indexes: string[][] = [];
  for (const field of owner.fields) {
    const meanings = (field.decorators ?? []).flatMap((decorator) =>
      decoratorMeanings(resolver, callsBy, file, decorator),
    );
    const unique =
      (field.decorators ?? []).some((decorator) => /^(?:unique)$/i.test(decorator.name)) ||
      meanings.some((meaning) => optionIs(meaning.args, 'unique'));
    const id =
      (field.decorators ?? []).some((decorator) => /^Primary/.test(decorator.name)) ||
      meanings.some((meaning) => optionIs(meaning.args, 'primary') || optionIs(meaning.args, 'primaryKey'));
    if (unique || id || (field.decorators ?? []).some((decorator) => decorator.name === 'Index'))
      indexes.push([field.name]);
    if (meanings.some((meaning) => meaning.model.is === 'relation'))
      relations.push({
        name: field.name,
        to: field.type?.kind === 'import' ? field.type.name : field.type?.kind === 'class' ? field.type.className : '',
      });
    else if (meanings.some((meaning) => meaning.model.is === 'column'))
      columns.push({
        name: field.name,
        ...(unique && { unique }),
        ...(id && { id }),
        ...(isSecretColumn(field.name) && { secret: true }),
      });
  }
  const [first] = entity.args;
  const name = first?.text ?? first?.properties?.['name']?.text ?? first?.properties?.['tableName']?.text ?? owner.name;
  return { name, file, at: owner.nameRange, source: libraryOf(entity.symbol), columns, relations, indexes };
}

function optionIs(args: readonly ArgFact[], name: string): boolean {
  return flatArgs(args).some((arg) => arg.properties?.[name]?.boolean === true);
}
