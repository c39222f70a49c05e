import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';

/** Base64 of the public half's SPKI in DER. */
export function exportPublicKey(key: KeyObject): string {
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
}

export function signText(privateKey: KeyObject, text: string): string {
  return sign(null, Buffer.from(text), privateKey).toString('base64');
}

/** Whether the signature is of this text and key (both base64); false for what is no key at all. */
export function verifySignature(publicKey: string, text: string, signature: string): boolean {
  try {
    const der = Buffer.from(publicKey, 'base64');
    const key = createPublicKey({ key: der, type: 'spki', format: 'der' });
    const bytes = Buffer.from(signature, 'base64');
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, bytes);
  } catch {
    return false;
  }
}
