import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import { sequelize } from './sequelize.js';

const COLUMN: MemberModel = { decorator: { is: 'column' } };
const RELATION: MemberModel = { decorator: { is: 'relation' } };
const METADATA: MemberModel = { decorator: { is: 'metadata' } };
const NAMES = [
  'PrimaryKey', 'AutoIncrement', 'AllowNull', 'Unique', 'Default', 'CreatedAt', 'UpdatedAt', 'DeletedAt', 'Index',
  'Length', 'IsEmail', 'IsUUID', 'BeforeCreate', 'BeforeUpdate', 'BeforeSave', 'AfterCreate', 'Scopes', 'DefaultScope',
  'Comment',
];

export const sequelizeTypescript = defineModel({
  library: 'sequelize-typescript',
  modules: ['sequelize-typescript'],
  family: 'orm',
  exports: {
    Sequelize: { type: 'sequelize#Sequelize', new: {} },
    Model: { ...sequelize.exports['Model'], type: 'sequelize#Instance', new: { returns: 'sequelize#Instance' } },
    Table: { decorator: { is: 'entity' } },
    Column: COLUMN,
    ForeignKey: COLUMN,
    HasMany: RELATION,
    HasOne: RELATION,
    BelongsTo: RELATION,
    BelongsToMany: RELATION,
    DataType: { members: { '*': { value: 'constant', call: {} } } },
    ...Object.fromEntries(NAMES.map((name) => [name, METADATA])),
  },
});

export const nestjsSequelize = defineModel({
  library: '@nestjs/sequelize',
  modules: ['@nestjs/sequelize'],
  family: 'orm',
  exports: {
    InjectModel: { decorator: { is: 'injection', type: 'sequelize#Model', entityArg: 0 } },
    InjectConnection: { decorator: { is: 'injection', type: 'sequelize#Sequelize' } },
    SequelizeModule: { members: { forRoot: { call: {} }, forRootAsync: { call: {} }, forFeature: { call: {} } } },
  },
});
