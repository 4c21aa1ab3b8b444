import rule from '../../../rules/src/no-ssrf/rule.js';
import { testRule } from '../harness.js';

/** Requests that nothing declares: handlers without their head, as code is shown and pasted. */
testRule(rule, {
  valid: [
    {
      name: 'the name is declared: an object of the program',
      code: "const req = { query: { at: 'https://api.example' } };\nexport const load = () => fetch(req.query.at);",
    },
    {
      name: 'the name is imported',
      code: "import { req } from './fixtures.js';\nexport const load = () => fetch(req.query.at);",
    },
    { name: 'no part of a request', code: 'export const load = () => fetch(req.address);' },
    { name: 'another name', code: 'export const load = () => fetch(settings.query.at);' },
    {
      name: 'compared with a list',
      code: "const at = req.query.at;\nif (['https://a.example', 'https://b.example'].includes(at)) fetch(at);",
    },
  ],
  invalid: [
    { code: 'const at = req.query.at;\nexport const load = () => fetch(«at»);', errors: ['whole'] },
    {
      code: "import axios from 'axios';\nexport const load = async () => (await axios.get(«request.body.address»)).data;",
      errors: ['whole'],
    },
    {
      name: 'its parts taken out',
      code: 'const { at } = req.params;\nexport const load = () => fetch(«at»);',
      errors: ['whole'],
    },
  ],
});
