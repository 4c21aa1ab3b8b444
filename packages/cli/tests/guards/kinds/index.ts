import type { Kind } from '../cell.js';
import { OUTBOUND, REDIRECT } from './addresses.js';
import { FILE_PATH } from './files.js';
import { CODE, HTML, PATTERN, SHELL, SQL } from './languages.js';
import { FILTER, KEY } from './objects.js';
import { LOG_LINE, RECORD, SERIALIZED } from './records.js';

export const KINDS: readonly Kind[] = [
  SQL, FILTER, SHELL, FILE_PATH, OUTBOUND, REDIRECT, HTML, CODE, PATTERN, KEY, RECORD, LOG_LINE, SERIALIZED,
];
