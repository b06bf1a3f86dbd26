/**
 * Chance that is always the same for the same text: nothing has to be remembered to draw it again. Good for spreading, not for secrets.
 */

/** From 0 up to, not including, 1. */
export function dice(text: string): number {
  return hash(text, 0) / 2 ** 32;
}

/** Eight bytes. */
export function diceBytes(text: string): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(8));

  bytes.setUint32(0, hash(text, 1));
  bytes.setUint32(4, hash(text, 2));

  return new Uint8Array(bytes.buffer);
}

/** FNV-1a, then MurmurHash3's finish: without it texts that differ in their last letter alone come out close together. */
function hash(text: string, seed: number): number {
  let bits = 0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1);

  for (let index = 0; index < text.length; index += 1) {
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  }

  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);

  return (bits ^ (bits >>> 16)) >>> 0;
}
