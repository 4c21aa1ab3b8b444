import { describe, expect, it } from 'vitest';
import { detected } from './detected.js';

const app = (lines: string, others: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  ...others,
  'src/app.ts': `import express from 'express';\nimport rateLimit from 'express-rate-limit';\nimport { signIn, signUp } from './handlers.js';\nconst app = express();\nconst limiter = rateLimit({ windowMs: 60000, limit: 5 });\n${lines}`,
  'src/handlers.ts': others['src/handlers.ts'] ?? "import type { Request, Response } from 'express';\nexport function signIn(req: Request, res: Response) { res.json({ ok: req.body.password === undefined }); }\nexport function signUp(req: Request, res: Response) { res.status(201).end(); }",
});

describe('require-rate-limiting', () => {
  it('reports the credential route that was forgotten, beside one that is limited', () => {
    const found = detected('require-rate-limiting', app("app.post('/signup', limiter, signUp);\napp.post('/login', signIn);"));
    expect(found).toMatchObject([{ kind: 'finding', at: "src/app.ts: app.post('/login', signIn)", says: expect.stringContaining('medium: POST /login takes passwords or codes and nothing limits how often; POST /signup is limited by') }]);
    expect(found[0]?.steps.at(-1)).toContain('POST /login has no limiter');
  });

  it.each([
    ['a limiter before it', "app.post('/signup', limiter, signUp);\napp.post('/login', limiter, signIn);"],
    ['a limiter for all', "app.use(limiter);\napp.post('/login', signIn);"],
    ['no limiter anywhere: something in front may do it', "app.post('/login', signIn);"],
    ['a route that takes no password', "app.post('/signup', limiter, signUp);\napp.post('/notes', signIn);"],
    ['a page', "app.post('/signup', limiter, signUp);\napp.get('/login', signIn);"],
    ['a link of the chain that is not known', "import { shield } from 'somewhere';\napp.post('/signup', limiter, signUp);\napp.post('/login', shield, signIn);"],
  ])('is silent: %s', (_name, lines) => {
    expect(detected('require-rate-limiting', app(lines))).toEqual([]);
  });

  it('is silent when the handler counts attempts itself', () => {
    const handlers = "import type { Request, Response } from 'express';\nimport { countFailedAttempts } from './attempts.js';\nexport async function signIn(req: Request, res: Response) { if (await countFailedAttempts(req.body.email) > 5) return res.status(429).end(); res.end(); }\nexport function signUp(req: Request, res: Response) { res.status(201).end(); }";
    expect(detected('require-rate-limiting', app("app.post('/signup', limiter, signUp);\napp.post('/login', signIn);", { 'src/handlers.ts': handlers }))).toEqual([]);
  });

  it('is silent behind a gateway that limits', () => {
    expect(detected('require-rate-limiting', app("app.post('/signup', limiter, signUp);\napp.post('/login', signIn);"), { gateway: { rateLimits: true } })).toEqual([]);
  });
});
