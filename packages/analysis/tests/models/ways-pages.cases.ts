import type { LibraryCases } from './model-case.js';

const next = { next: '15.0.0' };
const kit = { '@sveltejs/kit': '2.0.0' };
const remix = { '@remix-run/node': '2.0.0' };

/** What pages and the actions of their forms are handed. */
export const cases: LibraryCases = {
  next: {
    found: [
      { code: "'use server'; export async function run(id: string) { use(«id»); }", versions: next, taint: 'tainted' },
      {
        code: "'use server'; interface Named { name: string } export const run = async (all: Named) => use(«all.name»);",
        versions: next,
        taint: 'tainted',
      },
      {
        code: "'use server'; export async function run(before: State, { id }: Input) { use(«id»); }",
        versions: next,
        taint: 'tainted',
      },
      {
        code: "'use server'; import { Input } from './input'; export async function run(input: Input) { use(«input.id»); }",
        versions: next,
        taint: 'tainted',
      },
      {
        code: "'use server'; export async function run(form: FormData) { use(«form.get('name')»); }",
        versions: next,
        taint: 'tainted',
      },
      {
        code: "function page() { async function run(id: string) { 'use server'; use(«id»); } return run; }",
        versions: next,
        taint: 'tainted',
      },
      {
        code: 'export const getServerSideProps = async ({ params, query }) => use(«query.name»);',
        file: 'pages/users/[id].tsx',
        versions: next,
        taint: 'tainted',
        shapes: ['arr', 'null', 'str'],
      },
      {
        code: 'export const getServerSideProps = async ({ params, query }) => use(«query.id»);',
        file: 'pages/users/[id].tsx',
        versions: next,
        taint: 'tainted',
        shapes: ['str'],
      },
      {
        code: 'export const getServerSideProps = async ({ params, query }) => use(«query.id»);',
        file: 'pages/users/[...id].tsx',
        versions: next,
        taint: 'tainted',
        shapes: ['arr'],
      },
      {
        code: 'export const getServerSideProps = async ({ params, query }) => use(«query.id»);',
        file: 'pages/users/[[...id]].tsx',
        versions: next,
        taint: 'tainted',
        shapes: ['arr', 'null', 'str'],
      },
      {
        code: 'const Page = () => null; Page.getInitialProps = async (context) => use(«context.query.id»); export default Page;',
        file: 'pages/users.tsx',
        versions: next,
        taint: 'tainted',
      },
      {
        code: 'export default async function Page({ params }) { const { id } = await params; use(«id»); }',
        file: 'app/users/[id]/page.tsx',
        versions: next,
        taint: 'tainted',
        shapes: ['arr', 'str'],
      },
      {
        code:
          'export default async function Page(props: { searchParams: Promise<{ id: string }> }) { ' +
          'const query = await props.searchParams; use(«query.id»); }',
        file: 'src/app/(shop)/page.tsx',
        versions: next,
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      { code: 'export async function run(id: string) { use(«id»); }', versions: next, taint: 'unknown' },
      { code: "'use server'; async function run(id: string) { use(«id»); }", versions: next, taint: 'unknown' },
      { code: "'use client'; export async function run(id: string) { use(«id»); }", versions: next, taint: 'unknown' },
      {
        code: "const a = 'use server'; export async function run(id: string) { use(«id»); }",
        versions: next,
        taint: 'unknown',
      },
      {
        code: 'export const getServerSideProps = async ({ query }) => use(«query.id»);',
        file: 'src/users.tsx',
        versions: next,
        taint: 'unknown',
      },
      {
        code: 'export default async function Page({ params }) { use(«params.id»); }',
        file: 'app/users/list.tsx',
        versions: next,
        taint: 'unknown',
      },
      {
        code: 'export default async function Page({ params }) { use(«params.id»); }',
        file: 'app/users/page.tsx',
        taint: 'unknown',
      },
      {
        code: 'const Page = () => null; Page.getInitialProps = async (context) => use(«context.query.id»);',
        file: 'pages/users.tsx',
        versions: next,
        taint: 'unknown',
      },
    ],
  },
  '@remix-run/node': {
    found: [
      {
        code:
          "import type { LoaderFunctionArgs } from '@remix-run/node'; export const loader = ({ " +
          'params }: LoaderFunctionArgs) => use(«params.id»);',
        taint: 'tainted',
        shapes: ['null', 'str'],
      },
      {
        code:
          "import { type ActionFunction } from '@remix-run/node'; export const action: " +
          'ActionFunction = async ({ request }) => use(«await request.json()»);',
        taint: 'tainted',
      },
      {
        code: 'export async function loader({ params }: Route.LoaderArgs) { use(«params.id»); }',
        file: 'app/routes/users.tsx',
        versions: remix,
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code:
          "import type { LoaderFunctionArgs } from './types'; export const loader = ({ params }: " +
          'LoaderFunctionArgs) => use(«params.id»);',
        taint: 'unknown',
      },
      {
        code: 'export async function loader({ params }) { use(«params.id»); }',
        file: 'app/routes/users.tsx',
        taint: 'unknown',
      },
      {
        code: 'export async function load({ params }) { use(«params.id»); }',
        file: 'app/routes/users.tsx',
        versions: remix,
        taint: 'unknown',
      },
    ],
  },
  '@sveltejs/kit': {
    found: [
      {
        code: 'export async function GET({ params }) { use(«params.id»); }',
        file: 'src/routes/users/+server.ts',
        versions: kit,
        taint: 'tainted',
        shapes: ['null', 'str'],
      },
      {
        code:
          "import type { PageServerLoad } from './$types'; export const load: PageServerLoad = ({ " +
          "url }) => use(«url.searchParams.get('id')»);",
        file: 'src/routes/+page.server.ts',
        versions: kit,
        taint: 'tainted',
      },
      {
        code: "export const actions = { save: async ({ request }) => { const form = await request.formData(); use(«form.get('a')»); } };",
        file: 'src/routes/a/+page.server.ts',
        versions: kit,
        taint: 'tainted',
      },
      {
        code:
          "import type { RequestEvent } from '@sveltejs/kit'; export const read = (event: " +
          "RequestEvent) => use(«event.cookies.get('a')»);",
        taint: 'tainted',
      },
    ],
    lookAlikes: [
      {
        code: 'export async function GET({ params }) { use(«params.id»); }',
        file: 'src/routes/users/+server.ts',
        taint: 'unknown',
      },
      {
        code: 'export async function other({ params }) { use(«params.id»); }',
        file: 'src/routes/users/+server.ts',
        versions: kit,
        taint: 'unknown',
      },
      {
        code: 'export const actions = { save: async ({ locals }) => use(«locals.user») };',
        file: 'src/routes/a/+page.server.ts',
        versions: kit,
        taint: 'unknown',
      },
    ],
  },
};
