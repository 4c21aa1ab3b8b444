/** `is_composition_root`: the module only constructs parts and wires them together. */
import type { FileFacts } from '@backend-architect/analysis';
import { leavesProcess } from '../project/call-effects.js';
import type { Project, ProjectCall } from '../project/types.js';
import { reachesData } from './effects.js';
import { proved, unproved, type Proof } from './proof.js';

const HEIGHT = 3;

/**
 * No data is read or written, no request answered, no other system reached, every part it imports is constructed or
 * passed on, and only entry points import it.
 */
export function proveCompositionRoot(file: string, project: Project): Proof {
  const facts = project.files.get(file);
  if (!facts) return unproved(`${file} is not among the files read`);
  return (
    workIn(facts, project) ??
    nothingWired(facts) ??
    importedByWork(file, project, HEIGHT, new Set()) ??
    proved(`${file} only constructs parts and wires them`)
  );
}

function workIn(facts: FileFacts, project: Project): Proof | null {
  const { file } = facts;
  if (facts.queries.length > 0) return unproved(`${file} queries data itself`);
  if (facts.transactions.length > 0) return unproved(`${file} opens transactions itself`);
  if (facts.behaviours.some((one) => one.responds.length > 0 || one.deniesAt.length > 0 || one.validatesInput))
    return unproved(`${file} answers requests itself`);
  if (project.routes.some((route) => route.handler !== null && route.handler.startsWith(`${file}#`)))
    return unproved(`${file} handles a route itself`);
  if (facts.classes.some((one) => one.methods.length > 0 && one.methods.some((method) => !isLifecycle(method.name))))
    return unproved(`${file} declares a class with behaviour`);
  const called = callsIn(file, project);
  const leaving = called.find((call) => !call.fact.construct && leavesProcess(call, project));
  if (leaving) return unproved(`${file} reaches another system with ${leaving.symbol ?? targetName(leaving, project)}`);
  const working = called.find((call) => isWork(call, project));
  if (working) return unproved(`${file} calls ${working.symbol ?? targetName(working, project)} for more than wiring`);
  const used = project.modules.find(
    (edge) =>
      edge.from === file &&
      !edge.typeOnly &&
      edge.names.some((name) => name.used === 'value') &&
      !isWiringCall(edge.to, file, project),
  );
  return used ? unproved(`${file} uses ${used.specifier} for more than constructing it`) : null;
}

function nothingWired(facts: FileFacts): Proof | null {
  const wires =
    facts.calls.some((call) => call.construct) ||
    facts.imports.some((one) => one.names.some((name) => name.used === 'construct')) ||
    facts.routes.length > 0;
  return wires ? null : unproved(`${facts.file} wires nothing`);
}

/** A module that working code imports is a part itself, not the place where parts are put together. */
function importedByWork(file: string, project: Project, height: number, seen: ReadonlySet<string>): Proof | null {
  for (const edge of project.modules) {
    if (edge.to !== file || edge.typeOnly || edge.from === file || seen.has(edge.from)) continue;
    const importer = project.files.get(edge.from);
    if (!importer || importer.role === 'test') continue;
    if (height === 0) return unproved(`${file} is imported too deep in the graph`);
    if (workIn(importer, project)) return unproved(`${edge.from} imports ${file} and does more than wiring`);
    const above = importedByWork(edge.from, project, height - 1, new Set([...seen, file]));
    if (above) return above;
  }
  return null;
}

function callsIn(file: string, project: Project): readonly ProjectCall[] {
  return [...project.functions.values()].filter((fn) => fn.file === file).flatMap((fn) => fn.calls);
}

/**
 * Constructing, and handing parts to a set-up function once, is wiring; what runs per element or reaches data is not.
 */
function isWork(call: ProjectCall, project: Project): boolean {
  if (call.fact.construct || call.targets.length === 0) return false;
  return (
    call.fact.loops.length > 0 || call.fact.keyedByLoop || call.targets.some((target) => reachesData(target, project))
  );
}

/**
 * Names of a module used as values, yet only called at module level or in a set-up function: `createRouter(service)`.
 */
function isWiringCall(target: string, file: string, project: Project): boolean {
  const calls = callsIn(file, project).filter((call) => call.targets.some((id) => id.startsWith(`${target}#`)));
  return calls.length > 0 && calls.every((call) => !isWork(call, project) && isSetUp(call, project));
}

function isSetUp(call: ProjectCall, project: Project): boolean {
  const caller = project.functions.get(call.from);
  if (!caller?.fact) return true; // module level
  return (
    caller.queries.length === 0 &&
    (caller.behaviour === null || caller.behaviour.responds.length === 0) &&
    !project.routes.some((route) => route.handler === caller.id || route.chain.some((link) => link.fn === caller.id))
  );
}

function isLifecycle(name: string): boolean {
  return name === 'constructor' || /^(configure|onModule\w*|onApplication\w*|beforeApplicationShutdown)$/.test(name);
}

function targetName(call: ProjectCall, project: Project): string {
  return project.functions.get(call.targets[0]!)?.fact?.name ?? 'a function';
}
