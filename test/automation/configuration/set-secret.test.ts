import { setSecret } from "../../../automation/configuration/set-secret";
import type { ConfigurationValidator } from "../../../automation/configuration/validation";
import { fakeContext, MemoryFile } from "../support/context";
import { FakeEngine } from "../support/fake-engine";

const KEY = "proofpix-secrets:session-key";
const TEXT = "encryptionsalt: v1:salt\nconfig:\n  # which image\n  proofpix:image: one\n";

/** An engine that writes the whole file anew, as Pulumi does. */
class WritingEngine extends FakeEngine {
  constructor(
    private readonly file: MemoryFile,
    private readonly salt = "v1:salt",
  ) {
    super();
  }

  override setSecret(key: string, value: string): Promise<void> {
    this.file.write(
      `encryptionsalt: ${this.salt}\nconfig:\n  proofpix:image: one\n  ${key}:\n    secure: v1:encrypted\n`,
    );
    return super.setSecret(key, value);
  }
}

const VALID: ConfigurationValidator = () => [];

describe("setSecret", () => {
  it("writes the ciphertext, and keeps the comments that the engine would lose", async () => {
    const configurationFile = new MemoryFile(TEXT);
    const engine = new WritingEngine(configurationFile);

    await setSecret(KEY, "plain", VALID, fakeContext({ configurationFile, engine }));

    expect(engine.secrets).toEqual([{ key: KEY, value: "plain" }]);
    expect(configurationFile.text).toBe(`${TEXT}  ${KEY}:\n    secure: v1:encrypted\n`);
    expect(configurationFile.text).not.toContain("plain");
  });

  it("leaves the engine's text where that is how the secrets are encrypted from now on", async () => {
    const configurationFile = new MemoryFile("config:\n  proofpix:image: one\n");
    const engine = new WritingEngine(configurationFile);

    await setSecret(KEY, "plain", VALID, fakeContext({ configurationFile, engine }));

    expect(configurationFile.text).toContain("encryptionsalt: v1:salt");
  });

  it("leaves the file of a rehearsal alone, which keeps secrets in its copy", async () => {
    const context = fakeContext({ configurationFile: new MemoryFile(TEXT) });

    await setSecret(KEY, "plain", VALID, context);

    expect(context.configurationFile.text).toBe(TEXT);
    expect(context.engine.secrets).toHaveLength(1);
  });

  it("refuses a key that takes no secret before anything is encrypted", async () => {
    const context = fakeContext({ configurationFile: new MemoryFile(TEXT) });
    const validate: ConfigurationValidator = (_environment, { secretKeys = [] }) =>
      secretKeys.map((key) => ({ key, reason: "must not be encrypted" }));

    await expect(setSecret("image", "plain", validate, context)).rejects.toMatchObject({
      code: "configuration-invalid",
    });
    expect(context.engine.secrets).toEqual([]);
  });
});
