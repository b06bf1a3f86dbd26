/** A text as the characters of an address, packed. Both ways are bounded: what is received may be made to do harm. */

/** What browsers, mail and chats pass on unharmed. */
export const MOST_LINK_CHARS = 30_000;
const MOST_TEXT_BYTES = 4_000_000;
const FORMAT = "deflate-raw";

/** However long it becomes. */
export async function pack(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream(FORMAT));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const characters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

  return characters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Null: it is not what `pack` made, or too large. */
export async function unpack(characters: string): Promise<string | null> {
  try {
    const binary = atob(characters.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
    const text = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(FORMAT));

    return await readText(text);
  } catch {
    // Characters that stand for nothing, or bytes that were never packed.
    return null;
  }
}

/** A few bytes may stand for very many: it stops where nobody would have drawn so much. */
async function readText(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<string | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;

  for await (const chunk of stream) {
    size += chunk.length;

    if (size > MOST_TEXT_BYTES) {
      return null;
    }

    chunks.push(chunk);
  }

  return new Blob(chunks).text();
}
