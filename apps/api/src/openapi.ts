import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { STATUS } from '@relet/platform';

/** The OpenAPI 3.1 document, made of the routes and the command classes alone. */
export function documentOf(api: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('relet')
    .setDescription('Re-letting of municipal care homes. Dates are civil days in Copenhagen, money is integer øre.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(api, config);
  document.openapi = '3.1.0';
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Problem: PROBLEM } };
  return document;
}

const PROBLEM = {
  type: 'object' as const,
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' as const },
    title: { type: 'string' as const },
    status: { type: 'integer' as const },
    detail: { type: 'string' as const },
    help: { type: 'string' as const, description: 'The step that would help; of Danish answers.' },
    code: { type: 'string' as const, enum: Object.keys(STATUS) },
    errors: {
      type: 'array' as const,
      items: { type: 'object' as const, properties: { pointer: { type: 'string' as const }, detail: { type: 'string' as const } } },
    },
    details: { type: 'object' as const },
  },
};
