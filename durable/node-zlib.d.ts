/** What is used of the platform's own zlib. https://developers.cloudflare.com/workers/runtime-apis/nodejs/zlib/ */
declare module "node:zlib" {
  export function deflateRawSync(data: Uint8Array, options: { readonly level: number }): Uint8Array;
  export function inflateRawSync(data: Uint8Array): Uint8Array;
}
