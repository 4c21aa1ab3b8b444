import type { FileAnalysis, LibraryCall, Node } from '../analysis.js';
import type { OptionTest } from '../models/define.js';
import { bare } from '../syntax/wrappers.js';
import { argumentsOf } from './arguments-of.js';
import { heldUnder } from './held-options.js';

type Said = 'yes' | 'no' | 'unknown';

/** Whether an argument, or an options argument, says so. `unknown`: what is handed in is not seen, or decided on the way. */
export function optionTest(file: FileAnalysis, call: LibraryCall, test: OptionTest): Said {
  const [argument] = argumentsOf(call, test.arg);
  if (!argument) return 'no';
  if (test.property === undefined) return isSaid(file, argument, test);
  const names = typeof test.property === 'string' ? [test.property] : test.property;
  const said = names.map((name) => saidUnder(file, argument, name, test, call.node));
  return said.includes('yes') ? 'yes' : said.includes('unknown') ? 'unknown' : 'no';
}

function saidUnder(file: FileAnalysis, argument: Node, name: string, test: OptionTest, at: Node): Said {
  const { values, absent, unseen } = heldUnder(file, argument, name, at);
  const said = values.map((value) => isSaid(file, value, test));
  if (unseen || said.includes('unknown')) return 'unknown';
  if (!said.includes('yes')) return 'no';
  return absent || said.includes('no') ? 'unknown' : 'yes';
}

function isSaid(file: FileAnalysis, node: Node, test: OptionTest): Said {
  const plain = bare(node);
  // Whoever writes `undefined` leaves it out.
  if (plain.type === 'Identifier' && plain.name === 'undefined') return 'no';
  if (test.is === undefined && test.matches === undefined) return 'yes';
  const { constant } = file.valueOf(node);
  if (constant === undefined) return 'unknown';
  if (test.matches !== undefined) return new RegExp(test.matches, 'i').test(String(constant)) ? 'yes' : 'no';
  return constant === test.is ? 'yes' : 'no';
}
