/** Codes of one use, made and checked with a secret that both sides keep. */
import { type CallModel, defineModel, type MemberModel } from '../vocabulary/library-model.js';

const at = (arg: number): MemberModel => ({ call: { sinks: [{ kind: 'secret', arg }] } });
const IN_OPTIONS: NonNullable<CallModel['sinks']> = [
  { kind: 'secret', arg: 0, property: 'secret', propertyOnly: true },
];
const CHECKED: MemberModel = { call: { sinks: IN_OPTIONS, result: { is: 'safe', shapes: ['bool', 'obj'] } } };
const RANDOM: MemberModel = { call: { result: { is: 'random' } } };

/** Since version 13 functions that take an object; before, things with members. */
const THING: MemberModel = {
  members: { generate: at(0), check: at(1), verify: CHECKED, checkDelta: at(1), keyuri: at(2), generateSecret: RANDOM },
};
export const otplib = defineModel({
  library: 'otplib',
  modules: ['otplib'],
  family: 'auth',
  exports: {
    authenticator: THING,
    totp: THING,
    hotp: THING,
    generate: { call: { async: 'promise', sinks: IN_OPTIONS } },
    generateSync: { call: { sinks: IN_OPTIONS } },
    verify: { call: { ...CHECKED.call, async: 'promise' } },
    verifySync: CHECKED,
    generateSecret: RANDOM,
  },
});

const CODE: MemberModel = { call: { sinks: IN_OPTIONS }, members: { verify: CHECKED, verifyDelta: CHECKED } };
const SPEAKEASY: Readonly<Record<string, MemberModel>> = {
  totp: CODE,
  hotp: CODE,
  time: { call: { sinks: IN_OPTIONS } },
  counter: { call: { sinks: IN_OPTIONS } },
  otpauthURL: { call: { sinks: IN_OPTIONS } },
  generateSecret: RANDOM,
  generateSecretASCII: RANDOM,
};
export const speakeasy = defineModel({
  library: 'speakeasy',
  modules: ['speakeasy'],
  family: 'auth',
  exports: { default: { members: SPEAKEASY }, ...SPEAKEASY },
});

/** `jwtDecode(token)` looks at what a token says; nothing is checked. */
const LOOKED_AT: MemberModel = {
  call: { token: { does: 'decode' }, result: { is: 'derived', from: [0], shapes: ['obj'] } },
};
export const jwtDecode = defineModel({
  library: 'jwt-decode',
  modules: ['jwt-decode'],
  family: 'auth',
  exports: { default: LOOKED_AT, jwtDecode: LOOKED_AT },
});
