import { defineModel, type MemberModel } from '../vocabulary/library-model.js';
import type { AdmitsModel, TextFormat } from '../vocabulary/schemas.js';

const METADATA: MemberModel = { decorator: { is: 'metadata' } };
const each = (names: string, admits: AdmitsModel): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { decorator: { is: 'metadata', admits } }]));
const texts = (names: string, format: TextFormat): Record<string, MemberModel> => each(names, { is: 'text', format });
const checks = (names: string): Record<string, MemberModel> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { decorator: { is: 'metadata', checks: true } }]));
const CLASS: MemberModel = { call: { admits: { is: 'same', of: 0 } } };

/** A field may hold what its decorators say; those that only bound a length or a size say nothing of what it is. */
export const classValidator = defineModel({
  library: 'class-validator',
  modules: ['class-validator'],
  family: 'validation',
  exports: {
    validate: { call: { async: 'promise' } },
    validateOrReject: { call: { async: 'promise' } },
    validateSync: { call: {} },
    ...each('IsString', { is: 'text' }),
    ...each('IsInt IsNumber IsPositive IsNegative', { is: 'number' }),
    ...each('IsBoolean', { is: 'boolean' }),
    ...each('IsDate', { is: 'date' }),
    ...each('IsArray', { is: 'list' }),
    ...each('IsOptional', { is: 'null' }),
    ...each('Allow IsDefined IsNotEmpty IsObject IsNotEmptyObject', { is: 'anything' }),
    ...each('ValidateNested', { is: 'same' }),
    ...each('IsEnum IsIn Equals', { is: 'listed', in: 0 }),
    ...each('Matches', { is: 'text', pattern: 0 }),
    ...texts(
      'IsUUID IsMongoId IsAlpha IsAlphanumeric IsHexadecimal IsULID IsISO31661Alpha2 IsLocale ' +
        'IsPhoneNumber IsMobilePhone IsPostalCode IsCurrency IsHexColor',
      'identifier',
    ),
    ...texts('IsNumberString IsBooleanString', 'number'),
    ...texts('IsDateString IsISO8601 IsRFC3339 IsMilitaryTime', 'time'),
    ...texts('IsIP IsFQDN IsPort', 'host'),
    ...texts('IsBase64', 'base64'),
    ...texts('IsEmail', 'mail'),
    ...texts('IsUrl IsJWT IsStrongPassword MinLength MaxLength Length Contains IsJSON', 'free'),
    ...checks('Validate ValidateIf ValidateBy IsInstance'),
    ...Object.fromEntries(
      'Min Max ArrayMinSize ArrayMaxSize ArrayNotEmpty ArrayUnique'.split(' ').map((name) => [name, METADATA]),
    ),
  },
});

export const classTransformer = defineModel({
  library: 'class-transformer',
  modules: ['class-transformer'],
  family: 'validation',
  exports: {
    plainToInstance: { call: { result: { is: 'derived', from: [1], shapes: ['obj', 'arr'] } } },
    plainToClass: { call: { result: { is: 'derived', from: [1], shapes: ['obj', 'arr'] } } },
    instanceToPlain: { call: {} },
    Type: { decorator: { is: 'metadata', typeArg: 0 } },
    Exclude: METADATA,
    Expose: METADATA,
    Transform: METADATA,
  },
});

/** Classes made of other classes: each field keeps what its decorators say. */
export const mappedTypes = defineModel({
  library: '@nestjs/mapped-types',
  modules: ['@nestjs/mapped-types'],
  family: 'validation',
  exports: {
    PartialType: CLASS,
    OmitType: { call: { admits: { is: 'omitted', keys: 1, of: 0 } } },
    PickType: { call: { admits: { is: 'picked', keys: 1, of: 0 } } },
    IntersectionType: { call: { admits: { is: 'all-of', of: 'rest' } } },
  },
});

export const zodClasses = defineModel({
  library: 'nestjs-zod',
  modules: ['nestjs-zod', 'nestjs-zod/*'],
  family: 'validation',
  exports: { createZodDto: CLASS, ZodValidationPipe: { new: { duty: ['validation'] } } },
});
