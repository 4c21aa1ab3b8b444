/** Reads and judges files beside the main thread. Runs in a thread of its own. */
import { parentPort } from 'node:worker_threads';
import type { FileFacts } from '@backend-architect/analysis';
import type { CachedSource } from '../extract/cache.js';
import { extractSource } from '../extract/extract.js';
import { judgeSource } from '../judge/judge.js';
import { linkProject } from '../project/link-project.js';
import { failureOf, type FromWorker, type ToWorker } from './messages.js';

/** What it has read is not sent to it again when it links. */
const read = new Map<string, FileFacts>();
let work: (sources: readonly CachedSource[]) => FromWorker = () => {
  throw new Error('sources before a task');
};

parentPort?.on('message', (message: ToWorker) => {
  try {
    if (message.kind === 'sources') parentPort?.postMessage(work(message.sources));
    else work = taskOf(message);
  } catch (error) {
    parentPort?.postMessage({ kind: 'failed', error: failureOf(error) } satisfies FromWorker);
  }
});

function taskOf(message: Exclude<ToWorker, { kind: 'sources' }>): typeof work {
  if (message.kind === 'extract')
    return (sources) => {
      const results = sources.map((source) => extractSource(source, message.asked));
      for (const { extracted } of results) if (extracted.kind === 'read') read.set(extracted.file, extracted.facts);
      return { kind: 'extracted', results };
    };
  for (const facts of message.facts) read.set(facts.file, facts);
  const project = linkProject({ ...message.link, files: message.files.flatMap((file) => read.get(file) ?? []) });
  return (sources) => ({
    kind: 'judged',
    results: sources.map((source) => judgeSource(source, project, message.asked)),
  });
}
