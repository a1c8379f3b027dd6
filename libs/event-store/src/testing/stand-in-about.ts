import type { sendUnaryData, Server } from '@grpc/grpc-js';
import { createRequire } from 'node:module';

const load = createRequire(import.meta.url);
const features = load(
  '@eventstore/db-client/generated/serverfeatures_pb.js',
) as typeof import('@eventstore/db-client/generated/serverfeatures_pb.js');
const gossip = load('@eventstore/db-client/generated/gossip_pb.js') as typeof import('@eventstore/db-client/generated/gossip_pb.js');
const shared = load('@eventstore/db-client/generated/shared_pb.js') as typeof import('@eventstore/db-client/generated/shared_pb.js');
const { ServerFeaturesService } = load('@eventstore/db-client/generated/serverfeatures_grpc_pb.js') as { ServerFeaturesService: never };
const { GossipService } = load('@eventstore/db-client/generated/gossip_grpc_pb.js') as { GossipService: never };

/** What a server says of itself: the version and methods that it has, and at which port the one is that leads. Each answer waits for `ready`. */
export function tellOfItself(server: Server, told: { version: () => string; leader: () => number; ready: () => Promise<void> }): void {
  const answering = (make: () => unknown) => (_: unknown, answer: sendUnaryData<unknown>) =>
    void told.ready().then(() => answer(null, make()));
  server.addService(ServerFeaturesService, { getSupportedMethods: answering(() => supportedMethods(told.version())) });
  server.addService(GossipService, { read: answering(() => leader(told.leader())) });
}

/** Says which methods it has. Appends in batches are among them, as on every server, and are not served: our adapter is not to use them. */
function supportedMethods(version: string): unknown {
  const methods = ['read', 'append', 'batchAppend'].map((name) => {
    const method = new features.SupportedMethod();
    method.setMethodName(name);
    method.setServiceName('event_store.client.streams.streams');
    return method;
  });
  const supported = new features.SupportedMethods();
  supported.setMethodsList(methods);
  supported.setEventStoreServerVersion(version);
  return supported;
}

function leader(port: number): unknown {
  const place = new gossip.EndPoint().setAddress('127.0.0.1').setPort(port);
  const member = new gossip.MemberInfo()
    .setInstanceId(new shared.UUID().setString('00000000-0000-4000-8000-000000000001') as never)
    .setState(gossip.MemberInfo.VNodeState.LEADER)
    .setIsAlive(true)
    .setHttpEndPoint(place);
  return new gossip.ClusterInfo().setMembersList([member]);
}
