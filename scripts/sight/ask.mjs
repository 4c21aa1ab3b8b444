/**
 * What the product knows of one repository, as JSON: ends of calls by file.
 *
 *   node scripts/sight/ask.mjs DIR
 */
import { askProduct } from './proved.mjs';

const { proved, alone, read } = await askProduct(process.argv[2]);
const plain = (known) => Object.fromEntries([...known].map(([file, ends]) => [file, [...ends]]));
process.stdout.write(JSON.stringify({ proved: plain(proved), alone: plain(alone), read: [...read] }));
