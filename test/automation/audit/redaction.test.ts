import { redactedEvent, redactedObject, redactedText, WITHHELD } from "../../../automation/audit/redaction";
import { sampleEvent } from "./samples";

const CIPHERTEXT = "v1:q83vEjRWeJA=:3q2+7wAAAAB5c2VjcmV0";
const KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEA7\nbm90IGEga2V5\n-----END RSA PRIVATE KEY-----";

describe("redactedText", () => {
  it.each([
    ["a ciphertext of Pulumi", `proofpix:password: ${CIPHERTEXT}`, CIPHERTEXT],
    ["a private key with its body", `the key ${KEY} was there`, "bm90IGEga2V5"],
    ["a private key that was cut", KEY.slice(0, 60), "MIIEowIBAAKCAQEA7"],
    ["a bearer token", "Authorization: Bearer abcdef0123456789abcdef", "abcdef0123456789abcdef"],
    ["a password of a command line", "psql failed: password=hunter2hunter2 host=db", "hunter2hunter2"],
    ["a password in JSON", '{"password":"correct horse", "n": 1}', "horse"],
    ["a secret access key", "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI"],
    ["a GitLab token", `glpat-${"x".repeat(20)}`, "xxxx"],
  ])("withholds %s", (_, text, secret) => {
    expect(text).toContain(secret);
    expect(redactedText(text, [])).not.toContain(secret);
  });

  it.each([
    "arn:aws:iam::123456789012:role/web",
    "4f94ad96c2d3a1b0e5f60718293a4b5c6d7e8f90",
    "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "image v1:latest of the release v1:2",
    "the token expired",
    "2026-11-30T12:00:00.000Z",
  ])("leaves %s as it is", (text) => {
    expect(redactedText(text, [])).toBe(text);
  });

  it.each([
    ["as it is", 'a"b/c+d=e f'],
    ["in an address", encodeURIComponent('a"b/c+d=e f')],
    ["in JSON", JSON.stringify({ x: 'a"b/c+d=e f' })],
    ["in Base64", Buffer.from('a"b/c+d=e f').toString("base64")],
  ])("withholds a known secret %s", (_, text) => {
    const clean = redactedText(`before ${text} after`, ['a"b/c+d=e f']);

    expect(clean).toContain(WITHHELD);
    expect(clean).toMatch(/^before .* after$/);
    expect(clean).not.toMatch(/b\/c|b%2Fc/);
  });

  it("withholds a longer secret whole, although a shorter one is within it", () => {
    expect(redactedText("it is abcdef-ghijkl", ["abcdef", "abcdef-ghijkl"])).toBe(`it is ${WITHHELD}`);
  });

  it("withholds a short secret only where it is the whole text", () => {
    expect(redactedText("abc", ["abc"])).toBe(WITHHELD);
    expect(redactedText("abcdef", ["abc"])).toBe("abcdef");
  });
});

describe("redactedObject", () => {
  it("withholds what has the name of a credential, however deep", () => {
    const details = { steps: [{ name: "push", registry: { username: "ci", password: ["x", { y: 1 }], pin: 7 } }] };

    expect(redactedObject(details, [])).toEqual({
      steps: [{ name: "push", registry: { username: "ci", password: WITHHELD, pin: 7 } }],
    });
  });

  it("leaves that there is no credential, or a switch", () => {
    const details = { password: null, token: "", hasSecrets: true, secretArn: "arn:aws:secretsmanager:x" };

    expect(redactedObject(details, [])).toEqual(details);
  });

  it("withholds a secret of the engine's with all that it holds", () => {
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: '"hunter2"' };

    expect(JSON.stringify(redactedObject({ outputs: { url: secret } }, []))).not.toContain("hunter2");
  });

  it("withholds a secret in a member's name", () => {
    expect(redactedObject({ "postgres-hunter22": 1 }, ["hunter22"])).toEqual({ [`postgres-${WITHHELD}`]: 1 });
  });
});

it("withholds secrets in every text of an event", () => {
  const secret = "hunter2hunter2";
  const event = sampleEvent({
    who: secret,
    what: { action: secret, environment: secret },
    from: { host: secret, run: `https://ci/${secret}` },
    details: { reason: secret },
  });

  expect(JSON.stringify(redactedEvent(event, [secret]))).not.toContain(secret);
});
