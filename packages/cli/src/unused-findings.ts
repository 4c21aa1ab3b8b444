/** Findings in code that nothing runs do no harm: they are told as such, not as problems. */
import { isPublished, type Manifest } from '@backend-architect/analysis';
import { posix } from 'node:path';
import type { Detection } from './detect.js';
import type { FileList } from './files/source-file.js';
import { manifestText } from './files/manifest-text.js';
import type { Project } from './project/types.js';
import { createUnusedCode } from './project/unused-code.js';

/** What harms by standing there, whoever runs it. */
const BY_STANDING_THERE: ReadonlySet<string> = new Set(['no-hardcoded-secrets']);

/** The same findings, cleared where nothing runs them, and the questions about code that something runs. */
export function withoutUnused<T extends Pick<Detection, 'findings' | 'questions'>>(
  detected: T,
  project: Project,
  root: string,
  files: Pick<FileList, 'sources' | 'deploys' | 'packages' | 'manifests'>,
): T {
  const manifests = new Map(
    files.packages.flatMap((directory): [string, string][] => {
      const text = manifestText(root, directory, files.manifests);
      return text === '' ? [] : [[posix.join(directory, 'package.json'), text]];
    }),
  );
  const published = new Map(
    [...manifests].map(([file, text]) => [posix.dirname(file) === '.' ? '' : posix.dirname(file), isForOthers(text)]),
  );
  const unused = createUnusedCode({
    files: project.files,
    modules: project.modules,
    functions: project.functions,
    texts: new Map([
      ...[...files.sources, ...files.deploys].map(({ file, text }) => [file, text] as const),
      ...manifests,
    ]),
    isPublished(file) {
      for (let at = posix.dirname(file); ; at = posix.dirname(at)) {
        const directory = at === '.' ? '' : at;
        const said = published.get(directory);
        if (said !== undefined || directory === '') return said ?? false;
      }
    },
  });
  return {
    ...detected,
    findings: detected.findings.map((finding) => {
      if (finding.cleared !== undefined || BY_STANDING_THERE.has(finding.ruleId)) return finding;
      const why = unused.at(finding.file, finding.at);
      return why === null ? finding : { ...finding, cleared: why };
    }),
    questions: detected.questions.filter((question) => unused.at(question.file, question.at) === null),
  };
}

/** What stands in its manifest, where that can be read; where not, nothing is known of who uses it. */
function isForOthers(text: string): boolean {
  try {
    return isPublished(JSON.parse(text) as Manifest);
  } catch {
    return true;
  }
}
