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

/** The id that an append request gives an event on the server. */
export const serverIdOf = (request: AppendReq): string => request.getProposedMessage()?.getId()?.getString() ?? '';

/** The event of an append request. A server knows its own ids, types, data and metadata alone; the rest of our envelope is in the metadata. */
export function stored(request: AppendReq, stream: string, revision: number): StoredEvent {
  const message = request.getProposedMessage();
  const json = (bytes: Uint8Array | undefined) => JSON.parse(Buffer.from(bytes ?? []).toString()) as Record<string, never>;
  const { $correlationId, $causationId, ...metadata } = json(message?.getCustomMetadata_asU8());
  return {
    ...(metadata as unknown as StoredEvent),
    type: message?.getMetadataMap().get('type') ?? '',
    stream,
    revision,
    correlationId: String($correlationId),
    causationId: String($causationId),
    payload: json(message?.getData_asU8()),
  };
}

/** An event as the server keeps it. */
export interface Kept {
  id: string;
  stream: string;
  revision: string;
  type: string;
  data: string;
  metadata: string;
  /** Its place among all events, the server's own included. */
  commit: number;
}

/** One of our events as the server keeps it. It does not look into events: what is no JSON is handed out as it is. */
export function keptAs(event: LogEvent, id: string, commit: number): Kept {
  const { stream, revision, type, payload } = event;
  const data = isReadable(event) ? JSON.stringify(payload) : (payload as unknown as string);
  return { id, stream, revision: String(revision), type, data, metadata: JSON.stringify(metadataOf(event)), commit };
}

export function response({ id, stream, revision, type, data, metadata, commit }: Kept): ReadResp {
  const recorded = new streams.ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(new shared.UUID().setString(id) as never);
  recorded.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)) as never);
  recorded.setStreamRevision(revision);
  recorded.setPreparePosition(String(commit));
  recorded.setCommitPosition(String(commit));
  recorded.getMetadataMap().set('type', type).set('content-type', 'application/json').set('created', '0');
  recorded.setCustomMetadata(Buffer.from(metadata));
  recorded.setData(Buffer.from(data));
  const read = new streams.ReadResp.ReadEvent();
  read.setEvent(recorded);
  read.setCommitPosition(String(commit));
  return new streams.ReadResp().setEvent(read) as ReadResp;
}

export function notFound(name: Uint8Array): ReadResp {
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(new shared.StreamIdentifier().setStreamName(name) as never);
  return new streams.ReadResp().setStreamNotFound(missing) as ReadResp;
}

export function appended({ revision }: AppendResult, commit: number): AppendResp {
  const place = new streams.AppendResp.Position();
  place.setCommitPosition(String(commit));
  place.setPreparePosition(String(commit));
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
