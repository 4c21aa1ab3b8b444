import type { LibraryCases } from './model-case.js';

/** Sources of random values that were never meant for secrets, and programs that start a shell for others. */
export const cases: LibraryCases = {
  'guessable identifiers': {
    found: [
      {
        code: "import { nanoid } from 'nanoid/non-secure'; «nanoid()»;",
        is: 'nanoid/non-secure#nanoid',
        taint: 'safe',
      },
      { code: "import { uid as make } from 'uid'; «make(32)»;", is: 'uid#uid' },
      { code: "const hat = require('hat'); «hat()»;", is: 'hat#default' },
      { code: "import uniqid from 'uniqid'; «uniqid.time('a-')»;", is: 'uniqid#time' },
      {
        code: "import seedrandom from 'seedrandom'; const next = seedrandom('a'); «next()»;",
        is: 'seedrandom#Generator()',
      },
      { code: "import cuid from 'cuid'; «cuid()»;", is: 'cuid#default' },
      { code: "import randomInt from 'random-int'; «randomInt(10)»;", is: 'random-int#default' },
      { code: "import randomFloat from 'random-float'; «randomFloat(10)»;", is: 'random-float#default' },
      { code: "import _ from 'lodash'; «_.random(1, 6)»;", is: 'lodash#random', taint: 'safe' },
    ],
    lookAlikes: [
      { code: "import { uid } from './ids'; «uid(32)»;", is: null },
      { code: "import { uid } from 'uid/secure'; «uid(32)»;", is: null },
      { code: "import { nanoid } from 'nanoid'; «nanoid()»;", is: 'nanoid#nanoid' },
    ],
  },
  'shells that other programs start': {
    found: [
      {
        code: "import { spawn } from 'node:child_process'; «spawn('docker', ['exec', name, 'sh', '-c', x])»;",
        sinks: ['shell-command', 'shell-command', 'process-argument'],
      },
      {
        code:
          "import { execFile } from 'node:child_process'; " +
          "«execFile('/usr/bin/sudo', ['-u', 'app', '/bin/bash', '-e', '-lc', x])»;",
        sinks: ['shell-command', 'shell-command', 'process-argument'],
      },
      {
        code: "import { spawnSync } from 'node:child_process'; «spawnSync('su', ['postgres', '-c', x])»;",
        sinks: ['shell-command', 'shell-command', 'process-argument'],
      },
    ],
    lookAlikes: [
      {
        code: "import { spawn } from 'node:child_process'; «spawn('docker', ['exec', name, 'ls', '-c', x])»;",
        sinks: ['shell-command', 'process-argument'],
      },
      {
        code: "import { spawn } from 'node:child_process'; «spawn('grep', ['sh', '-c', x])»;",
        sinks: ['shell-command', 'process-argument'],
      },
      {
        code: "import { spawn } from 'node:child_process'; «spawn('env', ['sh', 'run.sh', '-c', x])»;",
        sinks: ['shell-command', 'process-argument'],
      },
    ],
  },
};
