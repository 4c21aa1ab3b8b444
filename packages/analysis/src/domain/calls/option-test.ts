import type { FileAnalysis, LibraryCall, Node } from '../../vocabulary/analysis.js';
import type { OptionTest } from '../../vocabulary/sink-shapes.js';
import { bare } from '../../syntax/wrappers.js';
import { argumentsOf } from './arguments-of.js';
import { heldUnder } from './held-options.js';
import { settingElsewhere } from './settings-elsewhere.js';

type Said = 'yes' | 'no' | 'unknown';

/**
 * Whether an argument, or an options argument, says so. `unknown`: what is handed in is not seen, or decided on the
 * way.
 */
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
  if (unseen && values.length === 0) return saidElsewhere(file, argument, name, test);
  const said = values.map((value) => isSaid(file, value, test));
  if (unseen || said.includes('unknown')) return 'unknown';
  if (!said.includes('yes')) return 'no';
  return absent || said.includes('no') ? 'unknown' : 'yes';
}

/** Options of another file. */
function saidElsewhere(file: FileAnalysis, object: Node, name: string, test: OptionTest): Said {
  const found = settingElsewhere(file, object, name);
  if (typeof found === 'string') return found === 'missing' ? 'no' : 'unknown';
  return found.constant === null ? 'no' : saysSo(found.constant, test);
}

function isSaid(file: FileAnalysis, node: Node, test: OptionTest): Said {
  const plain = bare(node);
  // Whoever writes `undefined` leaves it out.
  if (plain.type === 'Identifier' && plain.name === 'undefined') return 'no';
  return test.is === undefined && test.matches === undefined ? 'yes' : saysSo(file.valueOf(node).constant, test);
}

function saysSo(constant: string | number | boolean | null | undefined, test: OptionTest): Said {
  if (test.is === undefined && test.matches === undefined) return 'yes';
  if (constant === undefined) return 'unknown';
  if (test.matches !== undefined) return new RegExp(test.matches, 'i').test(String(constant)) ? 'yes' : 'no';
  return constant === test.is ? 'yes' : 'no';
}
