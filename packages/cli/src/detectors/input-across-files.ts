import {
  type CallFact,
  codeInFilter,
  FORM_SOURCES,
  judge,
  type Range,
  type Severity,
  type SinkKind,
  type Value,
} from '@backend-architect/analysis';
import { rules } from '@backend-architect/rules';
import type { Project, ProjectCall, ProjectFunction } from '../project/types.js';
import { defineDetector, type Detected, type DetectedFinding, type DetectedQuestion, type Detector } from './define.js';
import { handedInBy } from './handed-in.js';
import { nameOf, servesRequests } from './reachability.js';
import { sameParameter } from './shared-cause.js';
import { traceValue, type Way } from './value-trace.js';

type Sink = NonNullable<CallFact['sinks']>[number];

/** A sink whose untrusted value may come from another file. The rule of the same id decides within one file. */
interface Watched {
  readonly ruleId: string;
  readonly kinds: readonly SinkKind[];
  /** What happens to the value there: the end of "request input ...". */
  readonly does: string;
  /** How to write it instead. */
  readonly instead: string;
  /** Not to know is a question, not silence: whoever controls this value controls the process. */
  readonly asks?: true;
}

const WATCHED: readonly Watched[] = [
  {
    ruleId: 'no-command-injection',
    kinds: ['shell-command'],
    does: 'becomes part of a shell command',
    instead: 'Start the program without a shell and pass arguments as a list.',
    asks: true,
  },
  {
    ruleId: 'no-code-injection',
    kinds: ['code-text'],
    does: 'is evaluated as code',
    instead: 'Parse data with a parser of its format, and choose behaviour by name from a fixed table.',
    asks: true,
  },
  {
    ruleId: 'no-code-injection',
    kinds: ['template-source'],
    does: 'becomes the source of a template',
    instead: 'Keep the template fixed and give the value as data.',
    asks: true,
  },
  {
    ruleId: 'no-nosql-injection',
    kinds: ['nosql-filter', 'nosql-code'],
    does: 'becomes part of code that the database evaluates',
    instead: 'Write the condition with query operators instead of code.',
    asks: true,
  },
  {
    ruleId: 'no-path-traversal',
    kinds: ['file-path'],
    does: 'is used as a path',
    instead: 'Resolve the path and check that it lies inside the folder, or look the name up in a list.',
    asks: true,
  },
  {
    ruleId: 'no-ssrf',
    kinds: ['outbound-url'],
    does: 'decides where a request goes',
    instead: 'Keep the origin constant, or look the host up in a list of allowed ones.',
    asks: true,
  },
  {
    ruleId: 'no-untrusted-redirect-or-link',
    kinds: ['redirect-target'],
    does: 'decides where the browser is sent',
    instead: 'Redirect to constant paths, or check the origin of the resolved URL.',
  },
  {
    ruleId: 'no-unescaped-html-response',
    kinds: ['html-response'],
    does: 'is sent as HTML',
    instead: 'Escape it, or send it as text or JSON.',
    asks: true,
  },
  {
    ruleId: 'require-bounded-cache',
    kinds: ['lasting-key'],
    does: 'becomes a key of something that lives as long as the process and from which nothing is ever removed',
    instead: 'Limit its size or give entries a lifetime.',
  },
];

/** One detector for each rule: what one file could not judge, callers in other files decide. */
export const inputAcrossFiles: readonly Detector[] = WATCHED.flatMap((watched) => {
  const meta = rules[watched.ruleId]?.meta;
  return meta ? [detectorFor(watched, meta.severity, { cwe: meta.cwe, owasp: meta.owasp, ...meta.docs })] : [];
});

function detectorFor(watched: Watched, severity: Severity, meta: Detector['meta']): Detector {
  return defineDetector({
    id: watched.ruleId,
    severity,
    meta,
    *detect(project) {
      for (const fn of project.functions.values()) {
        if (!servesRequests(fn.file, project)) continue;
        for (const call of fn.calls) {
          if (call.indirect) continue;
          for (const sink of call.fact.sinks ?? [])
            if (watched.kinds.includes(sink.kind)) yield* judged(watched, severity, fn, call, sink, project);
        }
      }
    },
  });
}

function* judged(
  watched: Watched,
  severity: Severity,
  fn: ProjectFunction,
  call: ProjectCall,
  sink: Sink,
  project: Project,
): Iterable<Detected> {
  // Of a filter only the code in it: whether a field can hold an operator is decided by checks that callers share out
  // among them.
  const [value, kind]: [Value | undefined, SinkKind] =
    sink.kind === 'nosql-filter' ? [codeInFilter(sink.value), 'nosql-code'] : [sink.value, sink.kind];
  if (!value || judge(value, kind) !== 'unknown') return; // the file has said it
  if (watched.asks && value.taint === 'tainted' && value.unknownFor === 'all') {
    if (sink.rung <= 3 && !isSeen(value, fn.file, project)) yield schemaQuestion(watched, severity, fn, sink, value);
    return;
  }
  const trace = traceValue(value, fn.file, kind, project);
  if (trace.verdict === 'tainted') {
    for (const way of trace.ways)
      if (way.source !== 'argv' && !(sink.kind === 'lasting-key' && way.source === 'message'))
        yield finding(watched, severity, fn, call, sink, way, value === sink.value ? [] : builtFrom(value), project);
  } else if (watched.asks && trace.verdict === 'open' && trace.because === 'callers' && sink.rung <= 3) {
    const question = questionOf(watched, severity, fn, sink, value, project);
    if (question) yield question;
  }
}

