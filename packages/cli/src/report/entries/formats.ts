import { printable, widthOf } from '../pretty/printable.js';
import type { EntryRow, EntryTable } from './types.js';

const TABLE_FORMATS = ['text', 'json', 'md', 'csv'] as const;
export const ENTRY_FORMATS = [...TABLE_FORMATS, 'openapi'] as const;
/** Every kind of entry, in the order in which help lists them. */
export const ENTRY_KIND_NAMES = Object.keys({
  http: true,
  graphql: true,
  rpc: true,
  action: true,
  function: true,
  queue: true,
  event: true,
  socket: true,
  schedule: true,
} satisfies Record<EntryRow['kind'], true>) as EntryRow['kind'][];
export type EntryFormat = (typeof ENTRY_FORMATS)[number];
type TableFormat = (typeof TABLE_FORMATS)[number];

const HEADS = ['kind', 'entry', 'access', 'before it', 'does', 'handler', 'place'] as const;

/** The table in one of the formats that show it as it is, with a line break at its end. */
export function entryTableText(table: EntryTable, format: TableFormat): string {
  switch (format) {
    case 'text':
      return table.total === 0
        ? `${summary(table)}\n`
        : `${aligned([HEADS, ...table.rows.map(cellsOf)])}\n\n${summary(table)}\n`;
    case 'json':
      return `${JSON.stringify({ schemaVersion: 1, ...table }, null, 2)}\n`;
    case 'md':
      return `${[HEADS, HEADS.map(() => '---'), ...table.rows.map(cellsOf)].map(markdownRow).join('\n')}\n\n${summary(table)}\n`;
    case 'csv':
      return [CSV_HEADS, ...table.rows.map(csvCells)].map((row) => `${row.map(csvCell).join(',')}\n`).join('');
    default:
      return format satisfies never;
  }
}

/** What a person has to know before trusting the table. */
function summary({ total, withoutHandler, notFollowed, incomplete }: EntryTable): string {
  if (total === 0)
    return (
      'No entry was found: no route, field, procedure, job, message or time that a model knows. ' +
      'What a library of yours registers can be described under "models" in backend-architect.json.'
    );
  const gaps = [
    ...(withoutHandler > 0 ? [`of ${withoutHandler} it is not known what runs`] : []),
    ...(notFollowed > 0 ? [`of ${notFollowed} what stands before is not followed, so nothing is known of access`] : []),
    ...(incomplete > 0 ? [`of ${incomplete} the name or what stands before is not known whole`] : []),
  ];
  const entries = total === 1 ? '1 entry' : `${total} entries`;
  return `${entries}${gaps.length === 0 ? '' : `: ${gaps.join(', ')}`}.`;
}

function cellsOf(row: EntryRow): string[] {
  const { kind, method, name, access, duties, handler, file, line } = row;
  return [
    kind,
    printable(method === null ? name : `${method} ${name}`),
    access,
    duties.join(', '),
    doesOf(row),
    printable(handler ?? 'not known'),
    printable(`${file}:${line}`),
  ];
}

function doesOf({ writes, leaves, transaction }: EntryRow): string {
  return [
    ...(writes.length > 0 ? [`writes ${printable(writes.join(', '))}`] : []),
    ...(transaction ? ['in a transaction'] : []),
    ...(leaves ? ['leaves the process'] : []),
  ].join(', ');
}

/** Columns in which nothing stands are left out. */
function aligned(rows: readonly (readonly string[])[]): string {
  const [, ...body] = rows;
  const columns = HEADS.map((_head, column) => column).filter((column) => body.some((row) => row[column] !== ''));
  const widths = columns.map((column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  return rows
    .map((row) =>
      columns
        .map((column, place) => (row[column] ?? '') + ' '.repeat((widths[place] ?? 0) - widthOf(row[column] ?? '')))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function markdownRow(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/[\\|<]/g, String.raw`\$&`)).join(' | ')} |`;
}

const CSV_HEADS = [
  'kind', 'method', 'name', 'framework', 'access', 'duties', 'writes', 'leaves', 'transaction', 'handler', 'file',
  'line', 'followed', 'complete',
] as const;

/** What the reviewed code says. One that begins like a formula is one for a spreadsheet, unless something stands before. */
const OF_THE_CODE: readonly (typeof CSV_HEADS)[number][] = ['name', 'handler', 'file', 'writes'];

function csvCells(row: EntryRow): string[] {
  return CSV_HEADS.map((head) => {
    const value = row[head];
    const text = Array.isArray(value) ? value.join(' ') : String(value ?? '');
    return OF_THE_CODE.includes(head) && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  });
}

function csvCell(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
