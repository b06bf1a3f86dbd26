/**
 * Which hosts a task may call on somebody's word: those of the public internet. `hostname` is that of a parsed URL, in which every way to
 * write an address (0x7f.1, 2130706433, ::ffff:127.0.0.1, full-width digits) has become the one canonical way.
 *
 * A name is judged as it is written: what it resolves to is not known here. On Cloudflare no private network is behind it; a local run
 * reaches whatever its machine does.
 */

/** Never public names: RFC 6761, RFC 6762, RFC 8375, and what clouds and home networks use, metadata services among them. */
const PRIVATE_SUFFIXES = [
  "localhost",
  "localdomain",
  "local",
  "internal",
  "intranet",
  "private",
  "corp",
  "lan",
  "home",
  "home.arpa",
  "invalid",
  "test",
  "onion",
].map((suffix) => `.${suffix}`);

/** Everything that is not globally reachable: https://www.iana.org/assignments/iana-ipv4-special-registry/ and multicast. */
const PRIVATE_IPV4 = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
] as const;

export function isPublicHost(hostname: string): boolean {
  if (hostname.startsWith("[")) {
    return isPublicIpv6(hostname.slice(1, -1));
  }

  return /^\d+(\.\d+){3}$/.test(hostname) ? isPublicIpv4(hostname) : isPublicName(hostname);
}

function isPublicName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.+$/, "");

  return name.includes(".") && !PRIVATE_SUFFIXES.some((suffix) => name.endsWith(suffix));
}

function isPublicIpv4(address: string): boolean {
  const number = ipv4Number(address);

  return !PRIVATE_IPV4.some(([network, bits]) => {
    const size = 2 ** (32 - bits);

    return Math.floor(number / size) === Math.floor(ipv4Number(network) / size);
  });
}

function ipv4Number(address: string): number {
  return address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);
}

/**
 * Global unicast is 2000::/3; in it, the protocol assignments (Teredo among them), the documentation networks and 6to4, which wraps an
 * IPv4 address, are left out: https://www.iana.org/assignments/iana-ipv6-special-registry/
 */
function isPublicIpv6(address: string): boolean {
  // An empty group is the "::": a run of zeros.
  const [first = 0, second = 0] = address
    .split(":")
    .map((group) => Number.parseInt(group || "0", 16));
  const isAssigned =
    (first === 0x2001 && (second < 0x200 || second === 0xdb8)) ||
    first === 0x2002 ||
    (first === 0x3fff && second < 0x1000);

  return first >= 0x2000 && first < 0x4000 && !isAssigned;
}
