import type { LibraryCases } from './model-case.js';

/** Libraries that hand out the settings of a program. */
export const cases: LibraryCases = {
  config: {
    found: [
      { code: "import config from 'config'; «config.get('a.b')»;", is: 'config#get', taint: 'safe' },
      ["const config = require('config'); «config.get('a.b')»;", 'config#get'],
      ["const { get } = require('config'); «get('a.b')»;", 'config#get'],
    ],
    lookAlikes: [
      ["import config from './config'; «config.get('a.b')»;", null],
      ["const config = { get() {} }; «config.get('a.b')»;", null],
      ["import config from 'config'; function f(config) { return «config.get('a.b')»; }", null],
    ],
  },
  convict: {
    found: [
      ["import convict from 'convict'; const config = convict({}); «config.get('a')»;", 'convict#Config.get'],
      ["const convict = require('convict'); «convict({})»;", 'convict#default'],
      ["const config = require('convict')({}); config.validate(); «config.get('a')»;", 'convict#Config.get'],
    ],
    lookAlikes: [
      ["import convict from './mine'; const config = convict({}); «config.get('a')»;", null],
      ["function convict(x) { return x; } const config = convict({}); «config.get('a')»;", null],
      ["import convict from 'convict'; function f(convict) { return «convict({})»; }", null],
    ],
  },
  nconf: {
    found: [
      ["const nconf = require('nconf'); «nconf.get('a:b')»;", 'nconf#get'],
      ["import nconf from 'nconf'; nconf.argv().env(); «nconf.defaults({})»;", 'nconf#defaults'],
      ["const nconf = require('nconf'); «nconf.argv().env().defaults({})»;", 'nconf#Provider.defaults'],
    ],
    lookAlikes: [
      ["const nconf = require('./nconf'); «nconf.get('a:b')»;", null],
      ["const nconf = { get() {} }; «nconf.get('a:b')»;", null],
      ["import nconf from 'nconf'; function f(nconf) { return «nconf.get('a')»; }", null],
    ],
  },
  envalid: {
    found: [
      ["import { cleanEnv } from 'envalid'; «cleanEnv(process.env, {})»;", 'envalid#cleanEnv'],
      ["import { str as text } from 'envalid'; «text({ default: 'a' })»;", 'envalid#str'],
      ["const envalid = require('envalid'); «envalid.str()»;", 'envalid#str'],
    ],
    lookAlikes: [
      ["import { cleanEnv } from './mine'; «cleanEnv(process.env, {})»;", null],
      ['const envalid = { str() {} }; «envalid.str()»;', null],
      ["import { str } from 'envalid'; function f(str) { return «str()»; }", null],
    ],
  },
};
