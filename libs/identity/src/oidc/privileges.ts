import { isUtf8 } from 'node:buffer';
import { SaxesParser, type SaxesTagNS } from 'saxes';

/** Privileges for one organisation, by its CVR number. */
export interface Privileges {
  cvr: string;
  privileges: string[];
}

/** The most that is read: characters of base64, and elements. */
const [LONGEST, MOST] = [65_536, 2_000];

/** Namespaces of OIO Basic Privilege Profile: 1.1 and 1.2, and before them 1.0. */
const NAMESPACES: ReadonlySet<string> = new Set([
  'http://digst.dk/oiosaml/basic_privilege_profile',
  'http://itst.dk/oiosaml/basic_privilege_profile',
]);
const SCOPE = /^urn:dk:gov:saml:[cC]vrNumberIdentifier:(\d{8})$/;
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** The list holds something that no list of privileges may hold. Then no privilege of the list is granted. */
class NotPrivileges extends Error {}

/**
 * What a broker says of somebody's privileges (OIO Basic Privilege Profile 1.2: base64 of XML), by organisation. Whatever is not exactly that gives none: there are no
 * entities, no document type, no comments, no instructions, and no elements or attributes but those of the profile. A group that holds under a constraint
 * gives none either: nobody here knows how to keep it. Scopes that name no CVR number are passed over.
 */
export function privilegesIn(claim: unknown): Privileges[] {
  try {
    return read(textOf(claim));
  } catch {
    return [];
  }
}

function textOf(claim: unknown): string {
  if (typeof claim !== 'string' || claim.length > LONGEST || !/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(claim)) throw new NotPrivileges();
  const bytes = Buffer.from(claim, 'base64');
  // A sign for a sign that stands elsewhere is needed by no name of a privilege.
  if (!isUtf8(bytes) || bytes.includes('&')) throw new NotPrivileges();
  return bytes.toString();
}

/** A group as it is read. */
interface Group extends Privileges {
  isConstrained: boolean;
}

function read(xml: string): Privileges[] {
  const parser = new SaxesParser({ xmlns: true });
  const groups: Group[] = [];
  let [depth, elements, text] = [0, 0, ''];
  const refuse = () => {
    throw new NotPrivileges();
  };
  for (const part of ['error', 'doctype', 'processinginstruction', 'comment', 'cdata'] as const) parser.on(part, refuse);
  parser.on('xmldecl', ({ version, encoding = 'UTF-8' }) => {
    if (version !== '1.0' || encoding.toUpperCase() !== 'UTF-8') refuse();
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > MOST || text.trim() || !isInPlace(tag, depth)) refuse();
    text = '';
    if (depth === 1) groups.push({ cvr: SCOPE.exec(scopeOf(tag))?.[1] ?? '', privileges: [], isConstrained: false });
    depth += 1;
  });
  parser.on('text', (more) => (text += more));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    if (depth < 2 && text.trim()) refuse();
    if (depth === 2) taken(groups.at(-1) as Group, name, text);
    text = '';
  });
  parser.write(xml).close();
  return groups.filter(({ cvr, isConstrained }) => cvr && !isConstrained).map(({ cvr, privileges }) => ({ cvr, privileges }));
}

function taken(group: Group, name: string, text: string): void {
  if (name === 'Constraint') group.isConstrained = true;
  else group.privileges.push(text.trim());
}

/** The attributes that each element has, by its depth: the list, its groups, and what stands in them. */
function isInPlace({ local, prefix, uri, attributes }: SaxesTagNS, depth: number): boolean {
  const own = Object.values(attributes).filter((attribute) => attribute.uri !== XMLNS);
  const has = (...names: string[]) =>
    own.length === names.length && own.every((attribute) => attribute.uri === '' && names.includes(attribute.local));
  if (depth === 0) return local === 'PrivilegeList' && NAMESPACES.has(uri) && has();
  if (uri !== '' || prefix !== '') return false;
  if (depth === 1) return local === 'PrivilegeGroup' && has('Scope');
  return depth === 2 && ((local === 'Privilege' && has()) || (local === 'Constraint' && has('Name')));
}

const scopeOf = ({ attributes }: SaxesTagNS) => attributes['Scope']?.value ?? '';
