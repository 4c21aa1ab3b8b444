/**
 * What a package is for, as told by the packages it depends on. Exact names, or the beginning of a name before a star.
 */
export const PACKAGE_KINDS = {
  /** Draws in a browser or on a phone. */
  browser: [
    'react', 'react-dom', 'react-native', 'preact', 'vue', 'svelte', 'solid-js', '@angular/core', 'expo', 'lit',
    'jquery', 'react-scripts',
  ],
  /** Answers requests, works on queues or talks to a database. */
  server: [
    'express', 'fastify', 'koa', 'hono', '@hono/node-server', '@nestjs/common', '@nestjs/core', '@hapi/hapi', 'restify',
    'polka', 'h3', 'elysia', '@feathersjs/feathers', 'apollo-server*', '@apollo/server', 'graphql-yoga', '@trpc/server',
    'socket.io', 'ws', 'routing-controllers', 'inversify-express-utils', '@adonisjs/core', '@strapi/strapi',
    'moleculer', 'pg', 'pg-promise', 'postgres', 'mysql', 'mysql2', 'mssql', 'better-sqlite3', 'mongodb', 'mongoose',
    'knex', 'objection', 'kysely', 'typeorm', 'sequelize', '@prisma/client', 'drizzle-orm', '@mikro-orm/*', 'ioredis',
    'redis', 'bull', 'bullmq', 'amqplib', 'kafkajs', 'agenda', 'firebase-admin', 'serverless-http',
    '@google-cloud/functions-framework',
  ],
  /** Draws and serves in one program. A package that only asks its user for one of these is no program. */
  both: [
    'next', 'nuxt', 'astro', '@sveltejs/kit', '@remix-run/*', '@react-router/node', '@tanstack/react-start',
    '@solidjs/start', 'gatsby', 'meteor-node-stubs',
  ],
  documentation: [
    'vitepress', '@docusaurus/core', 'vuepress', 'docsify', 'docsify-cli', 'nextra', '@astrojs/starlight',
  ],
  /** Reads the arguments of a command, or asks who runs it. */
  command: [
    'commander', 'yargs', 'cac', 'meow', 'sade', '@oclif/core', '@clack/prompts', 'inquirer', '@inquirer/prompts',
    'prompts', 'enquirer', 'citty', 'clipanion', '@caporal/core', 'arg', 'minimist',
  ],
} as const satisfies Record<string, readonly string[]>;
