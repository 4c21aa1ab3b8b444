import type { Family } from './family.js';

export const PAGES: readonly Family[] = [
  {
    name: 'server actions are what a file or a function says a client may call',
    libraries: ['next'],
    files: {
      'app/actions.ts': `'use server';
import { client } from './client';
export async function rename(id: string, name: string) {}
const remove = async (id: string) => {};
export { remove };
export const save = client.schema(schema).action(async ({ parsedInput }) => parsedInput);
export type Saved = { id: string };
async function inner() {}
`,
      'app/users/page.tsx': `import Link from 'next/link';
export default async function Users({ searchParams }) {
  async function create(data: FormData) {
    'use server';
    await store(data.get('name'));
  }
  const ban = async (id: string) => {
    'use server';
  };
  const local = async () => {};
  return <form action={create}><Link href="/" onClick={ban} /></form>;
}
export async function generateMetadata({ params }) { return {}; }
`,
      'app/users/layout.tsx': 'export default async function Layout({ params, children }) { return children; }\n',
      'app/form.tsx': `'use client';
import { useState } from 'react';
export async function rename(id: string) {}
export default function Form() { return <form onSubmit={() => rename('1')} />; }
`,
      'app/strict.ts': `'use strict';
export async function rename(id: string) {}
export const note = 'use server';
`,
    },
    rows: [
      ['action', 'Users.ban', 'unknown'],
      ['action', 'Users.create', 'unknown'],
      ['action', 'app/actions.remove', 'unknown'],
      ['action', 'app/actions.rename', 'unknown'],
      ['action', 'app/actions.save', 'unknown'],
      ['function', '/users generateMetadata', 'unknown'],
      ['function', '/users page', 'unknown'],
    ],
  },
  {
    name: 'pages ask for what they show before they are sent',
    libraries: ['next'],
    files: {
      'pages/users/[id].tsx': `import type { GetServerSideProps } from 'next';
export const getServerSideProps: GetServerSideProps = async ({ params }) => ({ props: { id: params.id } });
export default function User({ id }) { return <p>{id}</p>; }
`,
      'pages/about.tsx': `const About = () => <p />;
About.getInitialProps = async (context) => ({ query: context.query });
export default About;
`,
      'components/list.tsx': `const List = () => <p />;
List.getInitialProps = async (context) => context;
export default List;
export const getServerSideProps = async () => ({});
`,
    },
    rows: [
      ['function', '/about getInitialProps', 'unknown'],
      ['function', '/users/:id getServerSideProps', 'unknown'],
    ],
  },
  {
    name: 'routes of pages read and change by what they export',
    libraries: ['@remix-run/node', '@remix-run/react'],
    files: {
      'app/routes/users.$id.tsx': `import type { LoaderFunctionArgs } from '@remix-run/node';
export async function loader({ params }: LoaderFunctionArgs) { return params.id; }
export const action = async ({ request }) => request.formData();
export const clientLoader = async () => 1;
export default function User() { return <p />; }
`,
      'server/routes/load.ts': 'export async function loader() {}\nexport const action = 1;\n',
    },
    rows: [
      ['function', 'app/routes/users.$id.action', 'unknown'],
      ['function', 'app/routes/users.$id.loader', 'unknown'],
    ],
  },
  {
    name: 'such exports are none where nothing is there that runs them',
    libraries: ['react-router-dom'],
    files: {
      'app/routes/users.ts': 'export async function loader({ params }) { return params.id; }\n',
      'src/routes/users/+server.ts': 'export async function GET({ url }) { return new Response(url.href); }\n',
    },
    rows: [],
  },
  {
    name: 'files with a plus serve routes, loads and actions',
    libraries: ['@sveltejs/kit'],
    files: {
      'src/routes/(app)/users/[id=number]/+server.ts': `import type { RequestHandler } from './$types';
export const GET: RequestHandler = async ({ params }) => new Response(params.id);
export async function DELETE({ url }) { return new Response(url.href); }
export const fallback = async () => new Response();
export const prerender = false;
`,
      'src/routes/login/+page.server.ts': `import type { Actions, PageServerLoad } from './$types';
export const load: PageServerLoad = async ({ url }) => ({ next: url.searchParams.get('next') });
export const actions = {
  default: async ({ request }) => { await request.formData(); },
  forgotten: async () => {},
} satisfies Actions;
`,
      'src/routes/login/load.ts': 'export const load = async () => 1;\nexport const actions = { a() {} };\n',
    },
    rows: [
      ['action', '/login actions.default', 'unknown'],
      ['action', '/login actions.forgotten', 'unknown'],
      ['function', '/login load', 'unknown'],
      ['http', 'ALL /users/:id', 'unknown'],
      ['http', 'DELETE /users/:id', 'unknown'],
      ['http', 'GET /users/:id', 'unknown'],
    ],
  },
];
