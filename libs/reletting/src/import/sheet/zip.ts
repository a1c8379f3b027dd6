import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { SaxesParser } from 'saxes';
import { SheetRefused } from './refused.ts';

/** What the parts of a workbook may hold unpacked, all together: by what they declare and by what comes out. */
const LARGEST = 256 * 1_048_576;
const MOST_PARTS = 5_000;

/** What is made of a part while it is read; `stop` answers true when the rest is of no use. */
export interface Reader {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
  stop?(): boolean;
}

/** The parts of a workbook, read as a stream: what a zip holds unpacked is never held whole. */
export class Parts {
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;
  private unpacked = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.zip = zip;
    this.entries = entries;
  }

  /** Throws SheetRefused: what is no zip, or declares to be larger than any workbook. */
  static async of(bytes: Uint8Array): Promise<Parts> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await new Promise<ZipFile>((resolve, reject) =>
      fromBuffer(buffer, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))),
    ).catch(broken);
    const entries = new Map<string, Entry>();
    let declared = 0;
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject).on('end', resolve);
      zip.on('entry', (entry: Entry) => {
        entries.set(entry.fileName, entry);
        declared += entry.uncompressedSize;
        if (declared > LARGEST || entries.size > MOST_PARTS) reject(tooLarge());
        else zip.readEntry();
      });
      zip.readEntry();
    }).catch(broken);
    return new Parts(zip, entries);
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** Reads a part as XML; a part that is not there is passed over. Names come without their prefixes. */
  async read(name: string, reader: Reader): Promise<void> {
    const entry = this.entries.get(name);
    if (!entry) return;
    const stream = await new Promise<NodeJS.ReadableStream & { destroy(): void }>((resolve, reject) =>
      this.zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened))),
    ).catch(broken);
    const [xml, letters] = [xmlInto(reader), new TextDecoder()];
    try {
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        if ((this.unpacked += chunk.length) > LARGEST) throw tooLarge();
        xml.write(letters.decode(chunk, { stream: true }));
        if (reader.stop?.()) break;
      }
      if (!reader.stop?.()) xml.write(letters.decode()).close();
    } catch (error) {
      broken(error);
    } finally {
      stream.destroy();
    }
  }
}

function xmlInto(reader: Reader): SaxesParser {
  const xml = new SaxesParser({ position: false });
  xml.on('opentag', ({ name, attributes }) => reader.open(bare(name), attributes as Record<string, string>));
  xml.on('closetag', ({ name }) => reader.close?.(bare(name)));
  xml.on('text', (text) => reader.text?.(text));
  xml.on('cdata', (text) => reader.text?.(text));
  xml.on('error', (error) => {
    throw error;
  });
  return xml;
}

const bare = (name: string) => name.slice(name.indexOf(':') + 1);
const tooLarge = () => new SheetRefused('TOO_LARGE', { megabytes: LARGEST / 1_048_576 });

/** A part that is larger than it declares is told as too large, everything else as broken. */
function broken(error: unknown): never {
  if (error instanceof SheetRefused) throw error;
  if (error instanceof Error && /^too many bytes/.test(error.message)) throw tooLarge();
  throw new SheetRefused('WORKBOOK_BROKEN');
}
