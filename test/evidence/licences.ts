import { readFileSync, writeFileSync } from 'node:fs';

/** What is read of a CycloneDX bill of materials. */
interface Bill {
  components: { name: string; version: string; licenses?: { license?: { id?: string; name?: string }; expression?: string }[] }[];
}

/** `npm run evidence` calls this: reads the bill of materials that npm has made, and writes which package is under which licence. */
const [bill, list] = process.argv.slice(2) as [string, string];
const { components } = JSON.parse(readFileSync(bill, 'utf8')) as Bill;
const lines = components.map(({ name, version, licenses = [] }) => {
  const said = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? 'none');
  return `${said.join(' and ') || 'none'}\t${name}@${version}\n`;
});
writeFileSync(list, lines.sort().join(''));
process.stderr.write(`${lines.length} packages: ${bill}, ${list}\n`);
