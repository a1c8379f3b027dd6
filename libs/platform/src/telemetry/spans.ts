import { SpanStatusCode, trace, type Attributes } from '@opentelemetry/api';
import type { Log } from './log.js';

const tracer = trace.getTracer('relet');

/**
 * Runs a step as a span of OpenTelemetry, within the one that runs. Where no collector is named there is none, and this costs a call. Names and attributes
 * come from the source: never an id, a municipality or anything that was sent.
 */
export function spanned<T>(name: string, attributes: Attributes, act: () => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await act();
    } catch (error) {
      const { code } = error as { code?: unknown };
      span.setAttribute('relet.code', typeof code === 'string' ? code : 'INTERNAL').setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Loads what sends spans, and has it send them to the collector that OpenTelemetry's own variables name. Call the answer at the end, to send what is left. */
export async function sendSpans(role: string, log: Log): Promise<() => Promise<void>> {
  const { toCollector } = await import('./collector.js');
  return toCollector(role, log);
}
