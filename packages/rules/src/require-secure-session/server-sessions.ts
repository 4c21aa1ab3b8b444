import type { FileAnalysis, LibraryModel } from '@backend-architect/analysis';

/** Whether sessions have an id of their own: not when all this project knows of lie in the cookie itself. */
export function hasServerSessions(file: FileAnalysis): boolean {
  if (file.libraries.some(holdsSession)) return false;
  return file.installed.length === 0 || file.installed.some((model) => isSessionLibrary(model) && !holdsSession(model));
}

/** A library that keeps sessions, and not one that logs in. */
export function isSessionLibrary({ exports }: LibraryModel): boolean {
  return exports.default?.call?.duty?.includes('session') === true;
}

function holdsSession({ exports }: LibraryModel): boolean {
  return Object.values(exports).some((member) => member.call?.cookie?.holdsSession === true);
}
