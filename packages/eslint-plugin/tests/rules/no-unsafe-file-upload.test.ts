import rule from '../../../rules/src/no-unsafe-file-upload/rule.js';
import { testRule } from '../harness.js';

const MULTER = "import multer from 'multer';\n";
const NEST = "import { FileInterceptor } from '@nestjs/platform-express';\nimport { diskStorage } from 'multer';\n";
const named = (filename: string, before = ''): string =>
  `${MULTER}import path from 'node:path';
${before}export const storage = multer.diskStorage({ destination: '/data', filename: ${filename} });
`;

testRule(rule, {
  valid: [
    {
      name: 'an extension that was filtered',
      code: `${MULTER}import path from 'node:path';
const storage = multer.diskStorage({ filename(req, file, cb) { cb(null, Date.now() + path.extname(file.originalname)); } });
export const upload = multer({ storage, limits: { fileSize: 1e6 }, fileFilter: (req, file, cb) => \
cb(null, /png$/.test(file.originalname)) });`,
    },
    `${MULTER}export const upload = multer({ storage: multer.memoryStorage(), limits: { fileSize: 1024 * 1024 } });`,
    `${MULTER}const limits = { fileSize: 5e6 };\nexport const upload = multer({ dest: '/data', limits });`,
    {
      name: 'limits that are put in later',
      code: `${MULTER}const options = { dest: '/data' };
options.limits = { fileSize: 5e6 };
export const upload = multer(options);`,
    },
    {
      name: 'limits that are assigned',
      code: `${MULTER}const options = Object.assign({ dest: '/data' }, { limits: { fileSize: 5e6 } });
export const upload = multer(options);`,
    },
    {
      name: 'limits from another file',
      code: `${MULTER}import { limits } from './limits.js';\nexport const upload = multer({ dest: '/data', limits });`,
    },
    {
      name: 'options from another file',
      code: `${MULTER}import { options } from './upload-options.js';\nexport const upload = multer(options);`,
    },
    {
      name: 'options spread in',
      code: `${MULTER}import { options } from './upload-options.js';
export const upload = multer({ ...options, dest: '/data' });`,
    },
    { name: 'fields only', code: `${MULTER}app.post('/a', multer().none(), handler);` },
    {
      name: 'fields only, through a const',
      code: `${MULTER}const form = multer();\napp.post('/a', form.none(), handler);`,
    },
    {
      name: 'limit from the environment',
      code: `${MULTER}export const upload = multer({ limits: { fileSize: Number(process.env.MAX_UPLOAD) } });`,
    },
    {
      name: 'plugin with a default',
      code: `import multipart from '@fastify/multipart';
import Fastify from 'fastify';
const app = Fastify();
app.register(multipart);`,
    },
    {
      name: 'parser with a default',
      code: "import formidable from 'formidable';\nexport const form = formidable({ maxFiles: 1 });",
    },
    {
      name: 'limits may stand in the module',
      file: 'src/a.ts',
      code: `${NEST}class Files { @UseInterceptors(FileInterceptor('file')) save() {} }`,
    },
    { name: 'generated name', code: named('(req, file, done) => done(null, `${crypto.randomUUID()}.bin`)') },
    {
      name: 'generated name with an extension',
      code: named('(req, file, done) => { done(null, crypto.randomUUID() + path.extname(file.originalname)); }'),
    },
    {
      name: 'the extension alone',
      code: named(
        "(req, file, done) => done(null, `${makeName()}.${file.originalname.split('.').pop().toLowerCase()}`)",
      ),
    },
    {
      name: 'the extension cut off',
      code: named(
        "(req, file, done) => { const ext = file.originalname.slice(file.originalname.lastIndexOf('.') + " +
          '1); done(null, Date.now() + ext); }',
      ),
    },
    { name: 'name made elsewhere', code: named('nameOf', "import { nameOf } from './names.js';\n") },
    {
      name: 'another function of that name',
      code: "import { multer } from './multer.js';\nexport const upload = multer({ dest: '/data' });",
    },
  ],
  invalid: [
    {
      code: `${MULTER}export const upload = «multer({ dest: '/data' })»;`,
      errors: [{ messageId: 'missing', data: { call: 'multer' } }],
    },
    {
      name: 'required',
      code: `const multer = require('multer');
const upload = «multer()»;
app.post('/a', upload.single('file'), handler);`,
      errors: ['missing'],
    },
    {
      name: 'other limits',
      code: `${MULTER}export const upload = «multer({ storage: multer.memoryStorage(), limits: { files: 3 } })»;`,
      errors: ['missing'],
    },
    {
      name: 'no limit worth the name',
      code: `${MULTER}export const upload = multer({ dest: '/data', limits: { fileSize: «Infinity» } });`,
      errors: [{ messageId: 'huge', data: { setting: 'fileSize: Infinity' } }],
    },
    {
      name: 'storage of its own',
      file: 'src/a.ts',
      code:
        `${NEST}class Files { @UseInterceptors(«FileInterceptor('file', { storage: diskStorage({ ` +
        `destination: '/data' }) })») save() {} }`,
      errors: ['missing'],
    },
    {
      name: 'a module, whose routes may each set their own',
      file: 'src/a.ts',
      code: `import { MulterModule } from '@nestjs/platform-express';
export const uploads = «MulterModule.register({ dest: '/data' })»;`,
      errors: [{ messageId: 'missing', severity: 'medium' }],
    },
    {
      name: 'parser without a default',
      code: "import busboy from 'busboy';\nexport const parse = (req) => «busboy({ headers: req.headers })»;",
      errors: ['missing'],
    },
    {
      name: 'middleware without a limit',
      code: "const fileUpload = require('express-fileupload');\napp.use(«fileUpload()»);",
      errors: ['missing'],
    },
    {
      name: 'limit lifted',
      code: `import formidable from 'formidable';
export const form = formidable({ maxFileSize: «50 * 1024 * 1024 * 1024» });`,
      errors: ['huge'],
    },
    {
      name: 'name of the client',
      code: named('(req, file, done) => done(null, «file.originalname»)'),
      errors: ['name'],
    },
    {
      name: 'name of the client in a method',
      code:
        `${MULTER}export const storage = multer.diskStorage({ filename(req, file, cb) { ` +
        'cb(null, «file.originalname»); } });',
      errors: ['name'],
    },
    {
      name: 'name of the client behind a time',
      code: named('(req, file, done) => done(null, «`${Date.now()}-${file.originalname}`»)'),
      errors: [{ messageId: 'name', severity: 'medium' }],
    },
  ],
});
