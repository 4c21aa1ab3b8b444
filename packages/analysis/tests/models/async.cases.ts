import type { LibraryCases } from './model-case.js';

/** Consumers of messages, and packages that make routers forward rejections. */
export const cases: LibraryCases = {
  kafkajs: {
    found: [
      {
        code:
          "import { Kafka } from 'kafkajs'; const consumer = new Kafka({}).consumer({ groupId: 'a' }); " +
          '«consumer.run({ eachMessage: f })»;',
        is: 'kafkajs#Consumer.run',
        async: 'promise',
      },
      {
        code:
          "const { Kafka } = require('kafkajs'); const kafka = new Kafka({}); " +
          'const producer = kafka.producer(); «producer.send({ topic, messages })»;',
        is: 'kafkajs#Producer.send',
        async: 'promise',
      },
    ],
    lookAlikes: [
      [
        "import { Kafka } from './mine'; const consumer = new Kafka({}).consumer({}); «consumer.run({ " +
          'eachMessage: f })»;',
        null,
      ],
      ['const job = { run() {} }; «job.run({ eachMessage: f })»;', null],
    ],
  },
  amqplib: {
    found: [
      {
        code:
          "import amqp from 'amqplib'; async function f() { const c = await amqp.connect(url); " +
          "const ch = await c.createChannel(); «ch.consume('q', g)»; }",
        is: 'amqplib#Channel.consume',
        async: 'promise',
      },
      {
        code:
          "import { connect } from 'amqplib'; async function f() { " +
          "const ch = await (await connect(url)).createConfirmChannel(); «ch.assertQueue('q')»; }",
        is: 'amqplib#Channel.assertQueue',
        async: 'promise',
      },
      [
        "import amqp from 'amqplib/callback_api'; amqp.connect(url, (e, c) => { c.createChannel((e2, ch) => " +
          "{ «ch.consume('q', g)»; }); });",
        'amqplib#Channel.consume',
      ],
      [
        "const amqp = require('amqplib/callback_api'); amqp.connect(url, (e, c) => { " +
          "c.createChannel((e2, ch) => { «ch.sendToQueue('q', b)»; }); });",
        'amqplib#Channel.sendToQueue',
      ],
    ],
    lookAlikes: [
      [
        "import amqp from './amqp'; async function f() { const ch = await amqp.createChannel(); " +
          "«ch.consume('q', g)»; }",
        null,
      ],
      ["const ch = { consume() {} }; «ch.consume('q', g)»;", null],
    ],
  },
  knex: {
    found: [
      [
        "import knex from 'knex'; const db = knex({}); async function f() { " +
          'const trx = await db.transaction(); await «trx.commit()»; }',
        'knex#Transaction.commit',
      ],
    ],
    lookAlikes: [['const trx = { commit() {} }; «trx.commit()»;', null]],
  },
  typeorm: {
    found: [
      [
        "import { DataSource } from 'typeorm'; const s = new DataSource({}); async function f() { " +
          'const runner = s.createQueryRunner(); await «runner.rollbackTransaction()»; }',
        'typeorm#QueryRunner.rollbackTransaction',
      ],
    ],
    lookAlikes: [['const runner = { rollbackTransaction() {} }; «runner.rollbackTransaction()»;', null]],
  },
  'express-promise-router': {
    found: [
      ["import Router from 'express-promise-router'; const router = «Router()»;", 'express-promise-router#default'],
    ],
    lookAlikes: [["import Router from './promise-router'; const router = «Router()»;", null]],
  },
};