function finding(
  { ruleId, does, instead }: Watched,
  severity: Severity,
  fn: ProjectFunction,
  call: ProjectCall,
  sink: Sink,
  way: Way,
  builtAt: readonly Range[],
  project: Project,
): DetectedFinding {
  const source = way.source === 'input' ? 'request input' : `the request's ${way.source}`;
  return {
    // Whether a file is there is little to learn.
    kind: 'finding',
    ruleId,
    severity: sink.onlyLooks
      ? 'low'
      : sink.kind === 'html-response' && FORM_SOURCES.has(way.source)
        ? 'medium'
        : severity,
    file: call.file,
    at: sink.at,
    message: `${source[0]!.toUpperCase()}${source.slice(1)} arrives in ${nameOf(fn)} and ${does}. ${instead}`,
    ...focusOf(sink),
    ...handedInBy(way, { file: call.file, at: sink.at }, fn),
    ...sameParameter(sink.value, fn.file, project),
    steps: [
      ...way.steps,
      ...builtAt.map((at) => ({ file: fn.file, at, what: 'becomes part of this text' })),
      { file: call.file, at: sink.at, what: does },
    ],
  };
}

/** The open hole of a text that is put together where it is used. */
function focusOf({ at, value }: Sink): Pick<DetectedFinding, 'focus'> {
  const hole = builtFrom(value).find((place) => at[0] <= place[0] && place[1] <= at[1]);
  return hole ? { focus: hole } : {};
}

/** Where the open parts of a text stand. */
function builtFrom(text: Value): readonly Range[] {
  return (text.parts ?? []).flatMap((part) => ('hole' in part && part.hole.taint !== 'safe' ? [part.at] : []));
}

/** The rule was told of the schema by its own file, and has judged by it. */
function isSeen({ schema }: Value, file: string, project: Project): boolean {
  const start = schema ? project.viewOf(file).imported(schema.specifier, schema.name) : null;
  return (schema?.path ?? []).reduce((thing, name) => thing?.member(name) ?? null, start)?.admits != null;
}

/** A schema that nobody here can read has let it through. */
function schemaQuestion(
  { ruleId, does }: Watched,
  severity: Severity,
  fn: ProjectFunction,
  sink: Sink,
  value: Value,
): DetectedQuestion {
  const passed = value.steps.at(-1);
  return {
    kind: 'question',
    ruleId,
    version: 1,
    severity,
    file: fn.file,
    at: sink.at,
    question: `Does the schema of the request in ${nameOf(fn)} admit only what is harmless where it ${does}?`,
    whyAmbiguous: ['the schema that checks this input stands where it cannot be read'],
    evidence: [
      { role: 'subject', file: fn.file, at: sink.at, what: does },
      ...(passed ? [{ role: 'context' as const, file: passed.file ?? fn.file, at: passed.at, what: passed.what }] : []),
    ],
    contracts: [],
    facts: [{ predicate: 'schema_seen', args: { fn: `${fn.file}#${fn.fact?.name ?? nameOf(fn)}` }, value: 0 }],
  };
}

/**
 * A value from callers that cannot all be followed. A function that nobody calls by name and no file can import asks
 * nothing.
 */
function questionOf(
  { ruleId, does }: Watched,
  severity: Severity,
  fn: ProjectFunction,
  sink: Sink,
  value: Value,
  project: Project,
): DetectedQuestion | null {
  const reason = value.unknown.find((one) => one.kind === 'param');
  const receiver = reason ? project.functionAt(fn.file, reason.fn) : undefined;
  if (!reason || !receiver?.fact) return null;
  const callers = project.callersOf(receiver.id);
  // What a library passes to a callback is its own business.
  if (receiver.fact.visibility === 'local' && callers.every((call) => call.indirect)) return null;
  const where = { fn: `${receiver.file}#${receiver.fact.name}` };
  return {
    kind: 'question',
    ruleId,
    version: 1,
    severity,
    file: fn.file,
    at: sink.at,
    question: `Can request input reach ${nameOf(receiver)}, where it ${does}?`,
    whyAmbiguous: [
      callers.length === 0
        ? 'no caller is visible'
        : 'not every caller could be followed to where the value comes from',
    ],
    evidence: [
      { role: 'subject', file: fn.file, at: sink.at, what: does },
      {
        role: 'context',
        file: receiver.file,
        at: receiver.fact.nameRange,
        what:
          `arrives as parameter ${receiver.fact.params[reason.index]?.name ?? reason.index + 1} of ` +
          `${nameOf(receiver)}`,
      },
      ...callers
        .slice(0, 4)
        .map((one) => ({
          role: 'caller' as const,
          file: one.file,
          at: one.fact.at,
          what: `calls ${nameOf(receiver)}`,
        })),
    ],
    contracts: [],
    facts: [
      { predicate: 'callers', args: where, value: callers.length },
      { predicate: 'callers_visible', args: where, value: project.callersVisible(receiver.id) },
    ],
  };
}
