import 'reflect-metadata';
import { createHash, webcrypto } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cryptoProvider, PemConverter, SubjectAlternativeNameExtension, X509CertificateGenerator } from '@peculiar/x509';

cryptoProvider.set(webcrypto as never);

/** Two files, the certificate as text, and by what a browser knows its key. */
export interface Certified {
  cert: string;
  key: string;
  pem: string;
  pin: string;
}

/** A certificate that nobody else knows, for a name; written into two files of a folder. */
export async function certify(folder: string, name: string, serialNumber = '01'): Promise<Certified> {
  const keys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...{ serialNumber, name: `CN=${name}`, keys: keys as never, signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } },
    ...{ notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 86_400_000) },
    extensions: [new SubjectAlternativeNameExtension([{ type: 'dns', value: name }])],
  });
  const [cert, key, pem] = [join(folder, 'cert.pem'), join(folder, 'key.pem'), certificate.toString('pem')];
  writeFileSync(key, PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'), { mode: 0o600 });
  writeFileSync(cert, pem);
  const spki = Buffer.from(await webcrypto.subtle.exportKey('spki', keys.publicKey));
  return { cert, key, pem, pin: createHash('sha256').update(spki).digest('base64') };
}
