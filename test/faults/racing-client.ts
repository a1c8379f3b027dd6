/** A client in a process of its own: it sends all requests of a message at the same moment and answers in their order. */
interface Shot {
  url: string;
  body: object;
  headers: Record<string, string>;
}

async function answerTo({ url, body, headers }: Shot): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: response.status, body: await response.json() };
  } catch (error) {
    return { status: 0, body: { code: error instanceof Error ? error.message : 'no answer' } };
  }
}

process.on('message', ({ race, shots }: { race: number; shots: Shot[] }) => {
  void Promise.all(shots.map(answerTo)).then((answers) => process.send?.({ race, answers }));
});

export {};
