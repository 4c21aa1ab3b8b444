import { mkdtempSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { analyse, extractFacts, type AnalysisSettings, type FileFacts } from '@backend-architect/analysis';
import { hashOf } from '../src/extract/hash.js';
import { parseFile } from '../src/extract/parse-file.js';
import { linkProject } from '../src/project/link-project.js';
import type { Policy } from '../src/options/config.js';
import type { Project } from '../src/project/types.js';

/** A linked project from literal texts by path. `schema.prisma`, `*.sql`, package.json and tsconfig.json count too. */
export function projectOf(
  files: Readonly<Record<string, string>>,
  settings: AnalysisSettings = {},
  policy: Policy = {},
): Project {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'project-')));
  try {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
    const sources = Object.entries(files).filter(
      ([file]) => /\.[cm]?[jt]sx?$/.test(file) && !file.includes('node_modules/'),
    );
    const schemas = Object.entries(files)
      .filter(([file]) => /\.(prisma|sql|graphql)$/.test(file))
      .map(([file, text]) => ({ file, text }));
    return linkProject({
      root,
      files: sources.map(([file, text]) => factsOf(file, text, settings)),
      schemas,
      settings,
      policy,
    });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

export function factsOf(file: string, text: string, settings: AnalysisSettings = {}): FileFacts {
  const parsed = parseFile(file, text);
  if (parsed.kind === 'unread') throw new Error(`${file}: ${parsed.reason}`);
  return extractFacts(analyse({ ...parsed.source, settings }), hashOf(text));
}
