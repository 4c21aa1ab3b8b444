import { extract } from '../../src/extract/extract.js';
import { hashOf } from '../../src/extract/hash.js';
import { judge, type JudgedFile, type JudgeRequest } from '../../src/judge/judge.js';
import type { Policy } from '../../src/options/config.js';
import { linkProject } from '../../src/project/link-project.js';
import type { Project } from '../../src/project/types.js';

/**
 * Files below a root, by their texts: what is source of the project is read, linked and judged in the strict preset,
 * without a cache.
 */
export async function judgedIn(
  root: string,
  files: Readonly<Record<string, string>>,
  settings: JudgeRequest['settings'],
  { policy = {}, rules = {} }: { readonly policy?: Policy; readonly rules?: JudgeRequest['rules'] } = {},
): Promise<{ readonly project: Project; readonly judged: JudgedFile[] }> {
  const sources = Object.entries(files)
    .filter(([file]) => /\.[cm]?[jt]sx?$/.test(file) && !file.includes('node_modules/'))
    .map(([file, text]) => ({ file, text, hash: hashOf(text) }));
  const extracted = await extract({ root, files: sources, settings, cache: 'skip' });
  const unread = extracted.find((file) => file.kind !== 'read');
  if (unread) throw new Error(`a file cannot be read: ${JSON.stringify(unread).slice(0, 400)}`);
  const read = extracted.filter((file) => file.kind === 'read');
  const project = linkProject({ root, files: read.map(({ facts }) => facts), settings, policy });
  const textOf = (file: string): string => files[file] ?? '';
  const judged = await judge({ root, files: read, textOf, project, settings, rules, preset: 'strict', cache: 'skip' });
  return { project, judged };
}
