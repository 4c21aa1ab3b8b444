import type { TableModel } from '../types.js';
import { declaredTables } from './declared-tables.js';
import { entityTables } from './entity-tables.js';
import { prismaTables } from './prisma-tables.js';
import { sqlTables } from './sql-tables.js';
import type { TableInput } from './table-input.js';

/**
 * Tables and collections the project declares, by schema file, entity class, declaring call, or SQL migration; sorted
 * by name and file.
 */
export function tablesOf(input: TableInput): TableModel[] {
  const declared = [...prismaTables(input.schemas), ...entityTables(input), ...declaredTables(input)];
  // Migrations that a schema generates say the same again.
  const names = new Set(declared.map((table) => table.name.toLowerCase()));
  const migrated = declared.some((table) => table.source === 'prisma')
    ? []
    : sqlTables(input.schemas.filter(({ file }) => file.endsWith('.sql'))).filter(
        (table) => !names.has(table.name.toLowerCase()),
      );
  return [...declared, ...migrated].sort((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.file < b.file ? -1 : 1,
  );
}
