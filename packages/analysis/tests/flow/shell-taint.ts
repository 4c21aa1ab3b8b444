import type { Taint } from '../../src/vocabulary/value.js';
import { analyseText } from '../analyse-text.js';

const HEAD = "import express from 'express';\nimport { exec } from 'node:child_process';\n";

/** What the first `exec` of a handler is given, as a shell command; `around` stands beside the handler. */
export function shellTaint(body: string, around = ''): Taint | undefined {
  const file = analyseText(`${HEAD}${around}\nexpress().post('/:id', async (req, res) => { ${body} });`);
  const [sink] = file.sinks('shell-command');
  return sink && file.judge(file.valueOf(sink.node), 'shell-command');
}
