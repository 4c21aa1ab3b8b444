import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '@backend-architect/analysis';
import { extract } from '../../src/extract/extract.js';
import { hashOf } from '../../src/extract/hash.js';
import { parseFile } from '../../src/extract/parse-file.js';
import { linkProject } from '../../src/project/link-project.js';
import { tempProject } from '../temp-project.js';

const settings = { versions: { express: '4.0.0' } };

/**
 * Library calls that one file is seen to make, with the project to ask and no name to go by: `pg#ClientBase.query`, in
 * the order they end.
 */
export async function seenIn(files: Readonly<Record<string, string>>, name: string): Promise<string[]> {
  const root = tempProject(files);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  const sources = Object.entries(files)
    .filter(([file]) => !file.endsWith('.json'))
    .map(([file, text]) => ({ file, text, hash: hashOf(text) }));
  const read = (await extract({ root, files: sources, settings, cache: 'skip' })).filter(
    (file) => file.kind === 'read',
  );
  const project = linkProject({ root, files: read.map(({ facts }) => facts), settings });
  const parsed = parseFile(name, files[name] ?? '');
  if (parsed.kind === 'unread') throw new Error(`${name} cannot be parsed`);
  const { libraryCalls } = analyse({ ...parsed.source, settings, project: project.viewOf(name) });
  return libraryCalls
    .filter(({ symbol }) => symbol.rung <= 3)
    .sort((a, b) => a.node.range[1] - b.node.range[1])
    .map(({ symbol }) => symbol.symbol);
}
