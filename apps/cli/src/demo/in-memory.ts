/** What oidc-provider keeps of a sign-in under way. */
interface Kept {
  uid?: string;
  grantId?: string;
  consumed?: number;
}

const kept = new Map<string, { payload: Kept; until: number }>();

/** Where the demo's identity provider keeps what it must: in memory, because nobody misses it after a restart. */
export class InMemory {
  constructor(private readonly name: string) {}

  async upsert(id: string, payload: Kept, seconds = 3_600): Promise<void> {
    kept.set(this.key(id), { payload, until: Date.now() + seconds * 1_000 });
  }

  async find(id: string): Promise<Kept | undefined> {
    const found = kept.get(this.key(id));
    return found && found.until > Date.now() ? found.payload : undefined;
  }

  async findByUid(uid: string): Promise<Kept | undefined> {
    return [...kept].find(([key, { payload }]) => key.startsWith(`${this.name} `) && payload.uid === uid)?.[1].payload;
  }

  async consume(id: string): Promise<void> {
    const found = kept.get(this.key(id));
    if (found) found.payload.consumed = Math.floor(Date.now() / 1_000);
  }

  async destroy(id: string): Promise<void> {
    kept.delete(this.key(id));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
  }

  private key(id: string): string {
    return `${this.name} ${id}`;
  }
}
