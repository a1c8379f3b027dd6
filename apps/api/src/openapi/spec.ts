import type { OpenAPIObject } from '@nestjs/swagger';

type Reference = { $ref: string };

/** The words of OpenAPI, as the framework's own types have them. */
export type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
export type SchemaObject = Exclude<Schemas[string], Reference>;
export type OperationObject = NonNullable<OpenAPIObject['paths'][string]['get']>;
export type ParameterObject = Exclude<NonNullable<OperationObject['parameters']>[number], Reference>;
