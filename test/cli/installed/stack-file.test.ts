import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { requireOwnSecrets } from "../../../cli/installed/stack-file";
import { ForeignProject } from "../../../cli/local/foreign-project";
import { temporaryDirectory } from "../../support/temporary-directory";

const REFUSAL = "Pulumi.dev.yaml says how another backend encrypts the secrets of dev";

function asked(text: string | undefined, isRehearsed: boolean): () => void {
  const folder = temporaryDirectory();
  if (text !== undefined) writeFileSync(join(folder, "Pulumi.dev.yaml"), text);
  return () => {
    requireOwnSecrets(ForeignProject.none(folder), "dev", isRehearsed);
    if (text !== undefined) expect(readFileSync(join(folder, "Pulumi.dev.yaml"), "utf8")).toBe(text);
  };
}

describe("the file of a stack that is rehearsed", () => {
  it.each([
    ["secretsprovider: awskms://alias/pulumi\nencryptedkey: AQIC\n", false],
    ["secretsprovider: awskms://alias/pulumi\n", true],
    ["encryptionsalt: v1:abc\n", false],
  ])("is refused where another backend encrypts its secrets: %j, rehearsed before: %s", (text, isRehearsed) => {
    expect(asked(text, isRehearsed)).toThrow(REFUSAL);
  });

  it.each([
    [undefined, false],
    ["config:\n  aws:region: eu-west-1\n", false],
    ["secretsprovider: passphrase\n", false],
    ["encryptionsalt: v1:abc\n", true],
    ["", false],
    ["config: [\n", false],
  ])("is taken where nothing of another's is in it: %j, rehearsed before: %s", (text, isRehearsed) => {
    expect(asked(text, isRehearsed)).not.toThrow();
  });
});
