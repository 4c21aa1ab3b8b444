/** Threads beside the main one that read and judge files of large projects. What is found does not depend on them. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { CachedSource } from '../extract/cache.js';
import type { ExtractAsked, ExtractedSource } from '../extract/extract.js';
import { oneByOne, type Share } from '../extract/share.js';
import type { JudgeAsked, JudgedSource } from '../judge/judge.js';
import type { LinkInput } from '../project/link-input.js';
import { errorOf, type FromWorker, type ToWorker } from './messages.js';

/** Threads that read and judge, the main one among them. `auto`: as many as the machine and the work are good for. */
export type Concurrency = number | 'auto';

export interface Crew {
  extracting(asked: ExtractAsked): Share<CachedSource, ExtractedSource>;
  judging(asked: JudgeAsked, link: LinkInput): Share<CachedSource, JudgedSource>;
  /** Ends the threads. */
  close(): Promise<void>;
}

/** Every thread holds the facts of the whole project. */
const MOST = 4;
/** Characters of source that are worth a thread of its own: below, loading it takes longer than it saves. */
const WORTH = 2_000_000;
/** Sources handed over at once. */
const CHUNK = 8;
/** Chunks a worker has before it, so that it never waits for the main thread. */
const AHEAD = 2;
/** Mebibytes that leave a worker the stack of the main thread: what nests too deeply is the same for both. */
const STACK = (984 + 192) / 1024;

interface Member {
  readonly worker: Worker;
  readonly read: Set<string>;
  /** Why it works no more. */
  lost: Error | null;
}

/** `script`: what a thread runs. */
export function createCrew(concurrency: Concurrency, script = new URL('./worker.js', import.meta.url)): Crew {
  const members: Member[] = [];

  const workersFor = (sources: readonly CachedSource[]): readonly Member[] => {
    const wanted = threadsFor(sources, concurrency) - 1;
    while (members.length < wanted) members.push(hired(script));
    return members.slice(0, wanted);
  };

  return {
    extracting: (asked) => (sources, here, done) => {
      const crew = workersFor(sources);
      if (crew.length === 0) return oneByOne(sources, here, done);
      for (const { worker } of crew) tell(worker, { kind: 'extract', asked });
      return spread<ExtractedSource>(crew, sources, here, done, (reply, { read }) => {
        if (reply.kind !== 'extracted') return null;
        for (const { extracted } of reply.results) read.add(extracted.file);
        return reply.results;
      });
    },
    judging:
      (asked, { files, ...link }) =>
      (sources, here, done) => {
        const crew = workersFor(sources);
        if (crew.length === 0) return oneByOne(sources, here, done);
        for (const { worker, read } of crew)
          tell(worker, {
            kind: 'judge',
            asked,
            link,
            files: files.map(({ file }) => file),
            facts: files.filter(({ file }) => !read.has(file)),
          });
        return spread<JudgedSource>(crew, sources, here, done, (reply) =>
          reply.kind === 'judged' ? reply.results : null,
        );
      },
    async close() {
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

/** It may be lost while nobody waits for it. */
function hired(script: URL): Member {
  const worker = new Worker(script, { resourceLimits: { stackSizeMb: STACK } });
  const member: Member = { worker, read: new Set(), lost: null };
  worker.on('error', (error: Error) => (member.lost ??= error));
  worker.on('exit', () => (member.lost ??= new Error('a thread of the review ended before its work was done')));
  return member;
}

function threadsFor(sources: readonly CachedSource[], concurrency: Concurrency): number {
  if (concurrency !== 'auto') return Math.min(concurrency, sources.length);
  const size = sources.reduce((sum, { text }) => sum + text.length, 0);
  // Collecting garbage keeps one processor busy: on two, a second thread costs memory and gains nothing.
  return Math.max(1, Math.min(availableParallelism() - 1, MOST, Math.floor(size / WORTH) + 1));
}

function tell(worker: Worker, message: ToWorker): void {
  worker.postMessage(message);
}

/** Whoever is free takes the next sources; the main thread is one of them. */
function spread<Result>(
  crew: readonly Member[],
  sources: readonly CachedSource[],
  here: (source: CachedSource) => Result,
  done: (count: number) => void,
  resultsOf: (reply: FromWorker, member: Member) => readonly Result[] | null,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  let next = 0;
  return new Promise<readonly Result[]>((resolve, reject) => {
    const leaving: (() => void)[] = [];
    let isOver = false;
    const end = (error: Error | null): void => {
      if (isOver) return;
      isOver = true;
      for (const leave of leaving) leave();
      if (error) reject(error);
      else resolve(sources.map((_source, place) => results.get(place)!));
    };
    const settle = (place: number, found: readonly Result[]): void => {
      found.forEach((result, index) => results.set(place + index, result));
      done(results.size);
      if (results.size === sources.length) end(null);
    };
    for (const member of crew) {
      const { worker, lost } = member;
      if (lost) return end(lost);
      const places: number[] = [];
      const feed = (): void => {
        if (next >= sources.length) return;
        places.push(next);
        tell(worker, { kind: 'sources', sources: sources.slice(next, next + CHUNK) });
        next = Math.min(next + CHUNK, sources.length);
      };
      const gone = (): void => end(member.lost);
      const answered = (reply: FromWorker): void => {
        const found = resultsOf(reply, member);
        if (!found)
          return end(reply.kind === 'failed' ? errorOf(reply.error) : new Error('an answer to nothing asked'));
        feed();
        settle(places.shift()!, found);
      };
      worker.on('error', end).on('messageerror', end).on('exit', gone).on('message', answered);
      leaving.push(() => worker.off('error', end).off('messageerror', end).off('exit', gone).off('message', answered));
      for (let ahead = 0; ahead < AHEAD; ahead += 1) feed();
    }
    const turn = (): void => {
      if (isOver || next >= sources.length) return;
      const place = next;
      next += 1;
      try {
        settle(place, [here(sources[place]!)]);
      } catch (error) {
        end(error as Error);
      }
      setImmediate(turn);
    };
    setImmediate(turn);
  });
}
