import { defineModel } from '../vocabulary/library-model.js';
import type { ArgRef } from '../vocabulary/sink-shapes.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

/**
 * Hazards of the TLS options that Node defines and most clients pass on, at a place in an options object (`ssl`, `tls`,
 * `socket`; empty: the options themselves). Versions: RFC 8996 forbids TLS 1.0 and 1.1.
 */
export function tlsHazards(arg: ArgRef, path = ''): readonly HazardModel[] {
  return [
    { hazard: 'unverified-tls', arg, property: at(path, 'rejectUnauthorized'), is: false },
    ...versionHazards(arg, path),
  ];
}

/** The same for the side that accepts: it may leave clients unverified, but not speak old versions. */
export function versionHazards(arg: ArgRef, path = ''): readonly HazardModel[] {
  return [
    { hazard: 'old-tls', arg, property: at(path, 'minVersion'), matches: '^TLSv1(?:\\.1)?$' },
    { hazard: 'old-tls', arg, property: at(path, 'maxVersion'), matches: '^TLSv1(?:\\.1)?$' },
    { hazard: 'old-tls', arg, property: at(path, 'secureProtocol'), matches: '^(?:SSLv[23]|TLSv1(?:_1)?)_' },
  ];
}

function at(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

export const nodeTls = defineModel({
  library: 'node:tls',
  modules: ['node:tls'],
  family: 'runtime',
  exports: {
    connect: { call: { hazards: [0, 1, 2].flatMap((arg) => tlsHazards(arg)) } },
    createServer: { call: { hazards: versionHazards(0) } },
    createSecureContext: { call: { hazards: versionHazards(0) } },
    TLSSocket: { new: { hazards: tlsHazards(1) } },
  },
});
