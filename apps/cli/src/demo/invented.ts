/** First names of invented persons. With the family name nobody takes them for somebody who lives. */
const FIRST = [
  ...['Asta', 'Bodil', 'Carl', 'Dagny', 'Ejnar', 'Frida', 'Gudrun', 'Hjalmar', 'Inga', 'Jens', 'Karen', 'Ludvig', 'Maren', 'Niels'],
  ...['Oda', 'Poul', 'Rigmor', 'Svend', 'Thyra', 'Ulla', 'Viggo', 'Ylva', 'Åse', 'Birger', 'Ellen', 'Kresten', 'Signe'],
];
const FAMILY = ['Eksempelsen', 'Opdigtsen'];

interface Listed {
  citizen: string;
  entry?: object;
  home?: object;
}

/** Registers a name for everybody who waits or lives in a home of the demo, as each municipality would: over HTTP, into the register of persons, and nothing into the log. */
export async function registerInvented(address: string): Promise<void> {
  for (const [n, municipality] of ['eksempel', 'nordby'].entries()) {
    const ask = async (path: string, body?: object): Promise<unknown> => {
      const headers = { authorization: `Bearer demo-${municipality}`, ...(body && { 'content-type': 'application/json' }) };
      const response = await fetch(`${address}/v1/${path}`, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers });
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return response.json();
    };
    const { citizens } = (await ask('citizens?limit=200')) as { citizens: readonly Listed[] };
    const here = citizens.filter(({ entry, home }) => entry ?? home);
    for (const [m, { citizen }] of here.entries())
      await ask(`citizens/${citizen}/person`, { name: `${FIRST[m % FIRST.length]} ${FAMILY[n]}` });
  }
}
