/**
 * What the counter finds in one repository, as JSON; `looks` are the calls that look like one and were not counted.
 *
 *   node scripts/sight/measure.mjs DIR
 */
import { countPrograms, readRepository } from './count.mjs';
import { lookalikes } from './sample.mjs';

const { programs, resolve } = readRepository(process.argv[2]);
const calls = countPrograms(programs, resolve);
process.stdout.write(JSON.stringify({ calls, looks: lookalikes(programs, calls) }));
