import { describe, expect, it } from 'vitest';
import { verdictsOf } from './verdicts-of.js';

const RULE = 'require-graceful-lifecycle';
const versions = { '@nestjs/core': '11.0.0', '@nestjs/common': '11.0.0', pg: '8.0.0' };
const found = async (files: Record<string, string>): Promise<string[]> =>
  (await verdictsOf(files, { versions })).filter((line) => line.endsWith(RULE));
const service = (body: string): Record<string, string> => ({
  'src/db.ts': `import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Pool } from 'pg';
@Injectable()
export class Db implements OnModuleDestroy {
  readonly pool = new Pool();
  async onModuleDestroy() { ${body} }
}`,
});
const main = (lines: string): Record<string, string> => ({
  'src/main.ts': `import { NestFactory } from '@nestjs/core';
import { App } from './app.js';
const app = await NestFactory.create(App);
${lines}
await app.listen(3000);`,
});

describe('hooks of the end', () => {
  it('never run where nobody tells the application', async () => {
    const files = { ...service('await this.pool.end();'), ...main('') };
    expect(await found(files)).toEqual([`src/db.ts ${RULE}`]);
    const worker = `import { NestFactory } from '@nestjs/core';
import { App } from './app.js';
const app = await NestFactory.createApplicationContext(App);
process.on('SIGTERM', () => app.close());`;
    expect(await found({ ...files, 'src/worker.ts': worker })).toEqual([`src/db.ts ${RULE}`]);
  });

  it('never run where a helper closes something else', async () => {
    const files = { ...service('await this.pool.end();'), ...main('') };
    const helper = 'export const end = async (file) => { await file.close(); };';
    expect(await found({ ...files, 'src/end.ts': helper })).toEqual([`src/db.ts ${RULE}`]);
  });

  it.each([
    ['it is told', service('await this.pool.end();'), main('app.enableShutdownHooks();')],
    ['somebody closes it', service('await this.pool.end();'), main("process.on('SIGTERM', () => app.close());")],
    ['nothing is given back', service("console.log('over');"), main('')],
    ['nobody is seen to create it', service('await this.pool.end();'), {}],
    [
      'a helper of another file tells it',
      service('await this.pool.end();'),
      { ...main('prepare(app);'), 'src/prepare.ts': 'export const prepare = (app) => { app.enableShutdownHooks(); };' },
    ],
    [
      'a helper that listens for a signal closes what it is handed',
      service('await this.pool.end();'),
      {
        ...main('endOnSignal(app);'),
        'src/end.ts': "export const endOnSignal = (app) => { process.on('SIGTERM', () => void app.close()); };",
      },
    ],
  ])('are silent where %s', async (_name, one, other) => {
    expect(await found({ ...one, ...other })).toEqual([]);
  });
});
