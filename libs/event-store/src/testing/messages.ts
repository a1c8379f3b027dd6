import { createRequire } from 'node:module';
import { metadataOf } from '../eventstoredb/envelope.js';
import { isReadable } from '../unreadable.js';
import type { VersionConflict } from '../errors.js';
import type { AppendResult, ExpectedRevision, LogEvent, StoredEvent } from '../port.js';
import type * as StreamsPb from '@eventstore/db-client/generated/streams_pb.js';

const load = createRequire(import.meta.url);
/** The client's own compiled messages: what it sends and expects. */
export const streams = load('@eventstore/db-client/generated/streams_pb.js') as typeof StreamsPb;
const shared = load('@eventstore/db-client/generated/shared_pb.js') as typeof import('@eventstore/db-client/generated/shared_pb.js');
export type ReadReq = InstanceType<typeof streams.ReadReq>;
export type ReadResp = InstanceType<typeof streams.ReadResp>;
export type AppendReq = InstanceType<typeof streams.AppendReq>;
export type AppendResp = InstanceType<typeof streams.AppendResp>;

/** The event of an append request. A server knows ids, types, data and metadata alone; the rest of our envelope is in the metadata. */
export function stored(request: AppendReq, stream: string, revision: number): StoredEvent {
  const message = request.getProposedMessage();
  const json = (bytes: Uint8Array | undefined) => JSON.parse(Buffer.from(bytes ?? []).toString()) as Record<string, never>;
  const { $correlationId, $causationId, ...metadata } = json(message?.getCustomMetadata_asU8());
  return {
    ...(metadata as unknown as StoredEvent),
    id: message?.getId()?.getString() ?? '',
    type: message?.getMetadataMap().get('type') ?? '',
    stream,
    revision,
    correlationId: String($correlationId),
    causationId: String($causationId),
    payload: json(message?.getData_asU8()),
  };
}

export function response({ position, ...event }: LogEvent): ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(new shared.UUID().setString(event.id) as never);
  recorded.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(event.stream)) as never);
  recorded.setStreamRevision(String(event.revision));
  recorded.setPreparePosition(position);
  recorded.setCommitPosition(position);
  recorded.getMetadataMap().set('type', event.type).set('content-type', 'application/json').set('created', '0');
  recorded.setCustomMetadata(Buffer.from(JSON.stringify(metadataOf(event))));
  // A server does not look into events: what is no JSON in the store is sent as it is.
  recorded.setData(Buffer.from(isReadable(event) ? JSON.stringify(event.payload) : (event.payload as unknown as string)));
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(position);
  return new streams.ReadResp().setEvent(read) as ReadResp;
}

export function notFound(name: Uint8Array): ReadResp {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(name) as never);
  return new streams.ReadResp().setStreamNotFound(missing) as ReadResp;
}

export function appended({ revision, position }: AppendResult): AppendResp {
  const place = new streams.AppendResp.Position();
  place.setCommitPosition(position);
  place.setPreparePosition(position);
  const success = new streams.AppendResp.Success();
  success.setCurrentRevision(String(revision));
  success.setPosition(place);
  return new streams.AppendResp().setSuccess(success) as AppendResp;
}

export function wrongRevision({ actual }: VersionConflict, expected: ExpectedRevision): AppendResp {
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (actual === 'noStream') wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(actual));
  if (expected === 'noStream') wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  return new streams.AppendResp().setWrongExpectedVersion(wrong) as AppendResp;
}
