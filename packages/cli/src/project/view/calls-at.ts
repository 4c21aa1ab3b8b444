/** The calls of a project by their place. */
import type { Project, ProjectCall } from '../types.js';

export type CallAt = (file: string, at: readonly [number, number]) => ProjectCall | undefined;

export function createCallsAt(project: Pick<Project, 'functions'>): CallAt {
  let known: ReadonlyMap<string, ProjectCall> | null = null;
  return (file, at) => (known ??= directCalls(project)).get(placeOf(file, at));
}

function directCalls(project: Pick<Project, 'functions'>): ReadonlyMap<string, ProjectCall> {
  const direct = [...project.functions.values()].flatMap((fn) => fn.calls.filter((call) => !call.indirect));
  return new Map(direct.map((call) => [placeOf(call.file, call.fact.at), call]));
}

function placeOf(file: string, at: readonly [number, number]): string {
  return `${file}:${at[0]}:${at[1]}`;
}
