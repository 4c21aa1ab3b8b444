import type { LibraryCases } from './model-case.js';

/** Smaller libraries: one export each, with its neighbours. */
export const cases: LibraryCases = {
  'cookie-session': {
    found: [
      ["import it from 'cookie-session'; «it(x)»;", 'cookie-session#default'],
      ["import * as it from 'cookie-session'; «it(x)»;", 'cookie-session#default'],
      ["«require('cookie-session')(x)»;", 'cookie-session#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from 'cookie-session'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@fastify/jwt': {
    found: [
      ["import it from '@fastify/jwt'; «it(x)»;", '@fastify/jwt#default'],
      ["import * as it from '@fastify/jwt'; «it(x)»;", '@fastify/jwt#default'],
      ["«require('@fastify/jwt')(x)»;", '@fastify/jwt#default'],
    ],
    lookAlikes: [
      ["import it from './mine'; «it(x)»;", null],
      ['function it(x) { return x; } «it(x)»;', null],
      ["import it from '@fastify/jwt'; function f(it) { return «it(x)»; }", null],
    ],
  },
  jose: {
    found: [
      ["import { importPKCS8 as it } from 'jose'; «it(x)»;", 'jose#importPKCS8'],
      ["import * as lib from 'jose'; «lib.importPKCS8(x)»;", 'jose#importPKCS8'],
      ["const lib = require('jose'); «lib.importPKCS8(x)»;", 'jose#importPKCS8'],
    ],
    lookAlikes: [
      ["import { importPKCS8 as it } from './mine'; «it(x)»;", null],
      ['const lib = { importPKCS8() {} }; «lib.importPKCS8(x)»;', null],
      ["import { importPKCS8 as it } from 'jose'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@nestjs/jwt': {
    found: [
      ["import { JwtService } from '@nestjs/jwt'; «new JwtService(x)»;", '@nestjs/jwt#JwtService'],
      ["import * as lib from '@nestjs/jwt'; «new lib.JwtService(x)»;", '@nestjs/jwt#JwtService'],
      ["const { JwtService: It } = require('@nestjs/jwt'); «new It(x)»;", '@nestjs/jwt#JwtService'],
    ],
    lookAlikes: [
      ["import { JwtService } from './mine'; «new JwtService(x)»;", null],
      ['class JwtService {} «new JwtService(x)»;', null],
      ["import { JwtService } from '@nestjs/jwt'; function f(JwtService) { return «new JwtService(x)»; }", null],
    ],
  },
  '@nestjs/passport': {
    found: [
      ["import { AuthGuard as it } from '@nestjs/passport'; «it(x)»;", '@nestjs/passport#AuthGuard'],
      ["import * as lib from '@nestjs/passport'; «lib.AuthGuard(x)»;", '@nestjs/passport#AuthGuard'],
      ["const lib = require('@nestjs/passport'); «lib.AuthGuard(x)»;", '@nestjs/passport#AuthGuard'],
    ],
    lookAlikes: [
      ["import { AuthGuard as it } from './mine'; «it(x)»;", null],
      ['const lib = { AuthGuard() {} }; «lib.AuthGuard(x)»;', null],
      ["import { AuthGuard as it } from '@nestjs/passport'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@clerk/express': {
    found: [
      ["import { getAuth as it } from '@clerk/express'; «it(x)»;", '@clerk/express#getAuth'],
      ["import * as lib from '@clerk/express'; «lib.getAuth(x)»;", '@clerk/express#getAuth'],
      ["const lib = require('@clerk/express'); «lib.getAuth(x)»;", '@clerk/express#getAuth'],
    ],
    lookAlikes: [
      ["import { getAuth as it } from './mine'; «it(x)»;", null],
      ['const lib = { getAuth() {} }; «lib.getAuth(x)»;', null],
      ["import { getAuth as it } from '@clerk/express'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@clerk/fastify': {
    found: [
      ["import { getAuth as it } from '@clerk/fastify'; «it(x)»;", '@clerk/fastify#getAuth'],
      ["import * as lib from '@clerk/fastify'; «lib.getAuth(x)»;", '@clerk/fastify#getAuth'],
      ["const lib = require('@clerk/fastify'); «lib.getAuth(x)»;", '@clerk/fastify#getAuth'],
    ],
    lookAlikes: [
      ["import { getAuth as it } from './mine'; «it(x)»;", null],
      ['const lib = { getAuth() {} }; «lib.getAuth(x)»;', null],
      ["import { getAuth as it } from '@clerk/fastify'; function f(it) { return «it(x)»; }", null],
    ],
  },
  '@clerk/nextjs': {
    found: [
      ["import { auth as it } from '@clerk/nextjs'; «it(x)»;", '@clerk/nextjs#auth'],
      ["import * as lib from '@clerk/nextjs'; «lib.auth(x)»;", '@clerk/nextjs#auth'],
      ["const lib = require('@clerk/nextjs'); «lib.auth(x)»;", '@clerk/nextjs#auth'],
    ],
    lookAlikes: [
      ["import { auth as it } from './mine'; «it(x)»;", null],
      ['const lib = { auth() {} }; «lib.auth(x)»;', null],
      ["import { auth as it } from '@clerk/nextjs'; function f(it) { return «it(x)»; }", null],
    ],
  },
  'passport-anonymous': {
    found: [
      ["import { Strategy } from 'passport-anonymous'; «new Strategy(x)»;", 'passport-anonymous#Strategy'],
      ["import * as lib from 'passport-anonymous'; «new lib.Strategy(x)»;", 'passport-anonymous#Strategy'],
      ["const { Strategy: It } = require('passport-anonymous'); «new It(x)»;", 'passport-anonymous#Strategy'],
    ],
    lookAlikes: [
      ["import { Strategy } from './mine'; «new Strategy(x)»;", null],
      ['class Strategy {} «new Strategy(x)»;', null],
      ["import { Strategy } from 'passport-anonymous'; function f(Strategy) { return «new Strategy(x)»; }", null],
    ],
  },
  passport: {
    found: [
      ["import { Passport } from 'passport'; «new Passport(x)»;", 'passport#Passport'],
      ["import * as lib from 'passport'; «new lib.Passport(x)»;", 'passport#Passport'],
      ["const { Passport: It } = require('passport'); «new It(x)»;", 'passport#Passport'],
    ],
    lookAlikes: [
      ["import { Passport } from './mine'; «new Passport(x)»;", null],
      ['class Passport {} «new Passport(x)»;', null],
      ["import { Passport } from 'passport'; function f(Passport) { return «new Passport(x)»; }", null],
    ],
  },
  'passport-jwt': {
    found: [
      ["import { Strategy } from 'passport-jwt'; «new Strategy(x)»;", 'passport-jwt#Strategy'],
      ["import * as lib from 'passport-jwt'; «new lib.Strategy(x)»;", 'passport-jwt#Strategy'],
      ["const { Strategy: It } = require('passport-jwt'); «new It(x)»;", 'passport-jwt#Strategy'],
    ],
    lookAlikes: [
      ["import { Strategy } from './mine'; «new Strategy(x)»;", null],
      ['class Strategy {} «new Strategy(x)»;', null],
      ["import { Strategy } from 'passport-jwt'; function f(Strategy) { return «new Strategy(x)»; }", null],
    ],
  },
  'passport-local': {
    found: [
      ["import { Strategy } from 'passport-local'; «new Strategy(x)»;", 'passport-local#Strategy'],
      ["import * as lib from 'passport-local'; «new lib.Strategy(x)»;", 'passport-local#Strategy'],
      ["const { Strategy: It } = require('passport-local'); «new It(x)»;", 'passport-local#Strategy'],
    ],
    lookAlikes: [
      ["import { Strategy } from './mine'; «new Strategy(x)»;", null],
      ['class Strategy {} «new Strategy(x)»;', null],
      ["import { Strategy } from 'passport-local'; function f(Strategy) { return «new Strategy(x)»; }", null],
    ],
  },
};
