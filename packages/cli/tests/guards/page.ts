import { cellsOf, nameOf, type Cell, type Kind, type Row } from './cell.js';
import { KINDS } from './kinds/index.js';
import { KNOWN_WRONG, whyWrong } from './wrong.js';

/** The page of the matrix, out of its cells and of what is known to be wrong. */
export function guardsPage(): string {
  const cells = KINDS.flatMap(cellsOf);
  const isWrong = (cell: Cell): boolean => whyWrong(nameOf(cell)) !== undefined;
  const of = (isGuarded: boolean): string => {
    const asked = cells.filter((cell) => cell.isGuarded === isGuarded);
    return `${asked.length - asked.filter(isWrong).length} of ${asked.length}`;
  };
  return `<!-- Written by scripts/guards.mjs. Do not edit. -->

# Guards and what looks like them

What the documentation of the libraries names as a guard, for each kind of place where a value does harm, in the spellings people
give it; and what looks like it and lets harm through. Each spelling is put into every form of a program: refused early, inside a
branch, under a name, beside another test, in a helper of another file that answers or throws; and into the forms that guard
nothing: negated, its result unused, \`||\` beside it, asked of another value or of a copy, after the use, written again behind it, or
only told. A cell is one spelling in one form, run through the whole review; the cells are the tests in \`packages/cli/tests/guards\`.

Guards have to be silent: ${of(true)} cells are. What guards nothing has to be reported or asked: ${of(false)} cells are.

${KINDS.map((kind) => section(kind, isWrong)).join('\n\n')}

## Known to be wrong

A test fails when one of them becomes right.

${KNOWN_WRONG.map(({ why, cells: names }) => `- ${why} Cells: ${names.length}.`).join('\n')}
`;
}

function section(kind: Kind, isWrong: (cell: Cell) => boolean): string {
  const cells = cellsOf(kind);
  const lines = kind.rows.map((row) => {
    const own = cells.filter((cell) => cell.row === row);
    return `| ${row.guard} | ${row.spelling} | ${share(own, true, isWrong)} | ${share(own, false, isWrong)} |`;
  });
  return `## ${kind.name[0]!.toUpperCase()}${kind.name.slice(1)}

\`${kind.rule}\`

| Guard | Spelling | Silent | Reported |
| --- | --- | --- | --- |
${lines.join('\n')}`;
}

/** Of the cells that have to be silent, or reported, those that are. */
function share(cells: readonly Cell[], isGuarded: boolean, isWrong: (cell: Cell) => boolean): string {
  const asked = cells.filter((cell) => cell.isGuarded === isGuarded);
  return asked.length === 0 ? '' : `${asked.length - asked.filter(isWrong).length}/${asked.length}`;
}

/** A spelling has one row. */
export function spellingsOf(kind: Kind): readonly string[] {
  return kind.rows.map(({ guard, spelling }: Row) => `${guard} | ${spelling}`);
}
