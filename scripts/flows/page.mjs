/** docs/quality/flows.md. */
import { COLUMNS, PLACES } from './compose.mjs';

const SIGNS = { right: '✓', asks: '?', wrong: '✗' };

/** `judged`: cells in order, with the state of each. Formatted by the caller. */
export function flowsPage(judged) {
  const groups = [...new Set(judged.map(({ row }) => row.group))];
  const wrong = judged.filter(({ state }) => state === 'wrong');
  return `<!-- Written by scripts/flows.mjs. Do not edit. -->

# Flows

Constructs of the language and of its modules, written from their specifications, and whether what is reviewed follows a value through
them. Each is a handler that takes \`input\` from a request and starts a shell command with what the construct makes of it. Four things
are asked: the request reaches the command; a list of allowed words clears it, whether it stands before or behind the construct; a constant
in place of the request is silent, with an untrusted value beside it where the construct can hold two, and with other handlers that hand
untrusted values to the same code; an untrusted value that is written after the command was started does not count. Each in one file, and
with the construct in another one. The rows are tests/flows/rows, each cell is a test. ✓: right. ?: it asks. ✗: wrong. A cell that must be
silent shows nothing where the request is not followed at all; such cells are counted in the last column.

| | rows | cells | ✓ | ? | ✗ | show nothing |
| --- | --: | --: | --: | --: | --: | --: |
${groups.map((group) => totals(group, ofGroup(judged, group))).join('\n')}
${totals('**all**', judged)}

${['all', ...COLUMNS.map(({ id }) => id)]
  .map((id) => byColumn(judged, id))
  .filter(Boolean)
  .join('\n')}

${groups.map((group) => table(group, ofGroup(judged, group))).join('\n\n')}

## Known to be wrong

${wrong.length === 0 ? 'None.' : known(wrong)}
`;
}

function ofGroup(judged, group) {
  return judged.filter(({ row }) => row.group === group);
}

function rowsIn(cells) {
  return [...new Set(cells.map(({ row }) => row))];
}

function count(cells, state) {
  return cells.filter((cell) => cell.state === state).length;
}

function totals(name, cells) {
  const states = ['right', 'asks', 'wrong'].map((state) => count(cells, state));
  return `| ${[name, rowsIn(cells).length, cells.length, ...states, idle(cells)].join(' | ')} |`;
}

/** Cells that are silent because nothing is followed. */
function idle(cells) {
  const lost = new Set(
    cells.filter(({ column, state }) => !column.silent && state === 'wrong').map(({ row, place }) => key(row, place)),
  );
  return cells.filter(
    ({ row, place, column, state }) => column.silent && state === 'right' && lost.has(key(row, place)),
  ).length;
}

function key(row, place) {
  return `${row.group} ${row.name} ${place.id}`;
}

function byColumn(judged, id) {
  if (id === 'all') {
    const head = PLACES.map(({ title }) => `${title}: ✓ | ? | ✗`).join(' | ');
    return `| | ${head} |\n| --- | ${PLACES.map(() => '--: | --: | --:').join(' | ')} |`;
  }
  const column = COLUMNS.find((one) => one.id === id);
  const figures = PLACES.flatMap((place) => {
    const cells = judged.filter((cell) => cell.column.id === id && cell.place.id === place.id);
    return ['right', 'asks', 'wrong'].map((state) => count(cells, state));
  });
  return `| ${[column.title, ...figures].join(' | ')} |`;
}

function table(group, cells) {
  const head = COLUMNS.map(({ title }) => title).join(' | ');
  return `## ${group}

Each pair: in one file, across two.

| construct | specification | ${head} |
| --- | --- | ${COLUMNS.map(() => ':-:').join(' | ')} |
${rowsIn(cells)
  .map((row) =>
    line(
      row,
      cells.filter((cell) => cell.row === row),
    ),
  )
  .join('\n')}`;
}

function line(row, cells) {
  const signs = COLUMNS.map((column) =>
    PLACES.map((place) => {
      const cell = cells.find((one) => one.column.id === column.id && one.place.id === place.id);
      return cell ? SIGNS[cell.state] : ' ';
    })
      .join(' ')
      .trim(),
  );
  return `| ${[row.name.replaceAll('|', '\\|'), row.spec, ...signs].join(' | ')} |`;
}

/** Why, and of which rows. */
function known(wrong) {
  const byReason = new Map();
  for (const { row, column, place } of wrong) {
    const reason = row.wrong[`${column.id} ${place.id}`] ?? 'no reason is given';
    byReason.set(reason, [...(byReason.get(reason) ?? []), `${row.name} (${column.title}, ${place.title})`]);
  }
  return [...byReason].map(([reason, names]) => `- ${reason}: ${names.join('; ')}`).join('\n');
}
