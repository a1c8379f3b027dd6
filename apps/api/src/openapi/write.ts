import { writeFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { settingsFrom } from '@relet/platform';
import { AppModule } from '../app.module.js';
import { documentOf } from './document.js';

/** Writes the OpenAPI document of this build to a file: the screens are made from it. Nothing is opened and nothing is served. */
const [file = 'dist/openapi.json'] = process.argv.slice(2);
const api = await NestFactory.create(AppModule.with(settingsFrom({})), new FastifyAdapter(), { preview: true, logger: false });
writeFileSync(file, JSON.stringify(documentOf(api)));
