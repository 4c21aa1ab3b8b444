import type { FileAnalysis, LibraryCall, Node, Sink } from '../../vocabulary/analysis.js';
import { argumentsOf } from './arguments-of.js';
import { listsBehind, type Elements } from './list-elements.js';

const SHELL = /^(?:.*[\\/])?(?:(?:ba|da|z|k|fi)?sh|cmd|powershell|pwsh)(?:\.exe)?$/i;
/** Programs that start the program named among their arguments. */
const STARTS_OTHERS =
  /^(?:.*[\\/])?(?:env|sudo|doas|nice|nohup|timeout|setsid|stdbuf|xargs|chroot|nsenter|flock|docker|podman|kubectl|wsl)(?:\.exe)?$/i;
/** Hands the text after `-c` to the shell of a user. */
const ASKS_SHELL = /^(?:.*\/)?(?:su|runuser)$/;
const RUNS_TEXT = /^(?:-\w*c|\/c|-command)$/i;

/**
 * `spawn('sh', ['-c', text])`: a shell is started by name, by the program or by one that starts others, and the
 * argument after `-c` is its command.
 */
export function shellScripts(file: FileAnalysis, call: LibraryCall): Sink[] {
  const list = (call.call.sinks ?? []).find(({ kind }) => kind === 'process-argument');
  const program = call.node.type === 'TaggedTemplateExpression' ? undefined : call.node.arguments[0];
  if (!list || !program) return [];
  const name = file.valueOf(program).constant;
  if (typeof name !== 'string') return [];
  const isShell = SHELL.test(name) || ASKS_SHELL.test(name);
  if (!isShell && !STARTS_OTHERS.test(name)) return [];
  const scripts = argumentsOf(call, list.arg)
    .flatMap((argument) => listsBehind(file, argument, call.node))
    .flatMap((elements) => scriptIn(file, elements, isShell) ?? []);
  return [...new Set(scripts)].map((node): Sink => ({
    kind: 'shell-command',
    model: { kind: 'shell-command', arg: list.arg },
    call,
    node,
    rung: call.symbol.rung,
  }));
}

function scriptIn(file: FileAnalysis, elements: Elements, isShell: boolean): Sink['node'] | null {
  const words = elements.map((element) =>
    element === null || element.type === 'SpreadElement' ? '' : String(file.valueOf(element).constant ?? ''),
  );
  const shell = isShell ? -1 : words.findIndex((word) => SHELL.test(word));
  if (shell < 0 && !isShell) return null;
  const at = words.findIndex((word, index) => index > shell && RUNS_TEXT.test(word));
  // A shell among other words runs a file when a name stands before `-c`.
  if (at < 0 || (shell >= 0 && !words.slice(shell + 1, at).every((word) => /^[-/]/.test(word)))) return null;
  const script = elements[at + 1];
  return isScript(script) ? script : null;
}

function isScript(element: Node | null | undefined): element is Sink['node'] {
  return element !== null && element !== undefined && element.type !== 'SpreadElement';
}
