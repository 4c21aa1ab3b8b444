/**
 * What a package is for, as told by the packages it depends on. Exact names, or the beginning of a name before a star.
 */
export const PACKAGE_KINDS = {
  /** Draws in a browser or on a phone. */
  browser: [
    'react', 'react-dom', 'react-native', 'preact', 'vue', 'svelte', 'solid-js', '@angular/core', 'expo', 'lit',
    'jquery', 'react-scripts',
  ],
  /** Answers requests or works on queues. */
  server: [
    'express', 'fastify', 'koa', 'hono', '@hono/node-server', '@nestjs/common', '@nestjs/core', '@hapi/hapi', 'restify',
    'polka', 'h3', 'elysia', '@feathersjs/feathers', 'apollo-server*', '@apollo/server', 'graphql-yoga', '@trpc/server',
    'socket.io', 'routing-controllers', 'inversify-express-utils', '@adonisjs/core', '@strapi/strapi', 'moleculer',
    'bull', 'bullmq', 'amqplib', 'kafkajs', 'agenda', 'firebase-admin', 'serverless-http',
    '@google-cloud/functions-framework',
  ],
  /** Databases and sockets: a server has them, and so may a program on the machine of its user, but no page. */
  either: [
    'ws', 'pg', 'pg-promise', 'postgres', 'mysql', 'mysql2', 'mssql', 'better-sqlite3', 'mongodb', 'mongoose', 'knex',
    'objection', 'kysely', 'typeorm', 'sequelize', '@prisma/client', 'drizzle-orm', '@mikro-orm/*', 'ioredis', 'redis',
  ],
  /** Runs on the machine of its user, as a window or an app. */
  device: [
    'electron', 'react-native', 'expo', '@tauri-apps/api', '@capacitor/core', '@nativescript/core', 'nw',
    'cordova-android', 'cordova-ios', 'cordova-electron',
  ],
  /** Tools that build one of those, or start it. */
  deviceTools: [
    'electron', 'electron-builder', 'electron-vite', 'electron-packager', '@electron/packager', '@electron-forge/cli',
    '@tauri-apps/cli', '@capacitor/cli', '@nativescript/*', 'nw', 'nw-builder', 'cordova', 'expo', 'react-native',
  ],
  /** Tools that build pages. */
  pageTools: [
    '@vitejs/plugin-react*', '@vitejs/plugin-vue*', '@sveltejs/vite-plugin-svelte', 'vite-plugin-solid',
    '@preact/preset-vite', 'vite-plugin-pwa', '@angular/cli', '@vue/cli-service', 'react-scripts',
    'html-webpack-plugin',
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
