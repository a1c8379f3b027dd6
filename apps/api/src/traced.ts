import type { INestApplicationContext } from '@nestjs/common';
import { QueryBus, type IQuery } from '@nestjs/cqrs';
import { Log, sendSpans, spanned, type Settings } from '@relet/platform';
import { Draining } from './draining.js';

/** Sends spans of commands, appends, projection and queries to a collector, where OpenTelemetry's own variables name one. What sends them is loaded then alone. */
export async function traced(house: INestApplicationContext, { role, log }: Settings, env = process.env): Promise<void> {
  if (!env['OTEL_EXPORTER_OTLP_ENDPOINT'] && !env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']) return;
  house.get(Draining, { strict: false }).lastly(await sendSpans(role, new Log(log)));
  const bus = house.get(QueryBus, { strict: false });
  const execute = bus.execute.bind(bus) as (query: IQuery) => Promise<unknown>;
  bus.execute = ((query: IQuery) =>
    spanned('query', { 'relet.query': query.constructor.name }, () => execute(query))) as typeof bus.execute;
}
