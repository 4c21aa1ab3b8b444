import type { LibraryCases } from './model-case.js';

/** Settings that make a call unsafe, and the same calls with settings that do not. */
export const cases: LibraryCases = {
  ecmascript: {
    found: [
      ['const at = «Date.now()»;', 'ecmascript#Date.now'],
      ['const at = «new Date()»;', 'ecmascript#Date'],
    ],
    lookAlikes: [['const Date = { now: () => 1 }; «Date.now()»;', null]],
  },
  'node:crypto': {
    found: [
      {
        code: "import crypto from 'node:crypto'; «crypto.createCipheriv('des-cbc', key, iv)»;",
        is: 'node:crypto#createCipheriv',
        hazards: ['weak-cipher'],
      },
      {
        code: "import crypto from 'crypto'; «crypto.createCipheriv('AES-128-ECB', key, null)»;",
        hazards: ['weak-cipher'],
        sinks: ['secret', 'initial-vector'],
      },
      { code: "const { createCipher } = require('crypto'); «createCipher('aes192', key)»;", hazards: ['weak-cipher'] },
      {
        code:
          "import { createDecipheriv } from 'crypto'; const d = «createDecipheriv('aes-256-gcm', key, iv)»; " +
          'd.update(x);',
        hazards: ['weak-cipher'],
      },
      { code: "import { createHmac } from 'crypto'; «createHmac('md5', key)»;", hazards: ['weak-hash'] },
      { code: "import { sign } from 'crypto'; «sign('sha1', data, key)»;", hazards: ['weak-hash'] },
      { code: "import { createHash } from 'crypto'; «createHash('MD5')»;", hazards: ['weak-hash'] },
      {
        code: "import { generateKeyPairSync } from 'crypto'; «generateKeyPairSync('rsa', { modulusLength: 1024 })»;",
        hazards: ['short-key'],
      },
      { code: "import { getDiffieHellman } from 'crypto'; «getDiffieHellman('modp2')»;", hazards: ['short-key'] },
    ],
    lookAlikes: [
      { code: "import crypto from 'node:crypto'; «crypto.createCipheriv('aes-256-gcm', key, iv)»;", hazards: [] },
      { code: "import crypto from 'node:crypto'; «crypto.createCipheriv('aes-128-cbc', key, iv)»;", hazards: [] },
      {
        code:
          "import { createDecipheriv } from 'crypto'; const d = «createDecipheriv('aes-256-gcm', key, iv)»; " +
          'd.setAuthTag(tag);',
        hazards: [],
      },
      { code: "import { createHmac } from 'crypto'; «createHmac('sha1', key)»;", hazards: [] },
      { code: "import { createHash } from 'crypto'; «createHash('sha256')»;", hazards: [] },
      {
        code: "import { generateKeyPairSync } from 'crypto'; «generateKeyPairSync('rsa', { modulusLength: 4096 })»;",
        hazards: [],
      },
      {
        code: "import { generateKeyPairSync } from 'crypto'; «generateKeyPairSync('ec', { namedCurve: 'secp256k1' })»;",
        hazards: [],
      },
      { code: "import { getDiffieHellman } from './mine'; «getDiffieHellman('modp2')»;", is: null },
    ],
  },
  'node:tls': {
    found: [
      {
        code: "import tls from 'node:tls'; «tls.connect(443, host, { rejectUnauthorized: false })»;",
        is: 'node:tls#connect',
        hazards: ['unverified-tls'],
      },
      { code: "import { createServer } from 'tls'; «createServer({ minVersion: 'TLSv1.1' })»;", hazards: ['old-tls'] },
    ],
    lookAlikes: [
      { code: "import tls from 'node:tls'; «tls.connect(443, host, { minVersion: 'TLSv1.2' })»;", hazards: [] },
      {
        code: "import { createServer } from 'tls'; «createServer({ requestCert: true, rejectUnauthorized: false })»;",
        hazards: [],
      },
    ],
  },
  'node:https': {
    found: [
      {
        code: "import https from 'https'; «new https.Agent({ rejectUnauthorized: false })»;",
        hazards: ['unverified-tls'],
      },
      {
        code: "import https from 'https'; «https.get(url, { rejectUnauthorized: false }, cb)»;",
        hazards: ['unverified-tls'],
      },
      {
        code: "import https from 'https'; «https.createServer({ secureProtocol: 'SSLv3_method' })»;",
        hazards: ['old-tls'],
      },
    ],
    lookAlikes: [
      { code: "import https from 'https'; «new https.Agent({ keepAlive: true })»;", hazards: [] },
      { code: "import https from './https'; «new https.Agent({ rejectUnauthorized: false })»;", is: null },
    ],
  },
  databases: {
    found: [
      {
        code: "import { Pool } from 'pg'; «new Pool({ ssl: { rejectUnauthorized: false } })»;",
        hazards: ['unverified-tls'],
      },
      {
        code: "import mysql from 'mysql2/promise'; «mysql.createPool({ ssl: { rejectUnauthorized: false } })»;",
        hazards: ['unverified-tls'],
      },
      {
        code: "import knex from 'knex'; «knex({ client: 'pg', connection: { ssl: { rejectUnauthorized: false } } })»;",
        hazards: ['unverified-tls'],
      },
      {
        code:
          "import { DataSource } from 'typeorm'; «new DataSource({ type: 'postgres', ssl: { " +
          'rejectUnauthorized: false } })»;',
        hazards: ['unverified-tls'],
      },
      {
        code: "import { MongoClient } from 'mongodb'; «new MongoClient(uri, { tlsInsecure: true })»;",
        hazards: ['unverified-tls'],
      },
      {
        code: "import Redis from 'ioredis'; «new Redis(6379, host, { tls: { rejectUnauthorized: false } })»;",
        hazards: ['unverified-tls'],
      },
      {
        code:
          "import nodemailer from 'nodemailer'; «nodemailer.createTransport({ tls: { " +
          'rejectUnauthorized: false } })»;',
        hazards: ['unverified-tls'],
      },
      {
        code: "import { Agent } from 'undici'; «new Agent({ connect: { rejectUnauthorized: false } })»;",
        hazards: ['unverified-tls'],
      },
    ],
    lookAlikes: [
      { code: "import { Pool } from 'pg'; «new Pool({ ssl: { ca } })»;", hazards: [] },
      { code: "import { Pool } from 'pg'; «new Pool({ ssl: options })»;", hazards: [] },
      { code: "import { createClient } from 'redis'; «createClient({ socket: { tls: true } })»;", hazards: [] },
    ],
  },
  'crypto-js': {
    found: [
      {
        code: "import CryptoJS from 'crypto-js'; «CryptoJS.DES.encrypt(text, key)»;",
        is: 'crypto-js#DES.encrypt',
        hazards: ['weak-cipher'],
      },
      {
        code: "const { AES, mode } = require('crypto-js'); «AES.encrypt(text, key, { mode: mode.ECB })»;",
        hazards: ['weak-cipher'],
      },
    ],
    lookAlikes: [
      {
        code: "import CryptoJS from 'crypto-js'; «CryptoJS.AES.encrypt(text, key, { mode: CryptoJS.mode.CBC })»;",
        hazards: [],
      },
      { code: "import CryptoJS from './mine'; «CryptoJS.DES.encrypt(text, key)»;", is: null },
    ],
  },
  'node-forge': {
    found: [
      {
        code: "import forge from 'node-forge'; «forge.pki.rsa.generateKeyPair({ bits: 1024 })»;",
        hazards: ['short-key'],
      },
    ],
    lookAlikes: [{ code: "import forge from 'node-forge'; «forge.pki.rsa.generateKeyPair(2048)»;", hazards: [] }],
  },
  'node-rsa': {
    found: [{ code: "import NodeRSA from 'node-rsa'; «new NodeRSA({ b: 512 })»;", hazards: ['short-key'] }],
    lookAlikes: [{ code: "import NodeRSA from 'node-rsa'; «new NodeRSA(pem)»;", hazards: [] }],
  },
  md5: {
    found: [
      { code: "import md5 from 'md5'; «md5(x)»;", is: 'md5#default', hazards: ['weak-hash'], sinks: ['fast-hash'] },
    ],
    lookAlikes: [["import md5 from './md5'; «md5(x)»;", null]],
  },
};
