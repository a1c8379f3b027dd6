/** Makes of the OpenAPI document what the screens are built on: the types of every route, and the commands with their fields. Run: node apps/web/make/api.ts DOCUMENT */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';
import { commandsOf, waitingReadsOf, type Document } from './commands.ts';

const [file = 'dist/openapi.json'] = process.argv.slice(2);
const made = new URL('../made/', import.meta.url);
const text = readFileSync(file, 'utf8');

mkdirSync(made, { recursive: true });
writeFileSync(new URL('api.d.ts', made), astToString(await openapiTS(text)));
const document = JSON.parse(text) as Document;
const write = (name: string, what: object) => writeFileSync(new URL(name, made), JSON.stringify(what));
write('commands.json', commandsOf(document));
write('waiting-reads.json', waitingReadsOf(document));
