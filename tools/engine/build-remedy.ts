const REMEDIES: readonly (readonly [said: RegExp, remedy: string])[] = [
  [/requires go >= |invalid go version|unknown directive: tool/, "Install the newest Go from https://go.dev/dl."],
  [
    /signal: killed/,
    "The memory ran out: free 2 GB and try again, or install the Pulumi CLI instead: https://www.pulumi.com/docs/install.",
  ],
  [/no space left on device/, "The disk is full: make room and try again."],
  [
    /read-only file system|permission denied/,
    "Make Go's caches (go env GOCACHE GOMODCACHE) and the project's folder writable.",
  ],
  [
    /dial tcp|no such host|i\/o timeout|connection refused|proxyconnect|TLS handshake/,
    "The Go module proxy can't be reached: check the network, or the proxy that GOPROXY names, and try again.",
  ],
];

/** What to do about a failed build, by what Go said. */
export function buildRemedy(said: string): string {
  const [, remedy] = REMEDIES.find(([pattern]) => pattern.test(said)) ?? [];
  return remedy ?? "Install the Pulumi CLI instead: https://www.pulumi.com/docs/install.";
}
