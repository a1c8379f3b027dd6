import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { COMMANDS_INTO, NEXT_STEP_COMMANDS } from '@relet/board';
import { ProblemDocument } from '@relet/platform';
import { completeCommands, MODELS } from './commands.js';
import { describeFields, schemaOf } from './fields.js';
import { Path } from './path.js';
import type { OperationObject, ParameterObject, SchemaObject } from './spec.js';
import { inOpenApi31 } from './version-31.js';

const PROBLEM = {
  description: 'A problem, with its code.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The OpenAPI 3.1 document of what is served: made of the routes and the classes of what is sent and answered, nothing beside them. */
export function documentOf(api: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('relet')
    .setDescription('Re-letting of municipal care homes. Dates are civil days in Copenhagen, money is integer øre.')
    .setVersion('1')
    .addBearerAuth()
    .build();
  describeFields();
  const document = SwaggerModule.createDocument(api, config, { extraModels: [...MODELS, ProblemDocument] });
  completeCommands(document.components?.schemas as Record<string, SchemaObject>);
  for (const operation of operationsOf(document)) {
    operation.parameters?.forEach((parameter) => completeParameter(parameter as ParameterObject));
    operation.responses['default'] ??= PROBLEM;
  }
  // A browser asks here which form a step of the board opens, and which form leads a home into a phase.
  const steps = { 'x-relet-next-steps': NEXT_STEP_COMMANDS, 'x-relet-commands-into': COMMANDS_INTO };
  return { ...inOpenApi31(document), ...(steps as object) };
}

function operationsOf({ paths }: OpenAPIObject): OperationObject[] {
  return Object.values(paths).flatMap(({ get, post }) => [get, post].filter((operation) => operation !== undefined));
}

/** A parameter's schema says all of its value: the framework leaves some of it beside. */
function completeParameter(parameter: ParameterObject & { enum?: unknown[]; 'x-relet'?: object }): void {
  const { in: place, name, enum: values, 'x-relet': told } = parameter;
  const known = place === 'path' ? schemaOf(Path, name) : {};
  delete parameter.enum;
  delete parameter['x-relet'];
  parameter.schema = { ...parameter.schema, ...(values && { enum: values }), ...(told && { 'x-relet': told }), ...known } as SchemaObject;
}
