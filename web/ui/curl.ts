/** A call to the API for a shell, as JSON that is posted. Only a Lovage on one's own machine may be open; any other wants a token. */
export function curlCommand(url: URL, json: string): string {
  const token = isLocal(url) ? [] : ['-H "Authorization: Bearer $LOVAGE_ADMIN_TOKEN"'];
  const quoted = `'${json.replaceAll("'", String.raw`'\''`)}'`;

  return [`curl ${url.href}`, ...token, `--json ${quoted}`].join(
    token.length > 0 ? " \\\n  " : " ",
  );
}

function isLocal({ hostname }: URL): boolean {
  return hostname === "localhost" || hostname === "127.0.0.1";
}
