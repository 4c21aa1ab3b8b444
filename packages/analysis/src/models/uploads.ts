import { type CallModel, defineModel, type LibraryModel } from '../vocabulary/library-model.js';
import type { HazardModel } from '../vocabulary/setting-shapes.js';

const HUGE = 2 ** 30;
/** Parsers without a limit of their own. */
const unlimited = (library: string): LibraryModel => {
  const hazards: readonly HazardModel[] = [
    { hazard: 'upload-limit', arg: 0, property: 'limits.fileSize', missing: true, above: HUGE },
  ];
  return defineModel({
    library,
    modules: [library],
    family: 'upload',
    exports: { default: { call: { hazards }, new: { hazards } }, Busboy: { call: { hazards }, new: { hazards } } },
  });
};
export const busboy = unlimited('busboy');
export const fastifyBusboy = unlimited('@fastify/busboy');

export const expressFileupload = defineModel({
  library: 'express-fileupload',
  modules: ['express-fileupload'],
  family: 'upload',
  exports: {
    default: {
      call: {
        duty: ['upload'],
        parsesBody: { textsUnless: { arg: 0, property: 'parseNested' } },
        hazards: [{ hazard: 'upload-limit', arg: 0, property: 'limits.fileSize', missing: true, above: HUGE }],
      },
    },
  },
});

/** Refuses more than 200 MB by itself; only a setting of its own can be too much. */
const FORM: CallModel = { hazards: [{ hazard: 'upload-limit', arg: 0, property: 'maxFileSize', above: HUGE }] };
export const formidable = defineModel({
  library: 'formidable',
  modules: ['formidable'],
  family: 'upload',
  exports: { default: { call: FORM }, formidable: { call: FORM }, IncomingForm: { new: FORM } },
});
