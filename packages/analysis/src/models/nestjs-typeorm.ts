import { defineModel } from '../vocabulary/library-model.js';

export const nestjsTypeorm = defineModel({
  library: '@nestjs/typeorm',
  modules: ['@nestjs/typeorm'],
  family: 'orm',
  exports: {
    InjectRepository: { decorator: { is: 'injection', type: 'typeorm#Repository', entityArg: 0 } },
    InjectDataSource: { decorator: { is: 'injection', type: 'typeorm#DataSource' } },
    InjectConnection: { decorator: { is: 'injection', type: 'typeorm#DataSource' } },
    InjectEntityManager: { decorator: { is: 'injection', type: 'typeorm#EntityManager' } },
    TypeOrmModule: { members: { forRoot: { call: {} }, forRootAsync: { call: {} }, forFeature: { call: {} } } },
    getRepositoryToken: { call: {} },
  },
});
