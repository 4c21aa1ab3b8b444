/** Guards of which a parent class does one half and its heirs the other: what each of them proves is its own. */
import { describe, expect, it } from 'vitest';
import { projectOf } from '../project-of.js';
import { express, seen, twins, type Files } from './guard-twins.js';

const TOKEN = 'req.user = jwt.verify(req.headers.authorization, process.env.KEY);';
const IMPORT = "import jwt from 'jsonwebtoken';\n";

describe('a parent that asks its heirs', () => {
  const base = (abstract = ''): string => `${IMPORT}export abstract class Gate {
  handle = async (req, res, next) => { return this.authenticate(req, res, next); };
  async authenticate(req, res, next) {
    if (!(await this.verify(req))) return res.status(401).end();
    next();
  }
  ${abstract}
}
`;
  const heir = (name: string, verify: string): string =>
    `${IMPORT}import { Gate } from './gate';\nexport class ${name} extends Gate { ${verify} }\n`;
  const CHECKS = `async verify(req) { try { ${TOKEN} return true; } catch { return false; } }`;
  const files = (use: string, one: string, parent = base('abstract verify(req): Promise<boolean>;')): Files =>
    express(`import { One } from './one';\nimport { Other } from './other';\nvoid Other;\n${use}`, {
      'src/gate.ts': parent,
      'src/one.ts': heir('One', one),
      'src/other.ts': heir('Other', 'async verify(req) { return true; }'),
    });

  it.each([
    "const gate = new One(); app.post('/x', gate.handle, write);",
    "const gate = new One(); app.post('/x', gate.authenticate.bind(gate), write);",
    "const gate = new One(); app.post('/x', (req, res, next) => gate.authenticate(req, res, next), write);",
    "app.post('/x', new One().handle, write);",
  ])('is worth what each of them checks: %s', (use) => {
    twins(files(use, 'async verify(req) { return !!req.headers.authorization; }'), files(use, CHECKS));
    twins(files(use.replace('new One', 'new Other'), CHECKS), files(use, CHECKS));
  });

  it('is worth what it says itself where an heir says nothing, and no more where one does', () => {
    const use = "const gate = new One(); app.post('/x', gate.handle, write);";
    const own = base(CHECKS);
    twins(files(use, 'async verify(req) { return true; }', own), files(use, 'name() { return 1; }', own));
    twins(
      files(use, 'async verify(req) { return true || super.verify(req); }', own),
      files(use, 'async verify(req) { return (await super.verify(req)) && req.user.active; }', own),
    );
  });

  it('asks methods that are written as fields, and heirs of heirs', () => {
    const use = "const gate = new One(); app.post('/x', gate.handle, write);";
    twins(
      files(use, 'verify = async (req) => true;'),
      files(use, `verify = ${CHECKS.replace('verify(req)', '(req) =>')};`),
    );
    const far = (verify: string): Files => ({
      ...files(use.replace('One', 'Far'), CHECKS),
      'src/far.ts': `${IMPORT}import { One } from './one';\nexport class Far extends One { ${verify} }\n`,
      'src/app.ts': `import express from 'express';\nimport { Far } from './far';\nconst app = express();\nconst gate = new Far();
app.post('/x', gate.handle, (req, res) => { res.end(); });\napp.listen(1);\n`,
    });
    twins(far('async verify(req) { return true; }'), far('name() { return 1; }'));
  });

  it('is worth nothing for sure where it is not known which of them it is', () => {
    const use = "import { make } from './make';\napp.post('/x', make().handle, write);";
    const made = {
      'src/make.ts': "import { Gate } from './gate';\nexport function make(): Gate { return globalThis.gate; }\n",
    };
    expect(seen({ ...files(use, CHECKS), ...made })).toBe('not known');
  });
});

