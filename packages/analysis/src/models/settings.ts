/** Libraries that hand out the settings of a program: files it ships, the environment, what its code says otherwise. */
import { type CallModel, defineModel } from '../vocabulary/library-model.js';

/** Documents of defaults, as the library looks for them. */
const SHIPPED = ['js', 'ts', 'cjs', 'mjs', 'json', 'json5', 'yaml', 'yml'].map((ending) => `config/default.${ending}`);
const GET: CallModel = { setting: { arg: 0, files: SHIPPED }, throws: true };

export const nodeConfig = defineModel({
  library: 'config',
  modules: ['config'],
  family: 'other',
  exports: {
    default: { members: { get: { call: GET }, has: { call: { result: { is: 'safe', shapes: ['bool'] } } }, util: {} } },
    get: { call: GET },
  },
});

const CONVICT: CallModel = { returns: 'Config' };

export const convict = defineModel({
  library: 'convict',
  modules: ['convict'],
  family: 'other',
  exports: { default: { call: CONVICT }, convict: { call: CONVICT } },
  types: {
    Config: {
      members: {
        get: { call: { setting: { arg: 0, handed: { arg: 0, property: 'default' } } } },
        default: { call: { setting: { arg: 0, handed: { arg: 0, property: 'default' } } } },
        loadFile: { call: { returns: 'this' } },
        load: { call: { returns: 'this' } },
        validate: { call: { returns: 'this', throws: true } },
      },
    },
  },
});

const STEP: CallModel = { returns: 'Provider' };

export const nconf = defineModel({
  library: 'nconf',
  modules: ['nconf'],
  family: 'other',
  exports: { default: { type: 'Provider' }, Provider: { type: 'Provider', new: {} } },
  types: {
    Provider: {
      members: {
        get: { call: { setting: { arg: 0, joint: ':', handed: { to: 'defaults', arg: 0 } } } },
        defaults: { call: STEP },
        argv: { call: STEP },
        env: { call: STEP },
        file: { call: STEP },
        use: { call: STEP },
        overrides: { call: STEP },
        add: { call: STEP },
        required: { call: { ...STEP, throws: true } },
      },
    },
  },
});

const DESCRIBED: CallModel = { presets: { arg: 0, property: 'default' } };

export const envalid = defineModel({
  library: 'envalid',
  modules: ['envalid'],
  family: 'other',
  exports: {
    cleanEnv: { call: { returns: 'argument:1', result: { is: 'safe', shapes: ['obj'] } } },
    customCleanEnv: { call: { returns: 'argument:1', result: { is: 'safe', shapes: ['obj'] } } },
    str: { call: DESCRIBED },
    url: { call: DESCRIBED },
    host: { call: DESCRIBED },
    email: { call: DESCRIBED },
    bool: { call: DESCRIBED },
    num: { call: DESCRIBED },
    port: { call: DESCRIBED },
    json: { call: DESCRIBED },
  },
});
