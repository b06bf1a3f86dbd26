import { describe, expect, test } from "vitest";

import { isPublicHost } from "../../../worker/outbound/public-host.ts";

function isPublic(host: string): boolean {
  return isPublicHost(new URL(`http://${host}/`).hostname);
}

describe("a private host is known", () => {
  test.each([
    "localhost",
    "LOCALHOST",
    "localhost.",
    "a.localhost",
    "printer.local",
    "router.lan",
    "box.home.arpa",
    "metadata.google.internal",
    "instance-data",
    "metadata",
    "intranet",
    "db.corp",
  ])("by its name: %s", (host) => {
    expect(isPublic(host)).toBe(false);
  });

  test.each([
    "127.0.0.1",
    "127.255.255.255",
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.168.1.1",
    "198.19.0.1",
    "224.0.0.1",
    "255.255.255.255",
  ])("by its address: %s", (host) => {
    expect(isPublic(host)).toBe(false);
  });

  test.each([
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "127.0.0.1.",
    "１２７.0.0.1",
    "127。0。0。1",
    "%31%32%37.0.0.1",
  ])("in whatever way its address is written: %s", (host) => {
    expect(isPublic(host)).toBe(false);
  });

  test.each([
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:8.8.8.8]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[2001::1]",
    "[2001:0:4136:e378::1]",
    "[2001:db8::1]",
    "[2002:7f00:1::]",
    "[3fff:fff::1]",
    "[4000::1]",
  ])("by its IPv6 address: %s", (host) => {
    expect(isPublic(host)).toBe(false);
  });
});

test.each([
  "example.com",
  "example.com.",
  "local.example.com",
  "localhost.example.com",
  "mylocal.dev",
  "bücher.example",
  "1.1.1.1",
  "9.255.255.255",
  "11.0.0.0",
  "100.128.0.1",
  "172.15.255.255",
  "172.32.0.1",
  "192.167.0.1",
  "223.255.255.255",
  "134744072",
  "[2606:4700:4700::1111]",
  "[2001:4860:4860::8888]",
  "[2001:200::1]",
  "[3fff:1000::1]",
])("%s is public", (host) => {
  expect(isPublic(host)).toBe(true);
});