describe('a parent that hands the request to its heirs', () => {
  const gate = `import { verify } from 'jsonwebtoken';
import { BaseMiddleware } from 'inversify-express-utils';
export abstract class Gate extends BaseMiddleware {
  async handler(request, response, next) {
    if (!this.missing(request.headers.authorization, response, next)) return;
    try {
      response.locals.user = verify(request.headers.authorization, process.env.KEY);
    } catch (error) { response.status(401).send({}); return; }
    return next();
  }
  protected abstract missing(header, response, next): boolean;
}
`;
  const heir = (name: string, missing: string): string => `import { Gate } from './gate';
export class ${name} extends Gate {
  protected override missing(header, response, next) { if (!header) { ${missing} return false; } return true; }
}
`;
  const files = (guard: string): Files => ({
    'src/gate.ts': gate,
    'src/required.ts': heir('Required', 'response.status(401).send({});'),
    'src/optional.ts': heir('Optional', 'next();'),
    'src/late.ts': heir('Late', 'setImmediate(next);'),
    'src/types.ts':
      "export const TYPES = { Required: Symbol.for('Required'), Optional: Symbol.for('Optional'), Late: Symbol.for('Late') };",
    'src/container.ts': `import { Container } from 'inversify';
import { TYPES } from './types';
import { Required } from './required';
import { Optional } from './optional';
import { Late } from './late';
export const container = new Container();
container.bind<Required>(TYPES.Required).to(Required);
container.bind<Optional>(TYPES.Optional).toConstantValue(new Optional());
container.bind<Late>(TYPES.Late).to(Late);
`,
    'src/items.ts': `import { controller, httpPost } from 'inversify-express-utils';
import { TYPES } from './types';
@controller('')
export class Items { @httpPost('/x', ${guard}) async make(request, response) { response.json(await this.items.insert(request.body)); } }
`,
    'src/app.ts': `import { InversifyExpressServer } from 'inversify-express-utils';
import { container } from './container';
import './items';
new InversifyExpressServer(container).build().listen(1);
`,
  });

  it('keeps strangers out where the heir refuses them, and shows where it does not', () => {
    twins(files('TYPES.Optional'), files('TYPES.Required'));
    expect(seen(files('TYPES.Late'))).toBe('not known');
    const [link] = projectOf(files('TYPES.Optional')).routes[0]!.chain;
    expect(link?.doubt).toMatchObject({ file: 'src/optional.ts', seen: true });
  });
});

describe('a function that only answers', () => {
  it('is handed the request and goes on with none', () => {
    const app = (deny: string): Files =>
      express(`${deny}\nfunction gate(req, res, next) {
  if (!req.headers.authorization) return deny(req, res, next);
  try { ${TOKEN} } catch { return res.status(401).end(); }
  next();
}
app.post('/x', gate, write);`);
    twins(
      app('function deny(req, res, next) { res.set("x", "y"); next(); }'),
      app('function deny(req, res, next) { res.status(401).end(); }'),
    );
    twins(
      app('function deny(req, res, next) { Promise.resolve().then(next); }'),
      app('const deny = (req, res, _next) => { res.status(401).end(); };'),
    );
  });
});

describe('a guard of which the parent decides by what its heirs say', () => {
  const files = (check: string): Files => ({
    'src/gate.ts': `import { CanActivate, Injectable } from '@nestjs/common';
@Injectable()
export abstract class Gate implements CanActivate {
  async canActivate(context) { return this.allows(context.switchToHttp().getRequest()); }
  protected abstract allows(request): Promise<boolean>;
}
`,
    'src/user.guard.ts': `import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Gate } from './gate';
@Injectable()
export class UserGuard extends Gate {
  constructor(private readonly tokens: JwtService) { super(); }
  protected async allows(request) { ${check} }
}
`,
    'src/items.controller.ts': `import { Controller, Post, UseGuards } from '@nestjs/common';
import { UserGuard } from './user.guard';
@Controller()
@UseGuards(UserGuard)
export class Items { @Post('/x') make() { return this.items.insert({}); } }
`,
    'src/app.module.ts': `import { Module } from '@nestjs/common';
import { Items } from './items.controller';
@Module({ controllers: [Items] })
export class AppModule {}
`,
    'src/main.ts': `import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
NestFactory.create(AppModule).then((app) => app.listen(1));
`,
  });

  it('is worth what the heir proves', () => {
    twins(
      files('request.user = this.tokens.decode(request.headers.authorization); return true;'),
      files('request.user = await this.tokens.verifyAsync(request.headers.authorization); return true;'),
    );
  });
});
